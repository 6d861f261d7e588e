"""Who serves now, as the expected wait needs it: the same for what is shown and what is refused."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from server.centre import Centre
from server.rules.estimate import Floor, learnt_mean
from server.store.counters import CounterRow
from server.store.figures import ServiceTimes


def floor_of(
    centre: Centre,
    counters: Iterable[CounterRow],
    busy: Container[str],
    done: Mapping[str, ServiceTimes],
) -> Floor:
    """The open counters, those of them that are free, and each field's mean learnt from today."""
    rows = [row for row in counters if row.state == "open" and row.id in centre.counters]
    free = [row for row in rows if row.id not in busy]
    nothing = ServiceTimes(0, 0.0)
    return Floor(
        desks=[frozenset(centre.fields_at(row)) for row in rows],
        idle=frozenset(field for row in free for field in centre.fields_at(row)),
        means_s={
            name: learnt_mean(field.service_minutes * 60, times.count, times.total_s)
            for name, field in centre.fields.items()
            for times in [done.get(name, nothing)]
        },
    )
