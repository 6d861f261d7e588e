"""The whole hall, as supervisors see it."""

from __future__ import annotations

from typing import Any, Literal

from server.messages.plain import Answer, Named, Notice
from server.messages.sessions import SessionEnd
from server.messages.words import AlertKind, CounterMode, DeviceKind


class HallField(Answer):
    """A field's queue; ``counters`` serve it now, open or not.

    ``too_late``: no more numbers in this session, because the wait would pass its end.
    ``longest_wait_s`` counts up to the snapshot's ``at``; null while nobody waits.
    """

    id: str
    name: str
    waiting: int
    longest_wait_s: int | None
    target_minutes: float
    service_minutes: float
    open: bool
    reason: str | None
    too_late: bool = False
    counters: list[str]


class HallCounter(Answer):
    """A counter; ``ticket`` is the number at it, ``field`` what that number is for.

    ``since`` is when it came into its state: called, began, became free, paused or closed.
    """

    id: str
    number: int
    name: str
    zone: str
    state: Literal["closed", "open", "paused", "called", "serving"]
    mode: CounterMode
    officer: str | None
    officer_name: str | None
    ticket: str | None
    field: str | None
    since: str | None
    pause_reason: str | None
    fields: list[str]


class HallDevice(Answer):
    """A kiosk or a board: what it last said of itself, and when.

    ``silent`` when it has said nothing for 30 s; ``seen_at`` is null before its first word.
    """

    name: str
    kind: DeviceKind
    seen_at: str | None
    silent: bool
    status: dict[str, Any]


class HallAlert(Answer):
    """Something that needs somebody, about one device, field or counter."""

    id: int
    kind: AlertKind
    severity: Literal["urgent", "warning"]
    device: str | None = None
    field: str | None = None
    counter: str | None = None
    since: str
    acknowledged_by: str | None
    acknowledged_at: str | None


class HallSnapshot(Answer):
    """Everything a supervisor sees: numbers, counters, officers and devices, never a citizen."""

    seq: int
    epoch: str
    at: str
    trial: bool
    zones: list[Named]
    fields: list[HallField]
    counters: list[HallCounter]
    devices: list[HallDevice]
    alerts: list[HallAlert]
    session_end: SessionEnd | None = None
    emergency: str | None
    notices: list[Notice]
