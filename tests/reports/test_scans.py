"""What a scanned text is, and which purpose and field a receipt proposes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hall import KIOSK, LAN, TestHall, done, open_hall
from made_centre import small_centre, write_centre

from server.actions.call import next_ticket
from server.actions.ratings import rate
from server.actions.serve import finish, start
from server.messages import RatingRequest, ScanAnswer
from server.reports.scans import scan_answer

CODE = "H57.12-260302-0041"


def scan(hall: TestHall, text: str) -> ScanAnswer:
    with hall.centre.store.reading() as tx:
        return scan_answer(hall.centre, tx, text)


def know(hall: TestHall, state: int | None, procedure: str | None) -> None:
    """What the dossier system has told of the dossier."""
    with hall.centre.store.transaction() as tx:
        tx.execute(
            "INSERT INTO dossier (centre, identity, code, procedure, state)"
            " VALUES (:centre, 'H57.12-260302-0041', :code, :procedure, :state)",
            code=CODE,
            procedure=procedure,
            state=state,
        )


@pytest.mark.parametrize(
    ("state", "purpose"),
    [
        (1, "submit"),
        (5, "supplement"),
        (6, "pay"),
        (9, "collect"),
        (2, None),
        (3, None),
        (4, None),
        (8, None),
        (10, None),
        (None, None),
    ],
)
def test_a_dossiers_state_proposes_what_people_come_for(
    hall: TestHall, state: int | None, purpose: str | None
) -> None:
    know(hall, state, "1.001193")
    told = scan(hall, f"https://dichvucong.example.vn/?ma={CODE}")
    assert (told.kind, told.dossier, told.purpose) == ("dossier", CODE, purpose)
    assert told.field == "ho-tich"


def test_a_dossier_that_nobody_knows_is_still_a_dossier(hall: TestHall) -> None:
    told = scan(hall, CODE)
    assert (told.kind, told.dossier, told.field, told.purpose) == ("dossier", CODE, None, None)


def test_the_field_of_the_last_visit_is_proposed(hall: TestHall) -> None:
    hall.take("chung-thuc", dossiers=[CODE])
    hall.clock.go_on(days=1)
    hall.take("dat-dai", dossiers=["000.00.12.H57-260302-0041"])
    assert scan(hall, CODE).field == "dat-dai"


@pytest.mark.parametrize(
    ("year", "priority"), [(1966, "nguoi-cao-tuoi"), (1967, None), (1930, "nguoi-cao-tuoi")]
)
def test_a_card_suggests_a_priority_from_the_age_that_the_centre_set(
    hall: TestHall, year: int, priority: str | None
) -> None:
    """The hall's clock stands in November 2026, and sixty is the age."""
    told = scan(hall, f"046190001234||NGUYỄN VĂN A|2311{year}|Nam|Huế|01012021")
    assert (told.kind, told.priority) == ("citizen_card", priority)
    assert (told.dossier, told.ticket, told.procedure) == (None, None, None)


@pytest.mark.parametrize(
    ("outcome", "purpose"),
    [
        ("received", "collect"),
        ("supplement_requested", "supplement"),
        ("fee_paid", "collect"),
        ("result_returned", None),
        ("guided", None),
    ],
)
def test_what_came_of_the_last_visit_proposes_what_this_one_is_for(
    hall: TestHall, outcome: str, purpose: str | None
) -> None:
    hall.open()
    hall.take()
    next_ticket(hall.centre, "1", LAN)
    start(hall.centre, "1", LAN)
    finish(hall.centre, "1", done(outcome=outcome, dossiers=[{"code": CODE}]), LAN)
    assert scan(hall, CODE).purpose == purpose


def test_a_ticket_tells_how_many_go_before_it(hall: TestHall) -> None:
    hall.take()
    second = hall.ticket(hall.take())
    for text in (second.number, f"https://motcua.example.vn/t/{hall.centre.secret(second.id)}"):
        told = scan(hall, text)
        assert (told.kind, told.ticket, told.field) == ("ticket", second.number, "ho-tich")
        assert (told.state, told.ahead) == ("waiting", 1)
    assert scan(hall, f"https://motcua.example.vn/t/{'x' * 22}").kind == "unknown"


def served(hall: TestHall) -> str:
    """Somebody who has just been served."""
    hall.open("1", LAN)
    visit = hall.take()
    next_ticket(hall.centre, "1", LAN)
    start(hall.centre, "1", LAN)
    assert scan(hall, hall.number(visit)).rating is None
    finish(hall.centre, "1", done(), LAN)
    return visit


def test_whoever_has_been_served_may_say_how_it_was_once(hall: TestHall) -> None:
    visit = served(hall)
    told = scan(hall, "a001")
    assert (told.rating, told.visit, told.state) == ("open", visit, "done")
    assert [one.id for one in told.reasons][:2] == ["thai-do", "cho-lau"]
    rate(hall.centre, visit, RatingRequest(score=3), KIOSK)
    told = scan(hall, f"/t/{hall.centre.secret(visit)}")
    assert (told.rating, told.visit, told.reasons) == ("given", None, [])


@pytest.mark.parametrize(
    ("at_kiosk", "number", "slip"), [("slip", None, "open"), ("off", None, None)]
)
def test_a_centre_may_ask_for_the_slip_or_not_ask_at_all(
    tmp_path: Path, at_kiosk: str, number: str | None, slip: str | None
) -> None:
    config = write_centre(tmp_path / "config", small_centre(ratings={"at_kiosk": at_kiosk}))
    with open_hall(tmp_path / "data", config) as hall:
        visit = served(hall)
        assert scan(hall, "A001").rating == number
        assert scan(hall, f"/t/{hall.centre.secret(visit)}").rating == slip


def test_a_slip_of_yesterday_is_no_ticket_today(hall: TestHall) -> None:
    link = f"/t/{hall.centre.secret(hall.take())}"
    assert scan(hall, link).kind == "ticket"
    hall.clock.go_on(days=1)
    assert scan(hall, link).kind == "unknown"


def test_a_number_of_yesterday_is_no_ticket_today(hall: TestHall) -> None:
    hall.take()
    assert scan(hall, "a001").kind == "ticket"
    hall.clock.go_on(days=1)
    assert scan(hall, "a001").kind == "unknown"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("TTHC 1.001193: đăng ký khai sinh", "procedure"),
        ("1.001193.H57.12", "procedure"),
        ("1.999999", "unknown"),
        ("11.001193", "unknown"),
        ("1.0011934", "unknown"),
        ("046190001234", "unknown"),
    ],
)
def test_a_procedures_code_is_found_in_a_text(hall: TestHall, text: str, kind: str) -> None:
    assert scan(hall, text).kind == kind
