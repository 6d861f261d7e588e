"""The officer's list: in calling order, each with its reason."""

from __future__ import annotations

from hall import LAN, TestHall

from server.actions.call import next_ticket


def listed(hall: TestHall, counter: str = "1") -> list[tuple[str, str]]:
    return [(one.number, one.reason) for one in hall.counter(counter).waiting]


def test_the_list_is_in_calling_order(hall: TestHall) -> None:
    hall.open()
    for body in ({}, {"priority": "mang-thai"}, {}, {"priority": "nguoi-cao-tuoi"}):
        hall.take(**body)
        hall.clock.go_on(minutes=2)
    promised = [number for number, _ in listed(hall)]
    assert promised == ["A002", "A001", "A003", "A004"]
    called = next_ticket(hall.centre, "1", LAN)
    assert called is not None
    assert hall.number(called) == promised[0]


def test_a_plain_queue_says_first_come_to_everybody(hall: TestHall) -> None:
    hall.open()
    for _ in range(4):
        hall.take()
        hall.clock.go_on(minutes=1)
    assert listed(hall) == [(f"A00{place}", "first_come") for place in (1, 2, 3, 4)]


def test_who_passes_somebody_is_told_why_and_nobody_else(hall: TestHall) -> None:
    hall.open()
    for body in ({}, {}, {"priority": "mang-thai"}):
        hall.take(**body)
        hall.clock.go_on(minutes=1)
    hall.clock.go_on(minutes=2)
    assert listed(hall) == [
        ("A003", "priority"),
        ("A001", "first_come"),
        ("A002", "first_come"),
    ]


def test_a_counter_lists_only_whom_it_may_call(hall: TestHall) -> None:
    hall.open("1", LAN)
    hall.take("dat-dai")
    hall.take("ho-tich")
    assert [number for number, _ in listed(hall, "1")] == ["A001"]
    assert [number for number, _ in listed(hall, "3")] == ["C001"]


def test_the_wait_is_in_whole_seconds(hall: TestHall) -> None:
    hall.take()
    hall.clock.go_on(minutes=2, seconds=5.4)
    [line] = hall.counter().waiting
    assert (line.wait_s, line.queued_at) == (125, "2026-11-23T08:00:00.000+07:00")
