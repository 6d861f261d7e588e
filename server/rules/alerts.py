"""What needs a supervisor: found in plain facts, with the instant since when it has been so.

A device speaks in the closed words of ``DeviceStatus``; a word that is not known alarms nobody.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from server.messages import AlertKind as Kind

PAGE_MISSING_AFTER = dt.timedelta(seconds=60)
"""A program starts before its browser does."""

URGENT = frozenset(
    {
        Kind.DEVICE_SILENT,
        Kind.PAPER_OUT,
        Kind.COVER_OPEN,
        Kind.CUTTER_ERROR,
        Kind.PRINTER_OFFLINE,
        Kind.PRINTER_ERROR,
        Kind.PRINTER_UNKNOWN,
        Kind.VOICE_FAILING,
        Kind.SOUND_FAILING,
        Kind.NUMBERS_REFUSED,
        Kind.PAGE_SILENT,
    }
)
"""Somebody in the hall stands before something that does not work."""

OF_FIELDS = frozenset({Kind.WAIT_OVER_TARGET, Kind.TOO_MANY_WAITING})
OF_COUNTERS = frozenset({Kind.LONG_SERVICE, Kind.IDLE_OFFICER, Kind.HELD_DUE})

SAID: Mapping[tuple[str, str], Kind] = {
    ("paper", "out"): Kind.PAPER_OUT,
    ("paper", "near_end"): Kind.PAPER_NEAR_END,
    ("printer", "cover_open"): Kind.COVER_OPEN,
    ("printer", "cutter_error"): Kind.CUTTER_ERROR,
    ("printer", "offline"): Kind.PRINTER_OFFLINE,
    ("printer", "error"): Kind.PRINTER_ERROR,
    ("printer", "unknown"): Kind.PRINTER_UNKNOWN,
    ("voice", "failing"): Kind.VOICE_FAILING,
    ("sound", "no_device"): Kind.SOUND_FAILING,
    ("sound", "muted"): Kind.SOUND_MUTED,
    ("page", "silent"): Kind.PAGE_SILENT,
}
"""What a device says of one of its parts, and what that means."""

NO_PAGE = frozenset({"none", "not_opened"})

BECAUSE_OF: Mapping[Kind, frozenset[Kind]] = {
    Kind.PRINTER_OFFLINE: frozenset({Kind.PAPER_OUT}),
    Kind.PRINTER_ERROR: frozenset({Kind.PAPER_OUT}),
    Kind.PRINTER_UNKNOWN: frozenset({Kind.PAPER_OUT}),
}
"""A printer without paper is off line too: one thing to do is one alert."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is so, what it is about, and since when."""

    kind: Kind
    subject: str
    since: dt.datetime


@dataclass(frozen=True, slots=True)
class DeviceNow:
    """A kiosk or board: its last words, when it said them, when they last changed."""

    name: str
    silent: bool
    status: Mapping[str, object]
    seen_at: dt.datetime
    changed_at: dt.datetime


def of_device(device: DeviceNow, now: dt.datetime) -> list[Finding]:
    """What is wrong with a device; of a silent one nothing else is known."""
    if device.silent:
        return [Finding(Kind.DEVICE_SILENT, device.name, device.seen_at)]
    kinds = {kind for (part, word), kind in SAID.items() if device.status.get(part) == word}
    kinds -= {kind for kind, causes in BECAUSE_OF.items() if causes & kinds}
    if device.status.get("refused"):
        kinds.add(Kind.NUMBERS_REFUSED)
    if device.status.get("page") in NO_PAGE and now - device.changed_at >= PAGE_MISSING_AFTER:
        kinds.add(Kind.PAGE_MISSING)
    return [Finding(kind, device.name, device.changed_at) for kind in sorted(kinds)]


@dataclass(frozen=True, slots=True)
class FieldNow:
    """A field's queue: when each person in it came to wait, the longest wait first."""

    id: str
    waiting_since: Sequence[dt.datetime]
    target: dt.timedelta
    most: int


def of_field(queue: FieldNow, now: dt.datetime) -> Iterator[Finding]:
    """A wait over its target; more people than there should be."""
    if queue.waiting_since and now - queue.waiting_since[0] > queue.target:
        since = queue.waiting_since[0] + queue.target
        yield Finding(Kind.WAIT_OVER_TARGET, queue.id, since)
    if len(queue.waiting_since) > queue.most:
        yield Finding(Kind.TOO_MANY_WAITING, queue.id, queue.waiting_since[queue.most])


def of_service(
    counter: str, begun: dt.datetime, longest: dt.timedelta, now: dt.datetime
) -> Iterator[Finding]:
    """A service that lasts longer than services of its field should."""
    if now - begun > longest:
        yield Finding(Kind.LONG_SERVICE, counter, begun)


def of_free_counter(
    counter: str,
    free_since: dt.datetime,
    waiting_since: dt.datetime,
    longest: dt.timedelta,
    now: dt.datetime,
) -> Iterator[Finding]:
    """An officer who calls nobody, although somebody has waited for this counter all the time."""
    since = max(free_since, waiting_since)
    if now - since > longest:
        yield Finding(Kind.IDLE_OFFICER, counter, since)


def of_held(counter: str, remind_at: dt.datetime, now: dt.datetime) -> Iterator[Finding]:
    """Somebody who stepped aside should be back, or should be asked for."""
    if now >= remind_at:
        yield Finding(Kind.HELD_DUE, counter, remind_at)
