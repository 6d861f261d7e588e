"""The hall at one instant, read once and asked by every answer that follows from it."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.centre import Centre
from server.messages import Estimate
from server.rules.estimate import learnt_mean, mixed_mean, rivals, shared_ahead, wait_range
from server.rules.routing import InLine, Queue, in_order
from server.rules.tickets import State
from server.store import Transaction
from server.store.counters import CounterRow, counter_rows
from server.store.fields import closed_fields
from server.store.log import newest_seq
from server.store.stops import (
    ServiceTimes,
    TicketRow,
    counter_figures,
    service_times,
    tickets_at_counters,
    tickets_in_state,
)


@dataclass(frozen=True)
class Hall:
    """Everything that waits, is called or served now, and what the counters have done today."""

    seq: int
    day: str
    counters: Mapping[str, CounterRow]
    waiting: list[TicketRow]
    held: list[TicketRow]
    missed: list[TicketRow]
    at_counter: Mapping[str, TicketRow]
    figures: Mapping[str, dict[str, Any]]
    services: Mapping[str, ServiceTimes]
    closed: Mapping[str, str | None]
    queue: Queue

    def line(self) -> list[InLine]:
        """Everybody who waits, in calling order."""
        return in_order([row.in_line() for row in self.waiting], self.queue)

    def state_of(self, counter: str) -> str:
        """A counter's state as the screens say it."""
        stop = self.at_counter.get(counter)
        return str(stop.state) if stop is not None else self.counters[counter].state


def read_hall(centre: Centre, tx: Transaction) -> Hall:
    """The hall as it is in this transaction."""
    day, rows = centre.today(), counter_rows(tx)
    busy = tickets_at_counters(tx)
    return Hall(
        seq=newest_seq(tx),
        day=day,
        counters={name: rows.get(name, CounterRow(name)) for name in centre.counters},
        waiting=tickets_in_state(tx, day, State.WAITING),
        held=tickets_in_state(tx, day, State.HELD),
        missed=tickets_in_state(tx, day, State.NO_SHOW),
        at_counter={row.counter: row for row in busy if row.counter is not None},
        figures=counter_figures(tx, day),
        services=service_times(tx, day),
        closed=closed_fields(tx),
        queue=centre.queue(tx),
    )


def waiting_by_field(hall: Hall) -> Mapping[str, int]:
    """How many wait in each field."""
    return Tally(row.field for row in hall.waiting)


def estimate_for(
    centre: Centre, hall: Hall, field: str, ahead: Mapping[str, int]
) -> Estimate | None:
    """The expected wait behind ``ahead`` people by field; ``None`` while no counter is open."""
    open_rows = [row for row in hall.counters.values() if row.state == "open"]
    desks = [frozenset(centre.fields_at(row)) for row in open_rows]
    people, counters = shared_ahead(field, ahead, desks)
    if counters == 0:
        return None
    mean = mixed_mean(field, rivals(field, ahead, desks), _means(centre, hall))
    low, high = wait_range(people, counters, mean, _idle(centre, hall, field))
    return Estimate(low=low, high=high)


def _means(centre: Centre, hall: Hall) -> dict[str, float]:
    """Each field's mean service time in seconds, learnt from today."""
    nothing = ServiceTimes(0, 0.0)
    done = {name: hall.services.get(name, nothing) for name in centre.fields}
    return {
        name: learnt_mean(field.service_minutes * 60, done[name].count, done[name].total_s)
        for name, field in centre.fields.items()
    }


def _idle(centre: Centre, hall: Hall, field: str) -> bool:
    return any(
        row.state == "open" and row.id not in hall.at_counter and field in centre.fields_at(row)
        for row in hall.counters.values()
    )
