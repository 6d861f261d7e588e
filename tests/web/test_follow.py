"""A citizen's own page, over the socket: their number and place, each call once, no names."""

from __future__ import annotations

import json
from typing import Any

import pytest
import requests
from corners import Corner
from listening import Listener, listening
from running import wait_for

pytestmark = pytest.mark.both_modes

CODE = "H57.12-260302-0041"
TOLD = {
    *("seq", "epoch", "at", "trial", "visit", "number", "language", "state"),
    *("field", "field_name", "field_name_en", "ahead", "estimate", "almost", "served"),
    *("counter", "counter_name", "zone", "calls", "last_called", "message"),
    *("stop", "stops", "kept_until", "grace_until", "remind_at", "finished_at"),
    *("more_time", "rates", "emergency", "here_by", "lapsed_at"),
}


def until(page: Listener, **expected: Any) -> dict[str, Any]:
    """Wait until the page has been told this, and return what it was told."""

    def told() -> dict[str, Any] | None:
        newest = page.newest()
        return newest if all(newest[name] == value for name, value in expected.items()) else None

    found: dict[str, Any] = wait_for(told, f"{expected}")
    return found


def test_the_slips_secret_opens_the_ticket_and_its_place(corner: Corner) -> None:
    first, mine = corner.take(), corner.take(language="en")
    with corner.follower_listens(mine) as page:
        told = page.joined().newest()
        assert set(told) == TOLD
        assert (told["number"], told["state"], told["language"]) == (
            mine["number"],
            "waiting",
            "en",
        )
        assert (told["ahead"], told["estimate"], told["served"]) == (1, None, False)
        corner.does("open")
        assert until(page, served=True)["estimate"] is not None
        corner.does("next")
        told = until(page, ahead=0)
        assert told["last_called"] == {"number": first["number"], "counter": corner.place}


def test_a_call_is_heard_once_and_says_where_to_go(corner: Corner) -> None:
    mine, other = corner.take(), corner.take()
    corner.does("open")
    with corner.follower_listens(mine) as page, corner.follower_listens(other) as neighbour:
        page.joined()
        neighbour.joined()
        corner.does("next")
        told = until(page, state="called")
        assert (told["counter"], told["counter_name"]) == (
            corner.place,
            f"Quầy việc {corner.place}",
        )
        assert told["zone"]["id"] == corner.zone
        assert [call["number"] for call in page.calls()] == [mine["number"]]
        corner.does("recall")
        assert until(page, calls=2)["state"] == "called"
        assert [call["nth"] for call in page.calls()] == [1, 2]
        until(neighbour, ahead=0)
        assert neighbour.calls() == []


def test_every_state_is_told(corner: Corner) -> None:
    mine = corner.take()
    with corner.follower_listens(mine) as page:
        corner.does("open")
        for command, body, state in (
            ("next", None, "called"),
            ("start", None, "serving"),
            ("hold", {"minutes": 10}, "held"),
            ("resume", {"number": mine["number"]}, "serving"),
            ("finish", {"outcome": "received"}, "done"),
        ):
            corner.does(command, body)
            assert until(page, state=state)["number"] == mine["number"]
        other = corner.take()
    with corner.follower_listens(other) as page:
        corner.does("next")
        corner.does("no-show")
        assert until(page, state="no_show")["grace_until"] is not None
        corner.officer.post(f"/tickets/{other['id']}/cancel", {})
        until(page, state="cancelled")


def test_a_page_hears_only_what_changes_on_it(corner: Corner) -> None:
    """A thousand phones are not woken by a number in another field."""
    mine, *_ = [corner.take() for _ in range(4)]
    with corner.follower_listens(mine) as page:
        before = len(page.joined().heard)
        last = corner.take()
        with corner.follower_listens(last) as newcomer:
            until(newcomer, ahead=4)  # a round later
        corner.does("open")
        until(page, served=True)
        assert len(page.heard) == before + 1


def test_calls_of_a_cut_line_come_again_when_asked_for(corner: Corner) -> None:
    mine = corner.take()
    with corner.follower_listens(mine) as page:
        since = page.joined().newest()["seq"]
    corner.does("open")
    corner.does("next")
    with corner.follower_listens(mine) as page:
        page.joined().watch({"since": since})
        [call] = wait_for(page.calls, "the call")
        assert call["number"] == mine["number"]
        page.watch({"since": call["seq"]})
        page.watch({"since": "x"})
        corner.does("start")
        until(page, state="serving")
        assert len(page.calls()) == 1


