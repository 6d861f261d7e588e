"""Numbers from phones: the kiosk's rules, few for one phone, a place until one is here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hall import CHIEF, KIOSK, LAN, MONDAY, TestHall, done, open_hall
from made_centre import small_centre, write_centre

from server.actions.announce import declare_emergency
from server.actions.call import call_chosen, next_ticket
from server.actions.counting import bring_up_to_date
from server.actions.findings import findings
from server.actions.phone import check_in, let_lapse, take_from_phone
from server.actions.refusals import CentreClosed, Emergency, FieldClosed, UnknownField
from server.actions.reinstate import reinstate
from server.actions.serve import finish, no_show, start
from server.actions.session import settle_session
from server.messages import EmergencyRequest, TicketWish
from server.reports.hall import read_hall
from server.reports.periods import Period, figures_by
from server.reports.supervision import hall_snapshot
from server.rules.tickets import WrongMove

HOURS = {"days": ["mon", "tue", "wed", "thu", "fri"], "spans": ["07:30-11:30", "13:00-17:00"]}
PHONE = {
    "enabled": True,
    "fields": ["ho-tich", "dat-dai"],
    "coming": 3,
    "numbers_a_day": 2,
    "networks": ["192.168.10.0/24"],
}
HOME, IN_HALL = "203.0.113.9", "192.168.10.7"


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[TestHall]:
    centre = small_centre(phone=PHONE, hours=HOURS)
    with open_hall(tmp_path / "data", write_centre(tmp_path / "config", centre)) as opened:
        settle_session(opened.centre)
        yield opened


def take(
    hall: TestHall, phone: str = "p", field: str = "ho-tich", address: str = HOME, **more: str
) -> str:
    wish = TicketWish.model_validate({"field": field, **more}, strict=False)
    return take_from_phone(hall.centre, wish, phone, address)


def called(hall: TestHall, counter: str = "1") -> str | None:
    visit = next_ticket(hall.centre, counter, LAN)
    return hall.number(visit) if visit else None


def serve(hall: TestHall, counter: str = "1") -> None:
    start(hall.centre, counter, LAN)
    finish(hall.centre, counter, done(), LAN)


# ---------------------------------------------------------------- the kiosk's rules


def test_a_phone_gets_the_next_number_of_the_same_series(hall: TestHall) -> None:
    numbers = [hall.number(hall.take()), hall.number(take(hall)), hall.number(hall.take())]
    assert numbers == ["A001", "A002", "A003"]
    [line] = [one for one in hall.log() if one["data"].get("here_by")]
    assert (line["event"], line["device"], line["staff"]) == ("issued", "(phone)", None)


def test_closed_hours_and_an_emergency_refuse_a_phone_as_they_refuse_a_kiosk(
    hall: TestHall,
) -> None:
    declare_emergency(hall.centre, EmergencyRequest(on=True, message="Mất điện"), CHIEF)
    with pytest.raises(Emergency):
        take(hall)
    declare_emergency(hall.centre, EmergencyRequest(on=False), CHIEF)
    hall.clock.go_on(hours=4)
    with pytest.raises(CentreClosed):
        take(hall)


def test_whoever_would_wait_past_the_end_of_the_session_gets_no_number(hall: TestHall) -> None:
    hall.open()
    for _ in range(10):
        hall.take()
    hall.clock.go_on(hours=3)
    with pytest.raises(FieldClosed, match="wait_past_end"):
        take(hall)


def test_only_what_the_centre_offers_to_phones_can_be_had(hall: TestHall) -> None:
    with pytest.raises(FieldClosed, match="not_from_phones"):
        take(hall, field="chung-thuc")
    with pytest.raises(UnknownField):
        take(hall, priority="nguoi-cao-tuoi")


def test_one_phone_has_one_number_at_once_and_so_many_a_day(hall: TestHall) -> None:
    hall.open()
    take(hall, address=IN_HALL)
    with pytest.raises(WrongMove, match="has_number"):
        take(hall)
    called(hall)
    serve(hall)
    take(hall, address=IN_HALL)
    called(hall)
    serve(hall)
    with pytest.raises(WrongMove, match="no_more_today"):
        take(hall)
    take(hall, phone="another")
    hall.clock.at = MONDAY.replace(day=24)
    take(hall)


def test_only_so_many_of_a_field_are_waited_for_at_once(hall: TestHall) -> None:
    visits = [take(hall, phone=str(n)) for n in range(3)]
    with pytest.raises(FieldClosed, match="phones_full"):
        take(hall, phone="3")
    take(hall, phone="3", field="dat-dai")
    check_in(hall.centre, visits[0], KIOSK)
    take(hall, phone="4")


# ---------------------------------------------------------------- being here


def test_nobody_is_called_who_is_not_here(hall: TestHall) -> None:
    hall.open()
    away, here = take(hall), hall.take()
    assert called(hall) == hall.number(here)
    serve(hall)
    assert called(hall) is None
    assert [one.number for one in hall.counter().coming] == [hall.number(away)]
    assert hall.counter().waiting == []


def test_whoever_checks_in_has_the_place_of_the_number(hall: TestHall) -> None:
    hall.open()
    hall.take()
    away, later = take(hall), hall.take()
    assert hall.ticket(later).ahead == 2
    called(hall)
    check_in(hall.centre, away, KIOSK)
    check_in(hall.centre, away, KIOSK)
    assert hall.events().count("checked_in") == 1
    serve(hall)
    assert called(hall) == hall.number(away)


def test_in_the_halls_own_network_one_is_here(hall: TestHall) -> None:
    hall.open()
    visit = take(hall, address=IN_HALL)
    assert called(hall) == hall.number(visit)


def test_an_officer_who_calls_the_number_takes_its_holder_as_here(hall: TestHall) -> None:
    hall.open()
    visit = take(hall)
    call_chosen(hall.centre, "1", hall.number(visit), "đứng tại quầy", LAN)
    no_show(hall.centre, "1", LAN)
    reinstate(hall.centre, visit, None, LAN)
    hall.clock.go_on(hours=2)
    let_lapse(hall.centre)
    assert hall.ticket(visit).state == "waiting"
    assert called(hall) == hall.number(visit)


def test_a_number_lapses_when_its_time_to_be_here_is_over(hall: TestHall) -> None:
    visit = take(hall)
    hall.clock.go_on(minutes=29)
    let_lapse(hall.centre)
    assert hall.ticket(visit).state == "waiting"
    hall.clock.go_on(minutes=1)
    let_lapse(hall.centre)
    assert hall.ticket(visit).state == "cancelled"
    assert hall.log()[-1]["data"] == {"reason": "not_here"}
    with pytest.raises(WrongMove):
        check_in(hall.centre, visit, KIOSK)
    assert take(hall)


def test_a_session_does_not_carry_over_who_never_came(hall: TestHall) -> None:
    hall.clock.go_on(hours=3, minutes=15)
    hall.open()
    visit = take(hall)
    hall.clock.go_on(minutes=15)
    let_lapse(hall.centre)
    settle_session(hall.centre)
    assert hall.ticket(visit).state == "cancelled"


def test_whoever_is_not_here_alarms_nobody_and_makes_no_officer_idle(hall: TestHall) -> None:
    hall.open()
    take(hall)
    hall.clock.go_on(minutes=25)
    with hall.centre.store.reading() as tx:
        kinds = {one.kind for one in findings(hall.centre, tx, hall.machine.now())}
    assert not kinds & {"wait_over_target", "idle_officer"}


def test_a_supervisor_sees_how_many_are_not_here_and_no_wait_of_theirs(hall: TestHall) -> None:
    take(hall)
    hall.clock.go_on(minutes=25)
    hall.take()
    hall.clock.go_on(minutes=1)
    with hall.centre.store.reading() as tx:
        now = read_hall(hall.centre, tx)
        fields = hall_snapshot(hall.centre, tx, now, hall.machine.now()).fields
    [queue] = [one for one in fields if one.id == "ho-tich"]
    assert (queue.waiting, queue.coming, queue.longest_wait_s) == (2, 1, 60)


def test_nothing_of_a_phone_is_kept_but_a_hash_for_a_day(hall: TestHall) -> None:
    take(hall, phone="the-word-of-a-phone")
    dump = "\n".join(hall.dump())
    assert "the-word-of-a-phone" not in dump
    assert HOME not in dump
    hall.clock.at = MONDAY.replace(day=24)
    take(hall, phone="another")
    with hall.centre.store.reading() as tx:
        assert tx.value("SELECT count(*) FROM phone_number") == 1


def test_reports_tell_apart_where_numbers_were_taken(hall: TestHall) -> None:
    for visit in (hall.take(), take(hall, address=IN_HALL), take(hall, phone="q")):
        assert visit
    today = hall.centre.calendar.day_of(hall.centre.now())
    bring_up_to_date(hall.centre, today.isoformat(), today.isoformat())
    with hall.centre.store.looking() as tx:
        figures = figures_by(hall.centre, tx, "origin", Period(today, today))
    assert {key: one.issued for key, one in figures.items()} == {"": 1, "phone": 2}


def test_whoever_is_coming_is_told_a_wait_and_counts_in_everybody_elses(hall: TestHall) -> None:
    """They may be here at any moment, and then have their place."""
    hall.open()
    serving, away, later = hall.take(), take(hall), hall.take()
    next_ticket(hall.centre, "1", LAN)
    start(hall.centre, "1", LAN)
    assert hall.ticket(serving).state == "serving"
    told, after = hall.ticket(away).estimate, hall.ticket(later).estimate
    assert told is not None
    assert after is not None
    assert after.high > told.high
