"""What the publisher tells: calls out of log lines, and the snapshot of each room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from server.centre import Centre
from server.messages import CallEvent, CallText, CounterSnapshot, KioskSnapshot, ReprintEvent
from server.reports.board import board_snapshot
from server.reports.centre import centre_answer
from server.reports.counters import counter_answer
from server.reports.hall import Hall, read_hall
from server.reports.session import session_end
from server.reports.supervision import hall_snapshot
from server.reports.tablet import tablet_snapshot
from server.reports.tickets import ticket_answer
from server.rules.announcement import call_text_en, call_text_vi
from server.store import Transaction
from server.store.log import lines_after, newest_lines, newest_seq, undone_calls
from server.store.times import instant
from server.web.accounts_news import accounts_snapshot
from server.web.rooms import ADMIN, BOARD, COUNTER, HALL, TABLET, Room

CALL_EVENTS = frozenset({"called", "recalled"})
DOOR_EVENTS = frozenset(
    {"account_made", "account_changed", "device_enrolled", "device_revoked", "session_ended"}
)
MOST_LINES = 1000


@dataclass(frozen=True, slots=True)
class Event:
    """Something that is told once: its name on the wire, what it says, and about which visit."""

    name: str
    told: dict[str, Any]
    visit: str

    @property
    def seq(self) -> int:
        """The log line it stands for."""
        return int(self.told["seq"])


@dataclass(frozen=True)
class News:
    """The events since the last time, and the sequence they reach."""

    events: list[Event]
    seq: int
    undone: frozenset[int]
    """Calls that were taken back since; they are told no more."""
    doors_changed: bool
    """Whether somebody may have lost the right to listen."""
    visits: frozenset[str]
    """Whose tickets have changed."""


def read_news(centre: Centre, since: int) -> News:
    """What has come after ``since``, without the calls already taken back."""
    with centre.store.reading() as tx:
        lines = lines_after(tx, since, MOST_LINES)
        undone = frozenset(undone_calls(tx, since))
        standing = [line for line in lines if line["seq"] not in undone]
        events = [event for line in standing for event in _events(centre, tx, line)]
    doors_changed = any(line["event"] in DOOR_EVENTS for line in lines)
    visits = frozenset(line["visit"] for line in lines if line["visit"] is not None)
    return News(
        events=events,
        seq=lines[-1]["seq"] if lines else since,
        undone=undone,
        doors_changed=doors_changed,
        visits=visits,
    )


def newest(
    centre: Centre, tx: Transaction, younger_than_s: float
) -> tuple[int, list[tuple[float, Event]]]:
    """The log's sequence, and the young events before it with their ages in seconds.

    A call that was taken back is none of them.
    """
    now, seq, young = centre.now(), newest_seq(tx), []
    undone = undone_calls(tx, seq - MOST_LINES)
    for line in newest_lines(tx, MOST_LINES):
        age = (now - instant(line["at"])).total_seconds()
        if 0 <= age < younger_than_s and line["seq"] not in undone:
            young += [(age, event) for event in _events(centre, tx, line)]
    return seq, young


def _events(centre: Centre, tx: Transaction, line: dict[str, Any]) -> list[Event]:
    """What a log line tells; a call to a counter that the centre no longer has tells nothing."""
    if line["event"] in CALL_EVENTS and line["counter"] in centre.counters:
        return [Event("call", call_event(centre, line).model_dump(mode="json"), line["visit"])]
    if line["event"] == "reprint_asked":
        asked = reprint_event(centre, tx, line).model_dump(mode="json")
        return [Event("reprint", asked, line["visit"])]
    return []


def reprint_event(centre: Centre, tx: Transaction, line: dict[str, Any]) -> ReprintEvent:
    """The ``reprint`` event: the ticket as it is now, for the kiosk that gave it."""
    ticket = ticket_answer(centre, tx, read_hall(centre, tx), line["visit"])
    return ReprintEvent(seq=line["seq"], device=line["device"], ticket=ticket)


def call_event(centre: Centre, line: dict[str, Any]) -> CallEvent:
    """The ``call`` event of a log line."""
    counter, data = centre.counters[line["counter"]], line["data"]
    number, nth = data["number"], data["nth"]
    english = data["language"] == "en"
    return CallEvent(
        seq=line["seq"],
        number=number,
        counter=counter.number,
        counter_id=counter.id,
        counter_name=counter.name,
        field=data["field"],
        zone=counter.zone,
        nth=nth,
        language=data["language"],
        customer=data["customer"],
        at=centre.local(line["at"]),
        text=CallText(
            vi=call_text_vi(number, counter.number, nth, data["customer"], centre.speech),
            en=call_text_en(number, counter.number, nth, centre.speech) if english else None,
        ),
    )


def snapshot_of(centre: Centre, rooms: Iterable[Room]) -> dict[Room, BaseModel]:
    """The whole state of some rooms, all of one instant."""
    with centre.store.reading() as tx:
        hall = read_hall(centre, tx)
        return {room: _snapshot(centre, tx, hall, room) for room in rooms}


def _snapshot(centre: Centre, tx: Transaction, hall: Hall, room: Room) -> BaseModel:
    if room.namespace == BOARD:
        return board_snapshot(centre, tx, hall, room.name)
    if room.namespace == TABLET:
        return tablet_snapshot(centre, tx, hall, room.name)
    if room.namespace == COUNTER:
        return CounterSnapshot(
            seq=hall.seq,
            epoch=centre.epoch,
            at=centre.local_now(),
            counter=counter_answer(centre, tx, hall, room.name),
            session_end=session_end(centre, hall),
            emergency=hall.emergency,
            emergency_en=hall.emergency_en,
        )
    if room.namespace == ADMIN:
        return accounts_snapshot(centre, tx, room.name, hall.seq)
    if room.namespace == HALL:
        return hall_snapshot(centre, tx, hall, dt.datetime.now(dt.UTC))
    return KioskSnapshot(seq=hall.seq, epoch=centre.epoch, centre=centre_answer(centre, hall))
