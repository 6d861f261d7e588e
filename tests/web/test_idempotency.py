"""The same key from the same caller: the first answer again, and nothing done twice."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests
from corners import Corner

from server.store.times import stamp

pytestmark = pytest.mark.both_modes


def told(answer: requests.Response) -> tuple[int, str]:
    return answer.status_code, answer.text


def test_a_number_asked_for_twice_with_one_key_is_given_once(corner: Corner) -> None:
    first = corner.ask(key="k1")
    assert first.status_code == 201
    assert told(corner.ask(key="k1")) == told(first)
    assert [line["event"] for line in corner.log()] == ["issued"]
    assert corner.take()["number"] == f"{corner.place}002"


def test_twenty_at_once_with_one_key_get_one_number(corner: Corner) -> None:
    with ThreadPoolExecutor(20) as hands:
        answers = list(hands.map(lambda _: corner.ask(key="at once"), range(20)))
    settled = {told(answer) for answer in answers if answer.status_code != 409}
    assert len(settled) == 1
    assert {one.json()["code"] for one in answers if one.status_code == 409} <= {"key_in_progress"}
    assert [line["event"] for line in corner.log()] == ["issued"]


def test_without_a_key_each_press_is_its_own(corner: Corner) -> None:
    numbers = [corner.take()["number"] for _ in range(3)]
    assert numbers == [f"{corner.place}00{place}" for place in (1, 2, 3)]


@pytest.mark.parametrize("more", [{"purpose": "pay"}, {"language": "en"}])
def test_the_same_key_with_another_body_is_refused(corner: Corner, more: dict[str, Any]) -> None:
    corner.ask(key="k1")
    answer = corner.ask(key="k1", **more)
    assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")
    assert [line["event"] for line in corner.log()] == ["issued"]


def test_the_same_key_on_another_path_is_refused(corner: Corner) -> None:
    assert corner.press("open", key="k1").status_code == 200
    answer = corner.press("next", key="k1")
    assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")


def test_a_key_is_its_callers_own(corner: Corner) -> None:
    other = corner.server.enrol_here("kiosk", f"other-{corner.place}")
    first = corner.ask(key="shared").json()
    second = corner.server.take(other, field=corner.field, key="shared").json()
    by_staff = corner.officer.post("/tickets", {"field": corner.field}, key="shared").json()
    assert len({first["id"], second["id"], by_staff["id"]}) == 3


def test_every_command_at_the_desk_can_be_repeated(corner: Corner) -> None:
    """The whole table of commands, in an order in which each is possible."""
    ticket = corner.take(priority="nguoi-cao-tuoi")
    number, about = ticket["number"], f"/tickets/{ticket['id']}"
    counter = f"/counters/{corner.counter}"
    body = {"outcome": "received", "dossiers": [{"code": "H57.12-260302-0041"}]}
    presses: list[tuple[str, Any, str | list[str]]] = [
        (f"{counter}/open", {"mode": "manual"}, "counter_opened"),
        (f"{counter}/next", {}, "called"),
        (f"{counter}/undo", {}, "undone"),
        (f"{about}/priority", {"priority": None, "reason": "không"}, "priority_changed"),
        (f"{counter}/call", {"number": number, "reason": "có hẹn"}, "called"),
        (f"{counter}/recall", {}, "recalled"),
        (f"{counter}/no-show", {}, "no_show"),
        (f"{about}/reinstate", {"reason": "đã về"}, "reinstated"),
        (f"{about}/cancel", {}, "cancelled"),
        ("/tickets", {"field": corner.field, "counter": corner.counter}, ["issued", "called"]),
        (f"{counter}/start", {}, "started"),
        (f"{counter}/mode", {"mode": "auto"}, "counter_mode"),
        (f"{counter}/mode", {"mode": "manual"}, "counter_mode"),
        (f"{counter}/stops", {"stops": [corner.field]}, "stops_changed"),
        (f"{counter}/hold", {"minutes": 5}, "held"),
        (f"{counter}/resume", {"number": f"{corner.place}002"}, "resumed"),
        (f"{counter}/transfer", {"field": corner.field}, "transferred"),
        (f"{counter}/next", {}, "called"),
        (f"{counter}/start", {}, "started"),
        (f"{counter}/finish", body, "finished"),
        (f"{counter}/pause", {"reason": "Khác"}, "counter_paused"),
        (f"{counter}/close", {}, "counter_closed"),
    ]
    for place, (path, sent, events) in enumerate(presses):
        before = corner.log()[-1]["seq"]
        first = corner.officer.post(path, sent, key=f"press {place}")
        assert first.status_code in (200, 201), f"{path}: {first.text}"
        again = corner.officer.post(path, sent, key=f"press {place}")
        assert told(again) == told(first)
        done = [line["event"] for line in corner.log() if line["seq"] > before]
        assert done == ([events] if isinstance(events, str) else events), path


def test_a_copy_asked_for_twice_with_one_key_is_one_copy(corner: Corner) -> None:
    path = f"/tickets/{corner.take()['id']}/reprint"
    first = corner.officer.post(path, {}, key="k")
    assert first.status_code == 200
    assert told(corner.officer.post(path, {}, key="k")) == told(first)
    assert [line["event"] for line in corner.log()] == ["issued", "reprint_asked"]


def test_a_repeated_next_calls_nobody_else_even_later(corner: Corner) -> None:
    first, second = corner.take(), corner.take()
    corner.does("open")
    assert corner.press("next", key="k").json()["ticket"]["id"] == first["id"]
    corner.does("start")
    corner.does("finish")
    again = corner.press("next", key="k").json()["ticket"]
    assert (again["id"], again["state"]) == (first["id"], "called")
    assert corner.officer.get(f"/tickets/{second['id']}").json()["state"] == "waiting"


def test_a_refusal_is_repeated_too_even_when_it_would_be_possible_now(corner: Corner) -> None:
    refused = corner.press("next", key="k")
    assert (refused.status_code, refused.json()["code"]) == (409, "wrong_move")
    corner.take()
    corner.does("open")
    again = corner.press("next", key="k")
    assert told(again) == told(refused)
    assert again.headers["Content-Type"] == "application/problem+json"
    assert corner.press("next", key="another").status_code == 200


def test_a_refused_request_leaves_nothing_but_its_answer(corner: Corner) -> None:
    answer = corner.ask(key="k", dossiers=["H57.12-261302-0041"])
    assert answer.status_code == 422
    assert corner.log() == []
    assert corner.take()["number"] == f"{corner.place}001"


def test_a_day_later_a_key_is_new_again(corner: Corner) -> None:
    first = corner.ask(key="k").json()
    past = stamp(dt.datetime.now(dt.UTC) - dt.timedelta(hours=24, seconds=1))
    with corner.server.database() as store, store.transaction() as tx:
        owner = f"kiosk:kiosk-{corner.place}"
        tx.execute("UPDATE answer SET at = :past WHERE caller = :owner", past=past, owner=owner)
    assert corner.ask(key="k").json()["id"] != first["id"]


@pytest.mark.parametrize("key", ["k" * 65, "k" * 5000, "tab\there"])
def test_a_key_that_is_too_long_or_not_printable_is_refused(corner: Corner, key: str) -> None:
    answer = corner.ask(key=key)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
    assert corner.log() == []


def test_a_key_of_64_characters_will_do(corner: Corner) -> None:
    assert corner.ask(key="~" * 64).status_code == 201


def test_a_key_on_a_question_means_nothing(corner: Corner) -> None:
    headers = {"Authorization": f"Bearer {corner.kiosk}", "Idempotency-Key": "k"}
    before = requests.get(corner.server.api("/centre"), headers=headers, timeout=20).json()
    corner.take()
    after = requests.get(corner.server.api("/centre"), headers=headers, timeout=20).json()
    waiting = {f["id"]: f["waiting"] for f in before["fields"]}[corner.field]
    assert {f["id"]: f["waiting"] for f in after["fields"]}[corner.field] == waiting + 1