def test_one_ticket_over_several_fields_shows_its_way(corner: Corner) -> None:
    mine = corner.take()
    corner.does("open")
    corner.does("next")
    corner.does("start")
    corner.does("stops", {"stops": ["h1", "h2"]})
    with corner.follower_listens(mine) as page:
        assert [one["state"] for one in page.joined().newest()["stops"]] == [
            *("serving", "planned", "planned")
        ]
        corner.does("finish", {"outcome": "received"})
        told = until(page, field="h1")
        assert (told["state"], told["stop"]) == ("waiting", 2)
        assert [one["state"] for one in told["stops"]] == ["done", "waiting", "planned"]
        assert told["stops"][0]["counter"] == corner.place


def test_a_page_is_told_nothing_personal(corner: Corner) -> None:
    mine = corner.take(dossiers=[CODE], priority="mang-thai")
    corner.does("open")
    corner.does("next")
    corner.does("start")
    with corner.follower_listens(mine) as page:
        page.joined()
        note = "Nguyễn Văn A, 046190001234"
        corner.does("finish", {"note": note, "outcome": "refused", "dossiers": [{"code": CODE}]})
        until(page, state="done")
        told = json.dumps([one.told for one in page.heard], ensure_ascii=False)
    for word in (CODE, "H57", "mang-thai", note, "046190", "officer-", "refused"):
        assert word not in told


def tells(corner: Corner, ticket: dict[str, Any], command: str) -> requests.Response:
    """What a citizen asks for on their page."""
    shown = {"Authorization": f"Ticket {corner.secret_of(ticket['id'])}"}
    url = corner.server.api(f"/follow/{command}")
    return requests.post(url, json={}, headers=shown, timeout=20)


def test_who_asks_for_more_time_lets_three_go_first_twice_and_then_no_more(corner: Corner) -> None:
    mine, *_ = [corner.take() for _ in range(9)]
    with corner.follower_listens(mine) as page:
        assert until(page, ahead=0)["more_time"] == {"left": 2, "places": 3}
        assert tells(corner, mine, "more-time").json() == {"ok": True}
        assert until(page, ahead=3)["more_time"] == {"left": 1, "places": 3}
        tells(corner, mine, "more-time")
        assert until(page, ahead=6)["more_time"] == {"left": 0, "places": 2}
        answer = tells(corner, mine, "more-time")
        assert (answer.status_code, answer.json()["state"]) == (409, "asked_enough")


def test_who_leaves_is_called_no_more(corner: Corner) -> None:
    mine, other = corner.take(), corner.take()
    with corner.follower_listens(mine) as page:
        page.joined()
        assert tells(corner, mine, "leave").ok
        assert until(page, state="cancelled")["ahead"] is None
    line = corner.log()[-1]
    assert (line["event"], line["device"]) == ("cancelled", "(phone)")
    assert line["data"]["reason"] == "left"
    corner.does("open")
    assert corner.does("next")["ticket"]["id"] == other["id"]
    assert tells(corner, mine, "leave").status_code == 409


def test_a_service_is_rated_once_by_whoever_holds_its_slip(corner: Corner) -> None:
    mine, other = corner.take(), corner.take()
    for command in ("open", "next", "start"):
        corner.does(command)
    with corner.follower_listens(mine) as page:
        assert page.joined().newest()["rates"] is None
        corner.does("finish", {"outcome": "received"})
        asked = until(page, state="done")["rates"]
        assert (asked["stop"], asked["name"]) == (1, f"Lĩnh vực {corner.field}")
        assert "cho-lau" in [reason["id"] for reason in asked["reasons"]]
        body = {"score": 1, "reasons": ["cho-lau"]}
        assert rates(corner, other, mine, body).status_code == 403
        assert rates(corner, mine, mine, body).status_code == 201
        until(page, rates=None)
        assert rates(corner, mine, mine, body).status_code == 409


def rates(
    corner: Corner, holder: dict[str, Any], visit: dict[str, Any], body: dict[str, Any]
) -> requests.Response:
    """What somebody sends who holds the slip of one visit, about another or the same."""
    shown = {"Authorization": f"Ticket {corner.secret_of(holder['id'])}"}
    url = corner.server.api(f"/visits/{visit['id']}/rating")
    return requests.post(url, json=body, headers=shown, timeout=20)


@pytest.mark.parametrize("secret", ["", "x" * 22, "x" * 10_000, None, 5, ["x"], {}])
def test_a_wrong_secret_opens_nothing_and_says_nothing(corner: Corner, secret: Any) -> None:
    with listening(corner.server.url, "/follow", {"ticket": secret}) as page:
        assert page.turned_away() == "not_found"
