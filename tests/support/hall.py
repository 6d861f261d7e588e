"""A centre inside the test's own process: a real database file and a clock set by hand."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.actions.actor import Actor
from server.actions.counters import open_counter
from server.actions.issue import issue
from server.centre import Centre, load_folder, open_centre
from server.clock import Clock
from server.messages import (
    CounterAnswer,
    CounterMode,
    FinishRequest,
    Role,
    TicketAnswer,
    TicketRequest,
)
from server.reports.counters import counter_answer
from server.reports.hall import Hall as HallNow
from server.reports.hall import read_hall
from server.reports.tickets import ticket_answer
from server.store import open_store
from server.store.log import lines_after
from server.store.people import Person, add_person, add_session

MONDAY = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
KIOSK = Actor(device="kiosk-1")
LAN = Actor(staff="lan", role=Role.OFFICER)
MINH = Actor(staff="minh", role=Role.OFFICER)
CHIEF = Actor(staff="truong", role=Role.SUPERVISOR)


class HandClock:
    """Stands still until the test moves it."""

    def __init__(self, at: dt.datetime = MONDAY) -> None:
        self.at = at

    def now(self) -> dt.datetime:
        return self.at.astimezone(dt.UTC)

    def go_on(self, **more: float) -> None:
        """Let so much time pass: ``go_on(minutes=5)``."""
        self.at += dt.timedelta(**more)


@dataclass
class TestHall:
    """A centre with short words for what a test does again and again."""

    __test__ = False

    centre: Centre
    clock: Any
    machine: Any

    def take(self, field: str = "ho-tich", **more: Any) -> str:
        """Take a number at the kiosk and return the visit's id."""
        return issue(self.centre, TicketRequest(field=field, **more), KIOSK)

    def open(self, counter: str = "1", by: Actor = LAN, mode: CounterMode = "manual") -> None:
        """An automatic counter calls only while its officer is at a page."""
        if mode == "auto":
            self.sign_in(by)
        open_counter(self.centre, counter, mode, by)

    def sign_in(self, by: Actor) -> str:
        """Let an officer be at a page, without the slow password; return the session's token."""
        name, now = str(by.staff), self.machine.now()
        token = f"page of {name}"
        with self.centre.store.transaction() as tx:
            add_person(tx, Person(name, name, by.role or Role.OFFICER, "none", False, False))
            add_session(tx, token, name, "csrf", now + dt.timedelta(hours=12), now)
        return token

    def ticket(self, visit: str) -> TicketAnswer:
        with self.centre.store.reading() as tx:
            return ticket_answer(self.centre, tx, read_hall(self.centre, tx), visit)

    def number(self, visit: str) -> str:
        return self.ticket(visit).number

    def counter(self, counter: str = "1") -> CounterAnswer:
        with self.centre.store.reading() as tx:
            return counter_answer(self.centre, tx, read_hall(self.centre, tx), counter)

    def now(self) -> HallNow:
        with self.centre.store.reading() as tx:
            return read_hall(self.centre, tx)

    def log(self, after: int = 0) -> list[dict[str, Any]]:
        """The log's lines after a sequence."""
        with self.centre.store.reading() as tx:
            return lines_after(tx, after, 10_000)

    def events(self, after: int = 0) -> list[str]:
        return [line["event"] for line in self.log(after)]

    def dump(self) -> list[str]:
        """The whole database as text, to see whether anything has changed."""
        return dump(self.centre.store.path)


def done(**more: Any) -> FinishRequest:
    """What an officer sends with *finish*."""
    return FinishRequest.model_validate(more)


def dump(database: Path) -> list[str]:
    """A whole database file as text."""
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())


@contextmanager
def open_hall(
    data: Path, config: Path, clock: Clock | None = None, trial: bool = False
) -> Iterator[TestHall]:
    """A centre of this configuration on a database in ``data``."""
    settings, catalogue = load_folder(config)
    store = open_store(data, settings.id)
    clock, machine = clock or HandClock(), HandClock()
    try:
        centre = open_centre(settings, catalogue, store, clock, trial, machine)
        yield TestHall(centre, clock, machine)
    finally:
        store.close()
