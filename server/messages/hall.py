"""The whole hall, as supervisors see it."""

from __future__ import annotations

from typing import Any, Literal

from server.messages.plain import Answer, Estimate, Named, Notice
from server.messages.sessions import SessionEnd
from server.messages.words import AlertKind, CounterMode, DeviceKind


class HallField(Answer):
    """A field's queue; ``counters`` serve it now, open or not.

    ``estimate`` is the expected wait of somebody new, ``with_one_more`` the same with one more
    counter for this field; null while nobody waits or no counter is open.
    ``too_late``: no more numbers in this session, because the wait would pass its end.
    ``longest_wait_s`` counts up to the snapshot's ``at``; null while nobody waits.
    """

    id: str
    name: str
    waiting: int
    coming: int = 0
    """How many of them took their number on a phone and are not here yet."""
    longest_wait_s: int | None
    target_minutes: float
    service_minutes: float
    open: bool
    reason: str | None
    too_late: bool = False
    estimate: Estimate | None = None
    with_one_more: Estimate | None = None
    counters: list[str]


class HallCounter(Answer):
    """A counter; ``ticket`` is the number at it, ``field`` what that number is for.

    ``since`` is when it came into its state: called, began, became free, paused or closed.
    ``rests``: it is free and automatic, and calls nobody, for its officer's page is locked.
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
    rests: bool = False


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


class HallChange(Answer):
    """Something that is otherwise than in the centre's files: what they say, and what is so now.

    Lists of field ids (``counter_fields``), of notices, the mode, or why a field is closed.
    """

    kind: Literal["counter_fields", "mode", "field", "notices"]
    subject: str
    file: list[str]
    now: list[str]
    by: str | None
    at: str | None


class HandNumbers(Answer):
    """Numbers of one series kept for paper today: the first free one, and the last."""

    fields: list[str]
    first: str
    last: str


class HallTold(Answer):
    """How true today's waits were so far that people were told: of ``told`` that were called.

    ``kept`` is the share that did not wait longer than told, ``off_s`` the mean distance from the
    lower end, ``error`` the same against the mean wait, ``width_s`` how wide the ranges were.
    """

    told: int
    kept: float
    off_s: int
    error: float | None
    width_s: int


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
    emergency_en: str | None = None
    notices: list[Notice]
    by_hand: list[HandNumbers] = []
    changes: list[HallChange] = []
    told_waits: HallTold | None = None
    """Null until enough have been called to say something."""
