"""Pressing at once: one officer a counter, one counter an officer, whoever comes first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import requests
from corners import Corner
from running import Staff


def at_once(*wishes: tuple[Staff, str, str]) -> list[int]:
    """Everybody presses in the same moment; the answers' statuses, smallest first."""

    def press(wish: tuple[Staff, str, str]) -> requests.Response:
        staff, counter, command = wish
        return staff.post(f"/counters/{counter}/{command}")

    with ThreadPoolExecutor(len(wishes)) as hands:
        return sorted(answer.status_code for answer in hands.map(press, wishes))


def colleague(corner: Corner, place: int) -> Staff:
    return corner.server.staff_here(f"colleague-{place}-{corner.place}")


def seats_of(corner: Corner, staff: Staff) -> list[str]:
    counters = staff.get("/counters").json()["items"]
    return [one["id"] for one in counters if one["officer"] == staff.username]


def test_two_officers_at_one_counter(corner: Corner) -> None:
    pair = [colleague(corner, place) for place in range(2)]
    for command in ("open", "move"):
        assert at_once(*((one, corner.counter, command) for one in pair)) == [200, 409]
        assert sorted(len(seats_of(corner, one)) for one in pair) == [0, 1]
        for one in pair:
            one.post(f"/counters/{corner.counter}/close")


def test_one_officer_at_two_counters_from_two_browsers(corner: Corner) -> None:
    staff = colleague(corner, 1)
    other = "101"
    assert at_once((staff, corner.counter, "open"), (staff, other, "open")) == [200, 409]
    assert len(seats_of(corner, staff)) == 1
    at_once((staff, corner.counter, "move"), (staff, other, "move"))
    [seat] = seats_of(corner, staff)
    answer = staff.post(f"/counters/{other if seat == corner.counter else corner.counter}/open")
    assert (answer.status_code, answer.json()["counter"]) == (409, seat)
    assert staff.post(f"/counters/{seat}/close").ok


def test_two_colleagues_take_over_what_was_left(corner: Corner) -> None:
    corner.does("open")
    ticket = corner.take()
    corner.does("next")
    pair = [colleague(corner, place) for place in range(2)]
    assert at_once(*((one, corner.counter, "take-over") for one in pair)) == [409, 409]
    corner.officer.post("/session/lock")
    assert at_once(*((one, corner.counter, "take-over") for one in pair)) == [200, 409]
    [keeper] = [one for one in pair if seats_of(corner, one)]
    answer = keeper.post(f"/counters/{corner.counter}/start")
    assert answer.json()["ticket"]["id"] == ticket["id"]
