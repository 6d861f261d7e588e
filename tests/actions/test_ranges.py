"""Ranges of numbers for kiosks that lose the server: nobody ever gives a number twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hall import KIOSK, LAN, TestHall, open_hall
from hypothesis import given, settings
from hypothesis import strategies as st
from made_centre import counter, field, small_centre, write_centre

from server.actions.actor import Actor
from server.actions.call import next_ticket
from server.actions.issue import issue
from server.actions.offline import take_in
from server.actions.ranges import give_back_ranges, reserve_ranges
from server.actions.refusals import NotAllowed
from server.messages import OfflineTicket, TicketRequest
from server.rules.ticket_numbers import NumbersUsedUp
from server.store.ranges import used_in

OTHER = Actor(device="kiosk-2")
LAST = 60


def centre_of_one_series(folder: Path, last: int) -> Path:
    centre = small_centre(
        fields=[field("ho-tich", "A")],
        counters=[counter(1, ["ho-tich"])],
        numbers={"first": 1, "last": last},
    )
    return write_centre(folder, centre)


@pytest.fixture(scope="module")
def one_series(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A centre of one field whose numbers end at sixty."""
    return centre_of_one_series(tmp_path_factory.mktemp("sixty"), LAST)


@pytest.fixture(scope="module")
def few_numbers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with twelve numbers, so that all of them matter."""
    return centre_of_one_series(tmp_path_factory.mktemp("twelve"), 12)


@pytest.fixture
def hall(one_series: Path, tmp_path: Path) -> Iterator[TestHall]:
    with open_hall(tmp_path, one_series) as opened:
        yield opened


def span(hall: TestHall, size: int = 5, by: Actor = KIOSK) -> tuple[int, int] | None:
    """The range this kiosk has now, or gets."""
    ranges = reserve_ranges(hall.centre, size, by)
    return (ranges[0].first, ranges[0].last) if ranges else None


def paper(hall: TestHall, ordinal: int, **more: object) -> OfflineTicket:
    """A number on paper that a kiosk gave by itself, now unless told otherwise."""
    given = {"field": "ho-tich", "ordinal": ordinal, "at": hall.clock.at.isoformat(), **more}
    return OfflineTicket.model_validate(given)


def deliver(hall: TestHall, ordinal: int, by: Actor = KIOSK, **more: object) -> str:
    return take_in(hall.centre, paper(hall, ordinal, **more), by)


# ---------------------------------------------------------------- ranges


def test_a_range_is_cut_from_the_top_so_that_numbers_here_run_on(hall: TestHall) -> None:
    hall.take()
    assert span(hall) == (56, 60)
    assert [hall.number(hall.take()) for _ in range(2)] == ["A002", "A003"]


def test_a_kiosk_that_asks_again_keeps_its_range(hall: TestHall) -> None:
    assert span(hall) == (56, 60)
    before = hall.dump()
    assert span(hall) == (56, 60)
    assert hall.dump() == before


def test_two_kiosks_hold_different_ranges(hall: TestHall) -> None:
    assert span(hall, by=KIOSK) == (56, 60)
    assert span(hall, by=OTHER) == (51, 55)


def test_the_server_passes_over_what_kiosks_hold_and_ends_with_the_series(hall: TestHall) -> None:
    span(hall, size=50)  # 11 to 60
    given = [hall.number(hall.take()) for _ in range(10)]
    assert given == [f"A{n:03d}" for n in range(1, 11)]
    with pytest.raises(NumbersUsedUp):
        hall.take()


def test_a_series_without_room_is_left_out(hall: TestHall) -> None:
    for _ in range(57):
        hall.take()
    assert span(hall, size=5) is None
    assert span(hall, size=3) == (58, 60)


def test_an_unused_range_given_back_is_the_servers_again(hall: TestHall) -> None:
    span(hall, size=58)
    for _ in range(2):
        hall.take()
    give_back_ranges(hall.centre, "kiosk-1")
    assert hall.events()[-1] == "ranges_returned"
    assert hall.number(hall.take()) == "A003"
    before = hall.dump()
    give_back_ranges(hall.centre, "kiosk-2")
    assert hall.dump() == before


def test_what_was_used_of_a_range_given_back_is_never_given_again(hall: TestHall) -> None:
    span(hall, size=58)  # 3 to 60
    for ordinal in (3, 5):
        deliver(hall, ordinal)
    give_back_ranges(hall.centre, "kiosk-1")
    given = [hall.number(hall.take()) for _ in range(6)]
    assert len(set(given) | {"A003", "A005"}) == 8
    assert given[:2] == ["A001", "A002"]


def test_a_used_up_range_is_followed_by_another(hall: TestHall) -> None:
    assert span(hall) == (56, 60)
    for ordinal in range(56, 61):
        deliver(hall, ordinal)
    assert span(hall) == (51, 55)


def test_a_range_running_low_is_joined_by_another(hall: TestHall) -> None:
    span(hall, size=4)  # 57 to 60
    for ordinal in (57, 58, 59):
        deliver(hall, ordinal)
    ranges = reserve_ranges(hall.centre, 4, KIOSK)
    assert [(one.first, one.last) for one in ranges] == [(57, 60), (53, 56)]
    before = hall.dump()
    assert reserve_ranges(hall.centre, 4, KIOSK) == ranges
    assert hall.dump() == before


def test_all_ranges_of_a_kiosk_come_back_not_only_the_newest(hall: TestHall) -> None:
    span(hall, size=4)
    for ordinal in (57, 58, 59):
        deliver(hall, ordinal)
    reserve_ranges(hall.centre, 4, KIOSK)
    give_back_ranges(hall.centre, "kiosk-1")
    assert hall.log()[-1]["data"]["ranges"] == [["A", 57, 60], ["A", 53, 56]]
    assert span(hall, size=40, by=OTHER) == (17, 56)
    assert span(hall, size=1, by=KIOSK) == (60, 60)


def test_what_a_kiosk_that_is_never_heard_of_again_held_is_free_the_next_day(
    hall: TestHall,
) -> None:
    span(hall, size=60)
    with pytest.raises(NumbersUsedUp):
        hall.take()
    hall.clock.go_on(days=1)
    assert [hall.number(hall.take()) for _ in range(60)][-1] == "A060"


def test_ranges_end_with_the_day(hall: TestHall) -> None:
    span(hall)
    hall.clock.go_on(days=1)
    with pytest.raises(NotAllowed):
        deliver(hall, 56)
    assert span(hall, by=OTHER) == (56, 60)


def test_a_kiosk_knows_what_it_has_used(hall: TestHall) -> None:
    span(hall)
    deliver(hall, 57)
    [own] = reserve_ranges(hall.centre, 5, KIOSK)
    with hall.centre.store.reading() as tx:
        assert used_in(tx, own) == [57]


# ---------------------------------------------------------------- deliveries


def test_a_number_given_alone_waits_from_its_own_time(hall: TestHall) -> None:
    span(hall)
    given_at = hall.clock.at
    hall.clock.go_on(minutes=20)
    ticket = hall.ticket(deliver(hall, 56, at=given_at.isoformat(), purpose="submit"))
    assert (ticket.number, ticket.state, ticket.purpose) == ("A056", "waiting", "submit")
    assert ticket.issued_at == ticket.queued_at == "2026-11-23T08:00:00.000+07:00"
    line = hall.log()[-1]
    assert (line["event"], line["device"], line["data"]["offline"]) == ("issued", "kiosk-1", True)
    assert line["at"] == "2026-11-23T01:20:00.000Z"


def test_who_came_first_is_called_first_however_late_the_delivery(hall: TestHall) -> None:
    span(hall)
    hall.open("1", LAN)
    start = hall.clock.at
    hall.clock.go_on(minutes=5)
    online = hall.take()
    hall.clock.go_on(minutes=5)
    offline = deliver(hall, 56, at=start.replace(minute=1).isoformat())
    assert next_ticket(hall.centre, "1", LAN) == offline
    assert [one.number for one in hall.counter().waiting] == [hall.number(online)]


def test_a_delivery_repeated_enters_once(hall: TestHall) -> None:
    span(hall)
    visit = deliver(hall, 56)
    before = hall.dump()
    hall.clock.go_on(minutes=1)
    assert deliver(hall, 56) == visit
    assert hall.dump() == before


@pytest.mark.parametrize(
    ("ordinal", "by"), [(55, KIOSK), (1, KIOSK), (56, OTHER), (0, KIOSK), (999, KIOSK)]
)
def test_a_number_outside_ones_own_range_is_refused(
    hall: TestHall, ordinal: int, by: Actor
) -> None:
    span(hall, by=KIOSK)
    before = hall.dump()
    with pytest.raises(NotAllowed):
        deliver(hall, ordinal, by)
    assert hall.dump() == before


def test_a_number_that_another_holds_is_refused_not_shared(hall: TestHall) -> None:
    span(hall, by=KIOSK)
    deliver(hall, 56, KIOSK)
    before = hall.dump()
    with pytest.raises(NotAllowed):
        deliver(hall, 56, OTHER)
    assert hall.dump() == before


def test_a_number_that_went_to_somebody_else_after_the_range_came_back_is_refused(
    hall: TestHall,
) -> None:
    """The kiosk gave back its range, and then got one of its numbers from the server."""
    span(hall, size=60)
    give_back_ranges(hall.centre, "kiosk-1")
    assert hall.number(hall.take()) == "A001"
    before = hall.dump()
    with pytest.raises(NotAllowed):
        deliver(hall, 1)
    assert hall.dump() == before


def test_a_kiosk_whose_clock_is_ahead_gives_no_number_of_the_future(hall: TestHall) -> None:
    span(hall)
    ahead = hall.clock.at.replace(hour=20)
    assert hall.ticket(deliver(hall, 56, at=ahead.isoformat())).queued_at.startswith(
        "2026-11-23T08:00:00"
    )


def test_numbers_of_a_clock_ahead_still_wait_in_the_order_they_were_given(hall: TestHall) -> None:
    span(hall)
    for ordinal, hour in ((58, 19), (56, 20), (57, 21)):
        deliver(hall, ordinal, at=hall.clock.at.replace(hour=hour).isoformat())
    waiting = [one.number for one in hall.counter().waiting]
    assert waiting == ["A058", "A056", "A057"]


@pytest.mark.parametrize("days", [-1, 1, 400])
def test_a_number_with_a_time_of_another_day_is_no_number_of_todays_range(
    hall: TestHall, days: int
) -> None:
    """From the day before it belongs to no range; from a day to come it is given now."""
    span(hall)
    at = (hall.clock.at + dt.timedelta(days=days)).isoformat()
    if days > 0:
        assert hall.ticket(deliver(hall, 56, at=at)).queued_at.startswith("2026-11-23T08:00:00")
        return
    with pytest.raises(NotAllowed):
        deliver(hall, 56, at=at)


def test_a_number_delivered_the_day_after_is_kept_with_its_own_day(hall: TestHall) -> None:
    span(hall)
    given_at = hall.clock.at
    hall.clock.go_on(days=1)
    visit = deliver(hall, 56, at=given_at.isoformat())
    assert hall.ticket(visit).issued_at.startswith("2026-11-23T08:00:00")
    assert hall.counter().waiting == []
    assert hall.number(hall.take()) == "A001"


# ---------------------------------------------------------------- any day


class Day:
    """A day of touches here and there; every number is given to one paper and no other."""

    def __init__(self, hall: TestHall) -> None:
        self.hall = hall
        self.holders: dict[str, tuple[str, str]] = {}

    def is_given(self, visit: str, where: str) -> None:
        holder = (where, visit)
        assert self.holders.setdefault(self.hall.number(visit), holder) == holder

    def server(self, kiosk: Actor, _number: int) -> None:
        with suppress(NumbersUsedUp):
            self.is_given(issue(self.hall.centre, TicketRequest(field="ho-tich"), kiosk), "server")

    def reserve(self, kiosk: Actor, size: int) -> None:
        reserve_ranges(self.hall.centre, size, kiosk)

    def give_back(self, kiosk: Actor, _number: int) -> None:
        give_back_ranges(self.hall.centre, str(kiosk.device))

    def deliver(self, kiosk: Actor, ordinal: int) -> None:
        """Deliver a number, the kiosk's own or not, for the first time or again."""
        with suppress(NotAllowed):
            self.is_given(deliver(self.hall, ordinal, kiosk), f"paper of {kiosk.device}")


ACTS = (Day.server, Day.reserve, Day.give_back, Day.deliver, Day.deliver, Day.deliver)
kiosks = st.sampled_from([KIOSK, OTHER])


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(ACTS), kiosks, st.integers(1, 12)), max_size=40))
def test_server_and_kiosks_never_give_one_number_twice(
    few_numbers: Path,
    tmp_path_factory: pytest.TempPathFactory,
    acts: list[tuple[Callable[[Day, Actor, int], None], Actor, int]],
) -> None:
    """Ranges asked for, given back and asked for again, deliveries late, repeated and wrong."""
    with open_hall(tmp_path_factory.mktemp("day"), few_numbers) as hall:
        day = Day(hall)
        for act, kiosk, number in acts:
            hall.clock.go_on(seconds=1)
            act(day, kiosk, number)
