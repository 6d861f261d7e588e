"""Numbers that kiosks gave by themselves, delivered over HTTP: once, whole, at their place."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests
from corners import Corner, Corners

HANOI = dt.timezone(dt.timedelta(hours=7))


def as_kiosk(corner: Corner, path: str, body: Any, token: str | None = None) -> requests.Response:
    headers = {"Authorization": f"Bearer {token or corner.kiosk}"}
    return requests.post(corner.server.api(path), json=body, headers=headers, timeout=30)


def reserve(corner: Corner, token: str | None = None, **more: Any) -> dict[str, Any]:
    """This corner's range out of the ranges that a kiosk gets."""
    answer = as_kiosk(corner, "/kiosks/ranges", more, token)
    assert answer.status_code == 200, answer.text
    items = answer.json()["items"]
    own: dict[str, Any] = next(one for one in items if one["series"] == str(corner.place))
    return own


def paper(corner: Corner, ordinal: int, ago_s: float = 0, **more: Any) -> dict[str, Any]:
    """A number on paper, given so many seconds ago."""
    at = dt.datetime.now(HANOI) - dt.timedelta(seconds=ago_s)
    return {"field": corner.field, "ordinal": ordinal, "at": at.isoformat(), **more}


def deliver(corner: Corner, *papers: dict[str, Any], token: str | None = None) -> list[Any]:
    answer = as_kiosk(corner, "/tickets/offline", {"items": list(papers)}, token)
    assert answer.status_code == 200, answer.text
    items: list[Any] = answer.json()["items"]
    return items


def waiting(corner: Corner) -> list[str]:
    counter = corner.officer.get(f"/counters/{corner.counter}").json()
    return [one["number"] for one in counter["waiting"]]


def number(corner: Corner, ordinal: int) -> str:
    return f"{corner.place}{ordinal:03d}"


def test_a_kiosk_gets_a_range_of_every_series(corner: Corner) -> None:
    answer = as_kiosk(corner, "/kiosks/ranges", {"size": 5}).json()["items"]
    fields = requests.get(corner.server.api("/centre"), timeout=20).json()["fields"]
    assert {one["series"] for one in answer} == {one["code"] for one in fields}
    own = reserve(corner)
    assert own["last"] - own["first"] + 1 == 5
    assert own["used"] == []


def test_numbers_enter_the_queue_at_the_place_of_their_arrival(corner: Corner) -> None:
    own = reserve(corner, size=5)
    online = corner.take()["number"]
    early, late = paper(corner, own["first"], 300), paper(corner, own["first"] + 1, 100)
    told = deliver(corner, late, early)
    assert [one["state"] for one in told] == ["queued", "queued"]
    assert [one["ordinal"] for one in told] == [own["first"] + 1, own["first"]]
    expected = [number(corner, own["first"]), number(corner, own["first"] + 1), online]
    assert waiting(corner) == expected
    issued = [line["data"]["ordinal"] for line in corner.log() if line["event"] == "issued"]
    assert issued == [1, own["first"], own["first"] + 1]


def test_deliveries_repeated_and_reordered_enter_once(corner: Corner) -> None:
    own = reserve(corner, size=10)
    papers = [paper(corner, own["first"] + n, 100 - n) for n in range(6)]
    first = deliver(corner, *papers)
    for again in (papers[::-1], papers[3:], papers):
        told = {one["ordinal"]: one["ticket"] for one in deliver(corner, *again)}
        expected = {one["ordinal"]: one["ticket"] for one in first}
        assert told.items() <= expected.items()
    assert waiting(corner) == [number(corner, own["first"] + n) for n in range(6)]


def test_deliveries_all_at_once_enter_once(corner: Corner) -> None:
    own = reserve(corner, size=10)
    papers = [paper(corner, own["first"] + n, 100 - n) for n in range(5)]
    with ThreadPoolExecutor(8) as hands:
        told = list(hands.map(lambda _: deliver(corner, *papers), range(8)))
    assert all(one == told[0] for one in told)
    assert len(waiting(corner)) == 5


def test_a_number_outside_ones_own_range_is_refused_and_the_others_are_taken(
    corner: Corner,
) -> None:
    own = reserve(corner, size=3)
    other = corner.server.enrol_here("kiosk", f"other-{corner.place}")
    theirs = reserve(corner, other, size=3)
    assert theirs["last"] < own["first"]
    told = deliver(
        corner,
        paper(corner, theirs["first"]),
        paper(corner, own["first"]),
        paper(corner, 1),
        paper(corner, own["last"], field="khong-co"),
        paper(corner, own["last"], dossiers=["H57.12-261302-0041"]),
    )
    assert [(one["state"], one["code"]) for one in told] == [
        ("refused", "not_allowed"),
        ("queued", None),
        ("refused", "not_allowed"),
        ("refused", "unknown_field"),
        ("refused", "bad_dossier"),
    ]
    assert waiting(corner) == [number(corner, own["first"])]


