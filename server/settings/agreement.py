"""Reading ``centre.toml`` and checking that its parts agree with each other."""

from __future__ import annotations

import datetime as dt
from collections import Counter as Tally
from collections.abc import Sequence
from pathlib import Path

from server.messages import Purpose
from server.settings.centre import CentreSettings
from server.settings.faults import Fault, SettingsError, load_toml


def load_centre(folder: Path) -> CentreSettings:
    """Read and cross-check ``centre.toml`` in a centre's folder.

    Raises ``SettingsError`` naming every fault.
    """
    path = folder / "centre.toml"
    centre = load_toml(path, CentreSettings)
    faults = [Fault(path.name, key, expected) for key, expected in _disagreements(centre)]
    if faults:
        raise SettingsError(faults)
    return centre


def _disagreements(centre: CentreSettings) -> list[tuple[str, str]]:
    return [
        *_repeats(centre),
        *_unknown_names(centre),
        *_wrong_series(centre),
        *_wrong_routes(centre),
        *_taken_twice(centre),
        *_unserved(centre),
        *_ends_too_early(centre),
        *_wrong_phones(centre),
    ]


def _repeats(centre: CentreSettings) -> list[tuple[str, str]]:
    lists: dict[str, Sequence[str | int]] = {
        "zones": [zone.id for zone in centre.zones],
        "agencies": [agency.id for agency in centre.agencies],
        "fields": [field.id for field in centre.fields],
        "counters": [counter.id for counter in centre.counters],
        "posts": [post.id for post in centre.posts],
        "webhooks": [webhook.name for webhook in centre.webhooks],
        "priorities": [priority.id for priority in centre.priorities],
        "counters.number": [counter.number for counter in centre.counters],
    }
    return [
        (key, f"expected each once, found {value!r} {count} times")
        for key, values in lists.items()
        for value, count in Tally(values).items()
        if count > 1
    ]


def _unknown_names(centre: CentreSettings) -> list[tuple[str, str]]:
    zones = {zone.id for zone in centre.zones}
    agencies = {agency.id for agency in centre.agencies}
    fields = {field.id for field in centre.fields}
    counters = {counter.id for counter in centre.counters}
    uses = [
        *((f"fields.{f.id}.agency", f.agency, agencies, "an agency") for f in centre.fields),
        *((f"counters.{c.id}.zone", c.zone, zones, "a zone") for c in centre.counters),
        *(
            (f"counters.{c.id}.fields", name, fields, "a field")
            for c in centre.counters
            for name in (*c.fields, *c.secondary)
        ),
        *(("appointments.fields", f, fields, "a field") for f in centre.appointments.fields),
        *(("phone.fields", name, fields, "a field") for name in centre.phone.fields),
        *((f"posts.{p.id}.agency", p.agency, agencies, "an agency") for p in centre.posts),
        *(
            (f"dossiers.agencies.{name}", agency, agencies, "an agency")
            for name, agency in centre.dossiers.agencies.items()
        ),
        *(
            (f"posts.{p.id}.counters", name, counters, "a counter")
            for p in centre.posts
            for name in p.counters
        ),
        *(
            (f"routes.{r.field}", name, fields, "a field")
            for r in centre.routes
            for name in (r.field, *r.stops)
        ),
    ]
    return [
        (key, f"expected {what} of this file, found {name!r}")
        for key, name, known, what in uses
        if name not in known
    ]


def _wrong_series(centre: CentreSettings) -> list[tuple[str, str]]:
    letter = centre.numbers.shape == "letter"
    expected = (
        "expected a letter other than I, O, Q with numbers.shape = 'letter'"
        if letter
        else "expected a number 1 to 99 with numbers.shape = 'series'"
    )
    faults = [
        (f"fields.{field.id}.series", f"{expected}, found {field.series!r}")
        for field in centre.fields
        if (letter and field.series in "IOQ") or field.series.isalpha() != letter
    ]
    if centre.numbers.first > centre.numbers.last:
        faults.append(("numbers.first", "expected a number not above numbers.last"))
    return faults


def _wrong_routes(centre: CentreSettings) -> list[tuple[str, str]]:
    starts = [
        (f"routes.{route.field}.stops", f"expected the first stop to be {route.field!r}")
        for route in centre.routes
        if route.stops[0] != route.field
    ]
    ways = Tally((r.field, purpose) for r in centre.routes for purpose in r.purposes or Purpose)
    crossings = [
        (f"routes.{field}.purposes", f"expected one route for {purpose.value!r}, found {count}")
        for (field, purpose), count in ways.items()
        if count > 1
    ]
    return starts + crossings


def _taken_twice(centre: CentreSettings) -> list[tuple[str, str]]:
    takers: dict[tuple[str | None, str | None], list[str]] = {}
    for field in centre.fields:
        for match in field.catalogue:
            takers.setdefault((match.field, match.agency), []).append(field.id)
    return [
        (f"fields.{second}.catalogue", f"expected one field to take {match}, found {first!r} too")
        for (name, agency), (first, *others) in takers.items()
        for match in [" of ".join(repr(part) for part in (name, agency) if part)]
        for second in others
    ]


def _unserved(centre: CentreSettings) -> list[tuple[str, str]]:
    served = {name for counter in centre.counters for name in (*counter.fields, *counter.secondary)}
    return [
        (f"fields.{field.id}", "expected at least one counter that serves this field")
        for field in centre.fields
        if field.id not in served
    ]


def _ends_too_early(centre: CentreSettings) -> list[tuple[str, str]]:
    spans = [span for day in (*centre.hours.weekly(), centre.hours.daily()) for span in day]
    last = max((end for _, end in spans), default=dt.time())
    if centre.day_end is None or dt.time.fromisoformat(centre.day_end.at) >= last:
        return []
    return [("day_end.at", f"expected an hour not before the last closing, {last:%H:%M}")]


def _wrong_phones(centre: CentreSettings) -> list[tuple[str, str]]:
    """Settings that hold each by itself, and together give no phone a number."""
    faults = [
        (f"{name}.enabled", "expected public_page.enabled = true too: phones choose on that page")
        for name, enabled in _for_phones(centre).items()
        if enabled and not centre.public_page.enabled
    ]
    if centre.phone.numbers_at_once > centre.phone.numbers_a_day:
        faults.append(("phone.numbers_at_once", "expected a number not above phone.numbers_a_day"))
    longest, minutes = _longest_session(centre), centre.appointments.window_minutes
    if centre.appointments.enabled and minutes > longest:
        expected = f"expected a window that fits a session, at most {longest} minutes"
        faults.append(("appointments.window_minutes", f"{expected}, found {minutes}"))
    return faults


def _for_phones(centre: CentreSettings) -> dict[str, bool]:
    return {"phone": centre.phone.enabled, "appointments": centre.appointments.enabled}


def _longest_session(centre: CentreSettings) -> int:
    spans = [span for day in (*centre.hours.weekly(), centre.hours.daily()) for span in day]
    return max((_minutes(end) - _minutes(start) for start, end in spans), default=0)


def _minutes(time: dt.time) -> int:
    return 60 * time.hour + time.minute
