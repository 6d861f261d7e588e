"""Whose page a secret is: all who ask at once share one look, and everybody gets an answer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask_socketio import SocketIO
from hall import TestHall
from running import wait_for

from server.store import Store
from server.web.lookups import CannotLookNow, Lookups
from server.web.precedence import Precedence


@pytest.fixture
def answers_may_come() -> Iterator[threading.Event]:
    """Until it is set, whoever answers gives way."""
    event = threading.Event()
    yield event
    event.set()


@pytest.fixture
def lookups(hall: TestHall, answers_may_come: threading.Event) -> Lookups:
    socketio = SocketIO(Flask("hall"), async_mode="threading")
    lookups = Lookups(hall.centre, socketio, Precedence(lambda _seconds: answers_may_come.wait()))
    threading.Thread(target=lookups.run, daemon=True).start()
    return lookups


def ask_at_once(
    lookups: Lookups, secrets: list[str], answers_may_come: threading.Event
) -> list[object]:
    """What each was told, in their order; all have asked before the first is answered."""
    found: list[object] = [None] * len(secrets)

    def ask(at: int) -> Callable[[], None]:
        def asks() -> None:
            try:
                found[at] = lookups.visit(secrets[at])
            except CannotLookNow as refused:
                found[at] = refused

        return asks

    threads = [threading.Thread(target=ask(at), daemon=True) for at in range(len(secrets))]
    for thread in threads:
        thread.start()
    all_but_the_first = len(secrets) - 1
    wait_for(lambda: lookups._asked.qsize() == all_but_the_first, "everybody asking")
    answers_may_come.set()
    for thread in threads:
        thread.join()
    return found


def test_each_gets_the_visit_of_its_own_secret_and_a_stranger_none(
    hall: TestHall, lookups: Lookups, answers_may_come: threading.Event
) -> None:
    visits = [hall.take() for _ in range(5)]
    secrets = [hall.centre.secret(visit) for visit in visits]
    found = ask_at_once(lookups, [*secrets, "x" * 22, ""], answers_may_come)
    assert found == [*visits, None, None]


def test_a_hundred_who_come_together_stand_in_line_for_the_database_once(
    hall: TestHall, lookups: Lookups, answers_may_come: threading.Event
) -> None:
    secret = hall.centre.secret(hall.take())
    begun: list[str] = []
    hall.centre.store._connection.set_trace_callback(begun.append)
    ask_at_once(lookups, [secret] * 100, answers_may_come)
    assert begun.count("BEGIN") == 1


def test_when_the_database_fails_everybody_is_told_to_come_again_and_the_next_is_answered(
    hall: TestHall,
    lookups: Lookups,
    answers_may_come: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    visit = hall.take()
    secret = hall.centre.secret(visit)

    def fails(_store: Store, _work: Callable[[], Any]) -> Any:
        raise OSError("the disk")

    with monkeypatch.context() as broken:
        broken.setattr(Store, "run", fails)
        refused = ask_at_once(lookups, [secret] * 3, answers_may_come)
    assert all(isinstance(one, CannotLookNow) for one in refused)
    assert lookups.visit(secret) == visit
