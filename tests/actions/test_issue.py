"""Giving numbers: unique, in order, by the centre's day, and only where numbers are given."""

from __future__ import annotations

import base64
import datetime as dt
from pathlib import Path

import pytest
from hall import LAN, MONDAY, HandClock, TestHall, open_hall
from made_centre import field, small_centre, write_centre

from server.actions.fields import change_field
from server.actions.issue import issue
from server.actions.refusals import CentreClosed, FieldClosed, UnknownField
from server.messages import TicketRequest
from server.reports.visits import visits_answer
from server.rules.dossier_code import BadDossier
from server.rules.ticket_numbers import NumbersUsedUp
from server.store.people import hashed
from server.store.visits import VisitQuestion

OFFICE_HOURS = {"days": ["mon", "tue", "wed", "thu", "fri"], "spans": ["07:30-11:30"]}
ONE_FIELD = {"fields": [field("ho-tich", "A")], "counters": []}


def test_numbers_of_a_series_begin_with_one_and_follow(hall: TestHall) -> None:
    taken = [hall.number(hall.take(name)) for name in ("ho-tich", "ho-tich", "dat-dai", "ho-tich")]
    assert taken == ["A001", "A002", "C001", "A003"]


def test_fields_that_share_a_series_share_its_numbers(tmp_path: Path) -> None:
    centre = small_centre()
    centre["fields"] = [field("ho-tich", "A"), field("chung-thuc", "A"), field("dat-dai", "C")]
    with open_hall(tmp_path / "data", write_centre(tmp_path / "config", centre)) as hall:
        taken = [hall.number(hall.take(name)) for name in ("ho-tich", "chung-thuc", "ho-tich")]
    assert taken == ["A001", "A002", "A003"]


def test_numbers_restart_at_local_midnight(hall: TestHall) -> None:
    hall.clock.at = dt.datetime.fromisoformat("2026-11-23T23:58:59.999+07:00")
    assert hall.number(hall.take()) == "A001"
    hall.clock.at = dt.datetime.fromisoformat("2026-11-24T00:00:00+07:00")
    assert hall.number(hall.take()) == "A001"


def test_numbers_do_not_restart_when_the_day_turns_in_utc(hall: TestHall) -> None:
    hall.clock.at = dt.datetime.fromisoformat("2026-11-23T06:59:00+07:00")
    assert hall.number(hall.take()) == "A001"
    hall.clock.at = dt.datetime.fromisoformat("2026-11-23T17:01:00+07:00")
    assert hall.number(hall.take()) == "A002"


def test_a_ticket_keeps_what_was_said_at_the_kiosk(hall: TestHall) -> None:
    said = {"purpose": "collect", "priority": "mang-thai", "language": "en"}
    ticket = hall.ticket(hall.take(customer="organisation", **said))
    assert (ticket.purpose, ticket.priority) == ("collect", "mang-thai")
    assert (ticket.language, ticket.customer) == ("en", "organisation")
    assert (ticket.state, ticket.calls, ticket.stop) == ("waiting", 0, 1)
    assert ticket.issued_at == ticket.queued_at == "2026-11-23T08:00:00.000+07:00"


def test_a_procedure_leads_to_its_field(hall: TestHall) -> None:
    visit = issue(hall.centre, TicketRequest(procedure="1.001193"), LAN)
    ticket = hall.ticket(visit)
    assert (ticket.field, ticket.procedure) == ("ho-tich", "1.001193")


def test_dossiers_are_normalised_and_named_once_however_they_are_spelled(hall: TestHall) -> None:
    codes = ["h57.12-260302-0041", "H57.12–260302-0041", "000.00.12.H57-260302-0041"]
    assert hall.ticket(hall.take(dossiers=codes)).dossiers == ["H57.12-260302-0041"]


def test_giving_a_number_writes_one_line(hall: TestHall) -> None:
    visit = hall.take(purpose="submit", dossiers=["H57.12-260302-0041"])
    [line] = hall.log()
    assert (line["event"], line["visit"], line["stop"]) == ("issued", visit, 1)
    assert (line["device"], line["staff"]) == ("kiosk-1", None)
    told = line["data"]
    assert (told["number"], told["field"], told["stops"]) == ("A001", "ho-tich", ["ho-tich"])
    assert told["dossiers"] == ["H57.12-260302-0041"]


def test_a_tickets_secret_has_128_bits_and_only_its_hash_is_kept(hall: TestHall) -> None:
    visits = [hall.take() for _ in range(20)]
    secrets = {hall.centre.secret(visit) for visit in visits}
    assert len(secrets) == 20
    assert {len(base64.urlsafe_b64decode(secret + "==")) for secret in secrets} == {16}
    stored = "\n".join(hall.dump())
    assert not [secret for secret in secrets if secret in stored]
    assert all(hashed(secret) in stored for secret in secrets)


