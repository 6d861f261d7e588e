"""Reports of dossiers: received, settled, late, and how often somebody had to come."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hall import LAN, MONDAY, TestHall, done

from server.actions.call import next_ticket
from server.actions.counting_dossiers import count_dossiers
from server.actions.serve import finish, start
from server.messages import ReportAnswer
from server.reports.periods import Period
from server.reports.sheets import sheet
from server.reports.sheets.all import SHEETS
from server.reports.sheets.parts import in_order
from server.reports.sheets.satisfaction import Rated, satisfaction
from server.reports.sheets.sheet import Question, answered
from server.rules.dossier_code import identity
from server.store.dossiers import DossierRow, save_dossier
from server.store.times import stamp
from server.web.handlers import reports
from server.web.refusals import BadRequest

NOVEMBER = Period(dt.date(2026, 11, 1), dt.date(2026, 11, 30))
BIRTH = "1.001193"


def at(day: int, hour: int = 9) -> str:
    """An hour of a day of November (0 and below: of October)."""
    return stamp(MONDAY.replace(day=1, hour=hour) + dt.timedelta(days=day - 1))


def know(hall: TestHall, nth: int, **more: Any) -> str:
    """A dossier that another system has told of."""
    code = f"H57.12-261101-{nth:04d}"
    plain = {"procedure": BIRTH, "state": 4, "received_at": at(2), **more}
    with hall.centre.store.transaction() as tx:
        save_dossier(tx, DossierRow(identity(code), code, **plain))
    return code


def read(hall: TestHall, name: str, by: str | None = "field") -> ReportAnswer:
    count_dossiers(hall.centre)
    with hall.centre.store.looking() as tx:
        return answered(hall.centre, tx, SHEETS[name], Question(NOVEMBER, by, "vi"))


def total(hall: TestHall, name: str) -> dict[str, Any]:
    found = read(hall, name).total
    assert found is not None
    return found


def come(hall: TestHall, *codes: str) -> None:
    """Somebody comes for these, and is served."""
    hall.take(dossiers=list(codes))
    next_ticket(hall.centre, "1", LAN)
    start(hall.centre, "1", LAN)
    finish(hall.centre, "1", done(), LAN)


def test_settled_is_early_on_time_or_late_by_its_due_day_and_hour(hall: TestHall) -> None:
    due = {"due_at": at(10, 17), "state": 9}
    know(hall, 1, result_ready_at=at(9), **due)
    know(hall, 2, result_ready_at=at(10, 16), **due)
    know(hall, 3, result_ready_at=at(10, 18), **due)
    know(hall, 4, result_ready_at=at(12), state=9)
    row = total(hall, "on-time")
    assert [row[name] for name in ("settled", "early", "on_time", "late", "without_due")] == [
        4,
        1,
        1,
        1,
        1,
    ]
    assert row["on_time_share"] == pytest.approx(2 / 3, abs=0.001)


def test_form_ii_06a_balances(hall: TestHall) -> None:
    know(hall, 1, received_at=at(-9), due_at=at(9))  # carried over, overdue on the 23rd
    know(hall, 2, received_at=at(-9), result_ready_at=at(-2), state=9)  # of the period before
    know(hall, 3, channel="online", due_at=at(28))
    know(hall, 4, channel="post", returned_at=at(3), due_at=at(5), state=10)
    know(hall, 5, state=7)  # withdrawn: received, and in progress no more
    know(hall, 6, state=3)  # never taken
    row = total(hall, "ii-06a")
    assert [row[name] for name in ("received", "online", "direct", "carried")] == [4, 1, 2, 1]
    assert [row[name] for name in ("settled", "early", "late")] == [1, 1, 0]
    assert [row[name] for name in ("in_progress", "in_time", "overdue")] == [2, 1, 1]


def test_a_dossier_belongs_to_its_procedures_field_or_to_the_field_somebody_came_for(
    hall: TestHall,
) -> None:
    know(hall, 1)
    hall.open()
    come(hall, "H57.12-261101-0009")
    names = {row["name"]: row["dossiers"] for row in read(hall, "dossiers").rows}
    assert names == {"Lĩnh vực ho-tich": 2}


def test_a_dossier_counts_how_often_somebody_was_served_for_it(hall: TestHall) -> None:
    know(hall, 1)
    often, once = know(hall, 2), know(hall, 3)
    hall.open()
    come(hall, often, once)
    come(hall, "000.12.00.H57-261101-0002")  # the same dossier in the old spelling
    hall.take(dossiers=[once])  # a number that is never served is no coming
    row = total(hall, "dossiers")
    assert [row[name] for name in ("dossiers", "never", "once", "more")] == [3, 1, 1, 1]
    assert (row["visits"], row["visits_each"], row["visits_most"]) == (3, 1.0, 2)


def test_the_register_lists_what_was_received_and_no_name(hall: TestHall) -> None:
    know(hall, 2, received_at=at(5), channel="online", due_at=at(9))
    know(hall, 1, received_at=at(4))
    know(hall, 3, received_at=at(-1))
    rows = read(hall, "register", None).rows
    assert [(row["nth"], row["code"][-4:]) for row in rows] == [(1, "0001"), (2, "0002")]
    assert rows[1]["channel"] == "Trực tuyến"
    assert rows[1]["procedure"] == f"{BIRTH} Thủ tục đăng ký khai sinh"
    assert rows[1]["state"] == "Đang xử lý"


def test_without_ratings_satisfaction_says_so_and_shows_no_figure(hall: TestHall) -> None:
    report = read(hall, "satisfaction", "agency")
    assert (report.rows, report.total) == ([], None)
    assert report.note == "Chưa có đánh giá nào trong kỳ này."


def test_satisfaction_gives_count_and_share_of_each_level() -> None:
    ratings = [Rated("a", "lan", 3, 3), Rated("a", "minh", 1, 1), Rated("b", "lan", 2, 4)]
    filled = satisfaction(ratings, Question(NOVEMBER, "agency", "vi"), str.upper)
    assert [(row["name"], row["rated"]) for row in filled.rows] == [("A", 4), ("B", 4)]
    assert (filled.rows[0]["score_3_share"], filled.rows[0]["score_1"]) == (0.75, 1)


def test_counters_stand_in_the_order_of_their_numbers(hall: TestHall) -> None:
    assert in_order(hall.centre, "counter", ["10", "2", "", "gone", "1"])[:2] == ["1", "2"]
    assert in_order(hall.centre, "counter", ["", "gone", "2"]) == ["2", "gone", ""]
    assert in_order(hall.centre, "hour", ["10", "08"]) == ["08", "10"]


def test_a_register_longer_than_a_sheet_is_refused_as_a_workbook_and_given_as_csv(
    hall: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    for nth in (1, 2):
        know(hall, nth)
    monkeypatch.setattr(sheet, "MOST_ROWS", 1)
    asked = (hall.centre, SHEETS["register"], Question(NOVEMBER, None, "vi"))
    with pytest.raises(BadRequest, match="take csv or fewer days"):
        reports._list_as_file(*asked, "xlsx")
    whole = b"".join(reports._list_as_file(*asked, "csv").content)
    assert whole.count(b"\r\n") == 3
