"""What a scanned text is, and which purpose and field a receipt proposes."""

from __future__ import annotations

import pytest
from hall import LAN, TestHall, done

from server.actions.call import next_ticket
from server.actions.serve import finish, start
from server.messages import ScanAnswer
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