def test_visits_of_one_instant_are_listed_in_the_order_of_issue(hall: TestHall) -> None:
    for _ in range(30):
        hall.take()
    listed, after = [], 0
    while True:
        with hall.centre.store.reading() as tx:
            page = visits_answer(hall.centre, tx, VisitQuestion(limit=7, after=after))
        listed += [one.number for one in page.items]
        if page.next is None:
            break
        after = int(page.next)
    assert listed == [f"A{place:03d}" for place in range(1, 31)]


# ---------------------------------------------------------------- refused


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        ({"field": "khong-co"}, UnknownField),
        ({"procedure": "1.999999"}, UnknownField),
        ({"procedure": "1.003005"}, FieldClosed),  # in the catalogue, not in service
        ({"field": "ho-tich", "priority": "vip"}, UnknownField),
        ({"field": "ho-tich", "dossiers": ["H57.12-261302-0041"]}, BadDossier),
        ({"field": "ho-tich", "dossiers": ["H57.12-260302-0041", "?"]}, BadDossier),
        ({"field": "ho-tich", "dossiers": ["H57.12-２６０３０２-0041"]}, BadDossier),
    ],
)
def test_a_wish_that_is_not_right_gets_no_number_and_changes_nothing(
    hall: TestHall, body: dict[str, object], refusal: type[Exception]
) -> None:
    before = hall.dump()
    with pytest.raises(refusal):
        issue(hall.centre, TicketRequest.model_validate(body), LAN)
    assert hall.dump() == before


def test_a_closed_field_says_why_and_gives_numbers_again_once_open(hall: TestHall) -> None:
    change_field(hall.centre, "ho-tich", False, "Mất điện", LAN)
    before = hall.dump()
    with pytest.raises(FieldClosed) as refused:
        hall.take("ho-tich")
    assert refused.value.reason == "Mất điện"
    assert hall.dump() == before
    hall.take("chung-thuc")
    change_field(hall.centre, "ho-tich", True, None, LAN)
    assert hall.number(hall.take("ho-tich")) == "A001"


def test_a_closed_centre_says_when_it_opens(tmp_path: Path) -> None:
    config = write_centre(tmp_path / "config", small_centre(hours=OFFICE_HOURS))
    evening = HandClock(MONDAY.replace(hour=18))
    with open_hall(tmp_path / "data", config, evening) as hall:
        before = hall.dump()
        with pytest.raises(CentreClosed) as refused:
            hall.take()
        assert hall.dump() == before
    assert refused.value.opens_at == dt.datetime.fromisoformat("2026-11-24T07:30:00+07:00")


def test_a_trial_knows_no_hours_and_marks_every_visit(tmp_path: Path) -> None:
    config = write_centre(tmp_path / "config", small_centre(hours=OFFICE_HOURS))
    evening = HandClock(MONDAY.replace(hour=18))
    with open_hall(tmp_path / "data", config, evening, trial=True) as hall:
        assert hall.ticket(hall.take()).trial
        assert hall.log()[-1]["data"]["trial"] == 1


def test_a_visit_outside_trials_is_not_marked(hall: TestHall) -> None:
    assert not hall.ticket(hall.take()).trial


def test_a_used_up_series_gives_no_number_twice(tmp_path: Path) -> None:
    centre = small_centre(numbers={"first": 998, "last": 999})
    with open_hall(tmp_path / "data", write_centre(tmp_path / "config", centre)) as hall:
        assert [hall.number(hall.take()) for _ in range(2)] == ["A998", "A999"]
        before = hall.dump()
        with pytest.raises(NumbersUsedUp):
            hall.take()
        assert hall.dump() == before
        assert hall.number(hall.take("dat-dai")) == "C998"


# ---------------------------------------------------------------- how long


def test_people_of_the_same_field_before_one_are_counted(hall: TestHall) -> None:
    hall.open("1")
    first, other = hall.take("ho-tich"), hall.take("chung-thuc")
    second = hall.take("ho-tich")
    assert [hall.ticket(one).ahead for one in (first, other, second)] == [0, 0, 1]


def test_without_an_open_counter_nobody_is_promised_a_wait(hall: TestHall) -> None:
    visit = hall.take("ho-tich")
    assert hall.ticket(visit).estimate is None
    hall.open("1")
    assert hall.ticket(visit).estimate is not None


def test_the_promised_wait_grows_with_the_line(hall: TestHall) -> None:
    hall.open("1")
    estimates = [hall.ticket(hall.take()).estimate for _ in range(8)]
    ranges = [(one.low, one.high) for one in estimates if one is not None]
    assert len(ranges) == 8
    assert ranges == sorted(ranges)
    assert ranges[0] == (0, 1)  # the counter is idle
    assert ranges[-1][0] > 20  # seven services of eight minutes before