def test_a_closed_field_takes_the_paper_that_is_already_in_a_hand(corner: Corner) -> None:
    own = reserve(corner)
    chief = corner.server.staff_here(f"chief-{corner.place}", "supervisor")
    chief.put(f"/fields/{corner.field}", {"open": False, "reason": "Hết giờ nhận"})
    assert corner.ask().status_code == 409
    assert deliver(corner, paper(corner, own["first"], 60))[0]["state"] == "queued"


def test_an_unused_range_given_back_is_free_again(corner: Corner) -> None:
    own = reserve(corner, size=50)
    assert as_kiosk(corner, "/kiosks/ranges", {"release": True}).json() == {"items": []}
    other = corner.server.enrol_here("kiosk", f"other-{corner.place}")
    assert reserve(corner, other, size=50)["first"] == own["first"]


def test_kiosks_and_server_all_at_once_give_no_number_twice(corner: Corner) -> None:
    """Four kiosks give numbers from their ranges while two others ask the server."""
    tokens = [corner.server.enrol_here("kiosk", f"k{n}-{corner.place}") for n in range(6)]

    def alone(token: str) -> list[str]:
        own = reserve(corner, token, size=8)
        given = []
        for ordinal in range(own["first"], own["last"] + 1):
            [told] = deliver(corner, paper(corner, ordinal), token=token)
            assert told["state"] == "queued"
            given.append(number(corner, ordinal))
        return given

    def online(token: str) -> list[str]:
        answers = [corner.server.take(token, field=corner.field) for _ in range(8)]
        return [answer.json()["number"] for answer in answers]

    with ThreadPoolExecutor(6) as hands:
        works = [hands.submit(alone, token) for token in tokens[:4]]
        works += [hands.submit(online, token) for token in tokens[4:]]
        given = [one for work in works for one in work.result(60)]
    assert len(given) == len(set(given)) == 48
    online_numbers = sorted(one for work in works[4:] for one in work.result())
    assert online_numbers == [number(corner, n) for n in range(1, 17)]


# ---------------------------------------------------------------- one touch, one number


def test_a_touch_whose_answer_was_lost_is_one_ticket(corner: Corner) -> None:
    own = reserve(corner)
    ghost = corner.ask(key="touch").json()  # the kiosk never heard this
    [told] = deliver(corner, paper(corner, own["first"], key="touch"))
    assert told["state"] == "queued"
    assert corner.officer.get(f"/tickets/{ghost['id']}").json()["state"] == "cancelled"
    assert waiting(corner) == [number(corner, own["first"])]
    assert [line["event"] for line in corner.log()][-1] == "cancelled"
    deliver(corner, paper(corner, own["first"], key="touch"))
    assert waiting(corner) == [number(corner, own["first"])]


def test_a_touch_given_offline_gets_no_second_number_when_its_request_comes_late(
    corner: Corner,
) -> None:
    own = reserve(corner)
    deliver(corner, paper(corner, own["first"], key="touch"))
    late = corner.ask(key="touch")
    assert (late.status_code, late.json()["code"]) == (422, "key_reused")
    assert waiting(corner) == [number(corner, own["first"])]


def test_a_ghost_who_has_been_called_already_is_left_at_the_counter(corner: Corner) -> None:
    own = reserve(corner)
    ghost = corner.ask(key="touch").json()
    corner.does("open")
    corner.does("next")
    [told] = deliver(corner, paper(corner, own["first"], key="touch"))
    assert told["state"] == "queued"
    assert corner.officer.get(f"/tickets/{ghost['id']}").json()["state"] == "called"


WRONG = {
    "no items": {"items": []},
    "too many": {"items": [{"field": "f1", "ordinal": 1, "at": "2026-11-23T08:00:00+07:00"}] * 51},
    "no ordinal": {"items": [{"field": "f1", "at": "2026-11-23T08:00:00+07:00"}]},
    "an ordinal too high": {
        "items": [{"field": "f1", "ordinal": 1000, "at": "2026-11-23T08:00:00+07:00"}]
    },
    "an ordinal as a text": {
        "items": [{"field": "f1", "ordinal": "1", "at": "2026-11-23T08:00:00+07:00"}]
    },
    "no time": {"items": [{"field": "f1", "ordinal": 1, "at": "8 giờ"}]},
    "a time without an offset": {
        "items": [{"field": "f1", "ordinal": 1, "at": "2026-11-23T08:00:00"}]
    },
    "a time of another century": {
        "items": [{"field": "f1", "ordinal": 1, "at": "9999-12-31T23:59:59-12:00"}]
    },
}


@pytest.mark.parametrize("body", WRONG.values(), ids=WRONG)
def test_a_delivery_that_is_not_right_is_a_bad_request(
    shared: Corner, body: dict[str, Any]
) -> None:
    answer = as_kiosk(shared, "/tickets/offline", body)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


@pytest.mark.parametrize("body", [{"size": 0}, {"size": 101}, {"size": "5"}, {"series": "1"}])
def test_a_wish_for_ranges_that_is_not_right_is_a_bad_request(
    shared: Corner, body: dict[str, Any]
) -> None:
    answer = as_kiosk(shared, "/kiosks/ranges", body)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


@pytest.fixture(scope="module")
def shared(corners: Corners) -> Corner:
    return corners.take()
