"""The dossier register: what is told, what follows from it, and codes put to a visit later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hall import CHIEF, LAN, MINH, TestHall, done, open_hall
from made_centre import small_centre, write_centre

from server.actions.actor import Actor
from server.actions.call import next_ticket
from server.actions.dossiers import add_dossier, remove_dossier, tell_dossier
from server.actions.refusals import NotAllowed, NotFound, UnlikelyDossier
from server.actions.serve import finish, no_show, start
from server.messages import DossierAdded, DossierAnswer, DossierLook, DossierRemoved
from server.reports.agreement import disagreements
from server.reports.dossiers import dossier_answer, look_at
from server.reports.scans import scan_answer
from server.rules.dossier_code import BadDossier

OLD, NEW = "000.12.57.H57-260302-0041", "H57.57.12-260302-0041"
OTHER = "H57.12-260302-0042"
SYSTEM = Actor(device="mot-cua-dien-tu")
OFFICE_HOURS = {
    "days": ["mon", "tue", "wed", "thu", "fri"],
    "spans": ["07:30-11:30", "13:00-17:00"],
}
FRIDAY_AT_FOUR = "2026-11-20T09:00:00.000Z"


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[TestHall]:
    """A centre with office hours whose birth registration takes two working days."""
    agencies = {"agencies": {"Phòng Tư pháp": "mot-cua"}}
    config = write_centre(tmp_path / "centre", small_centre(hours=OFFICE_HOURS, dossiers=agencies))
    catalogue = config / "procedures.csv"
    head, birth, *others = catalogue.read_text("utf-8").splitlines()
    lines = [f"{head},hours", f"{birth},16", *(f"{line}," for line in others)]
    catalogue.write_text("\n".join(lines) + "\n", "utf-8")
    with open_hall(tmp_path / "data", config) as opened:
        yield opened


def known(hall: TestHall, code: str = NEW) -> DossierAnswer:
    with hall.centre.store.reading() as tx:
        found = dossier_answer(hall.centre, tx, code)
    assert found is not None
    return found


def look(hall: TestHall, code: str = NEW) -> DossierLook:
    with hall.centre.store.reading() as tx:
        return look_at(hall.centre, tx, code)


def tell(hall: TestHall, code: str = NEW, **told: str | int | None) -> DossierAnswer:
    tell_dossier(hall.centre, code, told, SYSTEM)
    return known(hall, code)


def served(hall: TestHall, *codes: str, purpose: str = "submit", **finished: object) -> str:
    """Somebody comes for these dossiers and is served; returns the visit."""
    hall.take(dossiers=list(codes), purpose=purpose)
    next_ticket(hall.centre, "1", LAN)
    start(hall.centre, "1", LAN)
    return finish(hall.centre, "1", done(**finished), LAN)


# ---------------------------------------------------------------- what is told


def test_what_is_told_is_known_by_both_spellings_and_is_one_log_line(hall: TestHall) -> None:
    tell(hall, OLD, procedure="1.001193.H57", state=4, channel="online")
    answer = known(hall, NEW)
    assert (answer.code, answer.state, answer.channel) == (OLD, 4, "online")
    assert answer.agency == "mot-cua"  # whose field the procedure belongs to
    [line] = hall.log()
    assert (line["event"], line["device"]) == ("dossier_told", "mot-cua-dien-tu")
    assert line["data"]["source"] == "system"
    assert {name: line["data"][name] for name in ("code", "state")} == {"code": OLD, "state": 4}


def test_told_again_nothing_changes_and_nothing_is_logged(hall: TestHall) -> None:
    told = {"procedure": "1.001193", "received_at": FRIDAY_AT_FOUR, "state": 4}
    first = tell(hall, **told)
    before = hall.dump()
    assert tell(hall, OLD, **told) == first
    assert hall.dump() == before


def test_what_is_left_out_stays_and_null_takes_away(hall: TestHall) -> None:
    tell(hall, state=4, channel="post")
    assert tell(hall, state=5).channel == "post"
    assert tell(hall, channel=None).channel is None


@pytest.mark.parametrize("named", ["mot-cua", "Một cửa", "ONE STOP", "phòng tư pháp"])
def test_an_agency_is_known_by_its_id_its_names_and_the_exports_word(
    hall: TestHall, named: str
) -> None:
    assert tell(hall, agency=named).agency == "mot-cua"


def test_an_agency_of_elsewhere_is_kept_as_it_was_told(hall: TestHall) -> None:
    assert tell(hall, agency="Chi cục Thuế").agency == "Chi cục Thuế"


def test_a_due_date_that_nobody_told_is_reckoned_in_working_time(hall: TestHall) -> None:
    answer = tell(hall, procedure="1.001193", received_at=FRIDAY_AT_FOUR)
    assert (answer.due_at, answer.due_reckoned) == ("2026-11-24T16:00:00.000+07:00", True)
    told = tell(hall, due_at="2026-12-01T10:00:00.000Z")
    assert (told.due_at, told.due_reckoned) == ("2026-12-01T17:00:00.000+07:00", False)
    assert tell(hall, state=4).due_at == told.due_at


def test_without_a_time_limit_there_is_no_due_date(hall: TestHall) -> None:
    assert tell(hall, procedure="1.000656", received_at=FRIDAY_AT_FOUR).due_at is None


def test_dates_move_a_dossier_on_where_no_state_is_told(hall: TestHall) -> None:
    assert tell(hall, received_at=FRIDAY_AT_FOUR).state == 2
    assert tell(hall, state=5).state == 5
    assert tell(hall, received_at=FRIDAY_AT_FOUR).state == 5
    assert tell(hall, result_ready_at="2026-11-23T09:00:00.000Z").state == 9
    assert tell(hall, returned_at="2026-11-24T09:00:00.000Z").state == 10


def test_days_that_cannot_be_change_nothing(hall: TestHall) -> None:
    tell(hall, received_at=FRIDAY_AT_FOUR)
    before = hall.dump()
    with pytest.raises(UnlikelyDossier, match="due_at"):
        tell(hall, due_at="2026-11-19T09:00:00.000Z")
    with pytest.raises(BadDossier):
        tell(hall, "H57.12-261302-0041", state=4)
    assert hall.dump() == before


@pytest.mark.parametrize("change", ["state = 9", "due_at = NULL", "agency = 'khac'"])
def test_what_is_changed_behind_the_logs_back_is_found(hall: TestHall, change: str) -> None:
    hall.take(dossiers=[OTHER])
    tell(hall, OLD, procedure="1.001193", received_at=FRIDAY_AT_FOUR, agency="mot-cua")
    tell(hall, NEW, state=4)
    with hall.centre.store.transaction() as tx:
        assert list(disagreements(tx)) == []
        tx.execute(f"UPDATE dossier SET {change} WHERE state = 4")
        [fault] = disagreements(tx)
    assert fault == f"dossier {OLD}: {change.split()[0]} differ from the log"


# ---------------------------------------------------------------- visits of a dossier


def test_visits_on_several_days_and_in_both_spellings_are_one_history(hall: TestHall) -> None:
    hall.open()
    served(hall, OLD, outcome="received")
    hall.clock.go_on(days=2)
    served(hall, NEW, OTHER, purpose="collect", dossiers=[{"code": OLD, "outcome": "other"}])
    answer = known(hall, OLD)
    assert [(visit.day, visit.outcome) for visit in answer.visits] == [
        ("2026-11-25", "other"),
        ("2026-11-23", "received"),
    ]
    assert (answer.came.total, answer.came.group) == (2, "more")
    assert {one.purpose: one.times for one in answer.came.by_purpose} == {"submit": 1, "collect": 1}
    assert known(hall, OTHER).came.group == "1"


def test_only_who_was_served_has_come(hall: TestHall) -> None:
    hall.open()
    visit = hall.take(dossiers=[NEW])
    assert (known(hall).visit_count, known(hall).came.group) == (1, "0")
    next_ticket(hall.centre, "1", LAN)
    no_show(hall.centre, "1", LAN)
    assert known(hall).came.total == 0
    assert tell(hall, OTHER, state=4).came.group == "0"
    assert hall.ticket(visit).state == "no_show"


# ---------------------------------------------------------------- put to a visit later


def test_a_code_is_put_to_a_visit_afterwards_with_the_reason(hall: TestHall) -> None:
    hall.open()
    visit = served(hall, outcome="received")
    added = DossierAdded(code=OLD, outcome="received", reason="Quên ghi mã")
    add_dossier(hall.centre, visit, added, LAN)
    assert [(one.visit, one.outcome) for one in known(hall).visits] == [(visit, "received")]
    line = hall.log()[-1]
    assert (line["event"], line["visit"], line["staff"]) == ("dossier_added", visit, "lan")
    assert line["data"] == {"code": OLD, "outcome": "received", "reason": "Quên ghi mã"}


def test_a_second_time_puts_the_outcome_right_and_adds_nothing(hall: TestHall) -> None:
    hall.open()
    visit = served(hall, OLD, outcome="received")
    again = DossierAdded(code=NEW, outcome="supplement_requested", reason="Ghi nhầm kết quả")
    add_dossier(hall.centre, visit, again, CHIEF)
    assert [one.outcome for one in known(hall).visits] == ["supplement_requested"]


def test_an_officer_may_for_their_own_visits_alone(hall: TestHall) -> None:
    hall.open()
    visit = served(hall, outcome="received")
    added = DossierAdded(code=OLD, reason="Quên ghi mã")
    before = hall.dump()
    with pytest.raises(NotAllowed):
        add_dossier(hall.centre, visit, added, MINH)
    with pytest.raises(NotFound):
        add_dossier(hall.centre, "01NOBODY", added, LAN)
    assert hall.dump() == before


def test_a_wrong_code_is_taken_off_with_the_reason_and_the_log_keeps_both(hall: TestHall) -> None:
    hall.open()
    visit = served(hall, OLD, OTHER, outcome="received")
    remove_dossier(hall.centre, visit, DossierRemoved(code=NEW, reason="Ghi nhầm mã"), LAN)
    assert known(hall).visits == []
    assert [one.visit for one in known(hall, OTHER).visits] == [visit]
    line = hall.log()[-1]
    assert (line["event"], line["visit"], line["staff"]) == ("dossier_removed", visit, "lan")
    assert line["data"] == {"code": NEW, "reason": "Ghi nhầm mã"}
    with hall.centre.store.reading() as tx:
        assert list(disagreements(tx)) == []
    remove_dossier(hall.centre, visit, DossierRemoved(code=OTHER, reason="Của người khác"), CHIEF)
    assert hall.ticket(visit).dossiers == []


def test_what_is_not_there_or_not_ones_own_is_not_taken_off(hall: TestHall) -> None:
    hall.open()
    visit = served(hall, OLD, outcome="received")
    before = hall.dump()
    for code, by in ((OTHER, LAN), (OLD, MINH)):
        removed = DossierRemoved(code=code, reason="Ghi nhầm mã")
        with pytest.raises((NotFound, NotAllowed)):
            remove_dossier(hall.centre, visit, removed, by)
    assert hall.dump() == before


# ---------------------------------------------------------------- is it ready?


def test_a_look_tells_state_and_days_and_whether_it_is_late(hall: TestHall) -> None:
    assert look(hall) == DossierLook(dossier=NEW, known=False)
    tell(hall, OLD, procedure="1.001193", received_at=FRIDAY_AT_FOUR, state=4)
    told = look(hall)
    assert (told.known, told.state, told.due_on, told.late) == (True, 4, "2026-11-24", False)
    hall.clock.go_on(days=2)
    assert look(hall).late
    tell(hall, result_ready_at="2026-11-25T01:00:00.000Z")
    assert (look(hall).state, look(hall).ready_on, look(hall).late) == (9, "2026-11-25", False)


def test_a_dossier_that_is_only_known_from_a_visit_has_no_state(hall: TestHall) -> None:
    hall.take(dossiers=[NEW])
    assert not look(hall).known


def test_a_scan_goes_by_what_is_told(hall: TestHall) -> None:
    tell(hall, procedure="1.001193.H57", state=9)
    with hall.centre.store.reading() as tx:
        answer = scan_answer(hall.centre, tx, f"https://example.vn/?ma={OLD}")
    assert (answer.field, answer.purpose) == ("ho-tich", "collect")
