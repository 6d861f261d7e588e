"""How followers are told: one reading for all of them, and nothing twice."""

from __future__ import annotations

from typing import Any

import pytest
from hall import TestHall

from server.store import Store
from server.web.app import Web, create_web
from server.web.followers import Followers
from server.web.news import read_news
from server.web.precedence import Precedence


@pytest.fixture
def web(hall: TestHall) -> Web:
    return create_web(hall.centre, "threading", lambda: True)


@pytest.fixture
def followers(hall: TestHall, web: Web, told: list[tuple[str, Any, str]]) -> Followers:
    return Followers(hall.centre, web.socketio, Precedence(web.socketio.sleep), lambda: True)


@pytest.fixture
def told(web: Web, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any, str]]:
    """What goes out on the line: event, payload, to whom."""
    sent: list[tuple[str, Any, str]] = []

    def emit(event: str, payload: Any, to: str, **_more: Any) -> None:
        sent.append((event, payload, to))

    monkeypatch.setattr(web.socketio, "emit", emit)
    return sent


def asked_of(store: Store, followers: Followers) -> list[str]:
    """The statements of one round."""
    asked: list[str] = []
    store._connection.set_trace_callback(asked.append)
    followers.tell_round()
    store._connection.set_trace_callback(None)
    return asked


def test_a_round_reads_the_hall_once_for_however_many_pages(
    hall: TestHall, followers: Followers, told: list[Any]
) -> None:
    visits = [hall.take() for _ in range(60)]
    followers.join("page-0", visits[0])
    followers.tell_round()
    for place, visit in enumerate(visits[1:], start=1):
        followers.join(f"page-{place}", visit)
    followers.tell_round()
    assert len(told) == 60
    begun = len(hall.log())
    hall.open()
    followers.hear(read_news(hall.centre, begun))
    assert len(asked_of(hall.centre.store, followers)) < 20
    assert len(told) == 120


def test_what_has_not_changed_is_not_told_again(
    hall: TestHall, followers: Followers, told: list[Any]
) -> None:
    mine = hall.take()
    followers.join("page", mine)
    followers.tell_round()
    hall.take("dat-dai")
    followers.tell_round()
    assert len(told) == 1
    followers.join("second page", mine)
    followers.tell_round()
    assert [to for _, _, to in told[1:]] == ["second page"]


def test_a_ticket_that_nobody_follows_any_more_is_forgotten(
    hall: TestHall, followers: Followers, told: list[Any]
) -> None:
    followers.join("page", hall.take())
    followers.tell_round()
    followers.leave("page")
    followers.leave("page")
    assert len(followers) == 0
    assert asked_of(hall.centre.store, followers) == []
    assert len(told) == 1


def test_a_page_is_shown_out_when_its_link_has_died(
    hall: TestHall, web: Web, followers: Followers, told: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    out: list[str] = []
    monkeypatch.setattr(web.socketio.server, "disconnect", lambda sid, **_more: out.append(sid))
    followers.join("page", hall.take())
    hall.clock.go_on(days=1)
    followers.tell_round()
    assert (out, told) == (["page"], [])
