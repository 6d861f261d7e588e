"""Which dossiers agencies are to be urged about, and the record of it (đôn đốc)."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hall import CHIEF, TestHall, open_hall
from made_centre import small_centre, write_centre
from openpyxl import load_workbook  # type: ignore[import-untyped]

from server.actions.actor import Actor
from server.actions.dossiers import tell_dossier
from server.actions.refusals import NotFound
from server.actions.reminders import remind
from server.messages import DueAnswer, Language, ReminderAnswer, ReminderRequest, RemindersAnswer
from server.reports.due import (
    due_answer,
    due_question,
    reminder_answer,
    reminders_answer,
)
from server.reports.due_files import Listed, as_report, due_list, reminder_list
from server.reports.sheets.csv_file import csv_file
from server.reports.sheets.xlsx_file import xlsx_file
from server.rules.dossier_code import identity
from server.rules.tickets import WrongMove
from server.store.due import RemindersQuestion
from server.store.times import stamp

SYSTEM = Actor(device="mot-cua-dien-tu")
OFFICE_HOURS = {
    "days": ["mon", "tue", "wed", "thu", "fri"],
    "spans": ["07:30-11:30", "13:00-17:00"],
}
ELSEWHERE = "Chi cục Thuế"


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[TestHall]:
    """Office hours; it is Monday at eight, and two working days ahead are soon."""
    config = write_centre(tmp_path / "centre", small_centre(hours=OFFICE_HOURS))
    with open_hall(tmp_path / "data", config) as opened:
        yield opened


def code(nth: int) -> str:
    return f"H57.12-261102-{nth:04}"


def tell(hall: TestHall, nth: int, due: str, state: int = 4, agency: str = "mot-cua") -> str:
    due_at = dt.datetime.fromisoformat(f"{due}:00+07:00")
    told = {"state": state, "due_at": stamp(due_at), "agency": agency}
    return tell_dossier(hall.centre, code(nth), told, SYSTEM)


def due(
    hall: TestHall, which: str = "both", agency: str | None = None, after: str = "", limit: int = 9
) -> DueAnswer:
    with hall.centre.store.reading() as tx:
        return due_answer(hall.centre, tx, due_question(hall.centre, which, agency, after, limit))


def reminded(hall: TestHall, *codes: str, note: str | None = None) -> ReminderAnswer:
    request = ReminderRequest(dossiers=list(codes), means="phone", note=note)
    seq = remind(hall.centre, request, CHIEF)
    with hall.centre.store.reading() as tx:
        return reminder_answer(hall.centre, tx, seq)


def reminders(
    hall: TestHall, agency: str | None = None, before: int = 2**62, of: str | None = None
) -> RemindersAnswer:
    day = dt.timedelta(days=1)
    now = hall.centre.now()
    question = RemindersQuestion(now - day, now + day, agency, before, 1, of)
    with hall.centre.store.reading() as tx:
        return reminders_answer(hall.centre, tx, question)


def test_overdue_comes_first_then_what_is_due_within_two_working_days(hall: TestHall) -> None:
    tell(hall, 1, "2026-11-25T17:00")  # Wednesday evening: soon
    tell(hall, 2, "2026-11-26T08:00")  # Thursday: not yet
    tell(hall, 3, "2026-11-20T17:00")  # Friday: overdue
    tell(hall, 4, "2026-11-23T07:59")  # a minute ago
    tell(hall, 5, "2026-11-23T08:00")  # this very moment is not late
    found = due(hall).items
    assert [(one.code, one.overdue, one.working_days) for one in found] == [
        (code(3), True, 1),
        (code(4), True, 0),
        (code(5), False, 0),
        (code(1), False, 2),
    ]
    assert [one.code for one in due(hall, "soon").items] == [code(5), code(1)]
    assert [one.code for one in due(hall, "overdue").items] == [code(3), code(4)]


@pytest.mark.parametrize("state", [1, 3, 5, 6, 7, 8, 9, 10])
def test_only_what_an_agency_has_is_urged(hall: TestHall, state: int) -> None:
    """5 and 6 wait for the citizen; their time does not run."""
    tell(hall, 1, "2026-11-20T17:00", state=state)
    assert due(hall) == DueAnswer(items=[], agencies=[])


def test_agencies_are_counted_and_asked_for_one_by_one(hall: TestHall) -> None:
    tell(hall, 1, "2026-11-20T17:00")
    tell(hall, 2, "2026-11-24T17:00")
    tell(hall, 3, "2026-11-24T17:00", agency=ELSEWHERE)
    counts = [(one.name, one.soon, one.overdue) for one in due(hall).agencies]
    assert counts == [("Một cửa", 1, 1), (ELSEWHERE, 1, 0)]
    assert [one.code for one in due(hall, agency=ELSEWHERE).items] == [code(3)]


def test_pages_lose_nothing_and_repeat_nothing(hall: TestHall) -> None:
    for nth in range(1, 6):
        tell(hall, nth, "2026-11-24T17:00")
    seen, after = [], ""
    while True:
        page = due(hall, after=after, limit=2)
        seen += [one.code for one in page.items]
        if page.next is None:
            break
        after = page.next
    assert seen == [code(nth) for nth in range(1, 6)]


def test_a_reminder_of_several_dossiers_is_one_line_and_is_counted_at_each(hall: TestHall) -> None:
    tell(hall, 1, "2026-11-20T17:00")
    tell(hall, 2, "2026-11-24T17:00", agency=ELSEWHERE)
    answer = reminded(hall, code(1), "000.00.12.H57-261102-0002", code(1), note="Hẹn chiều nay")
    assert [(one.code, one.agency_name, one.overdue) for one in answer.dossiers] == [
        (code(1), "Một cửa", True),
        (code(2), ELSEWHERE, False),
    ]
    line = hall.log()[-1]
    assert (line["event"], line["staff"], line["seq"]) == ("agency_reminded", "truong", answer.id)
    expected = {"dossiers": [code(1), code(2)], "means": "phone", "note": "Hẹn chiều nay"}
    assert line["data"] == expected
    reminded(hall, code(1))
    assert [(one.code, one.reminders) for one in due(hall).items] == [(code(1), 2), (code(2), 1)]
    assert due(hall).items[0].reminded_at == "2026-11-23T08:00:00.000+07:00"


def test_reminders_are_read_newest_first_and_stay_as_they_were(hall: TestHall) -> None:
    tell(hall, 1, "2026-11-20T17:00")
    first = reminded(hall, code(1))
    tell(hall, 1, "2026-12-20T17:00", agency=ELSEWHERE)
    second = reminded(hall, code(1))
    newest = reminders(hall)
    assert (newest.items, newest.next) == ([second], second.id)
    assert reminders(hall, before=second.id).items == [first]
    assert reminders(hall, agency="mot-cua").items == [first]


def test_the_reminders_of_one_dossier_are_found_by_either_spelling(hall: TestHall) -> None:
    for nth in (1, 2):
        tell(hall, nth, "2026-11-20T17:00")
    first, _ = reminded(hall, code(1)), reminded(hall, code(2))
    assert reminders(hall, of=identity("000.00.12.H57-261102-0001")).items == [first]


def test_what_no_agency_has_is_not_reminded_of(hall: TestHall) -> None:
    tell(hall, 1, "2026-11-20T17:00")
    tell(hall, 2, "2026-11-20T17:00", state=9)
    before = hall.dump()
    with pytest.raises(WrongMove):
        reminded(hall, code(1), code(2))
    with pytest.raises(NotFound):
        reminded(hall, code(1), code(3))
    assert hall.dump() == before


def lines_of(hall: TestHall, listed: Listed, language: Language) -> list[str]:
    text = csv_file(as_report(hall.centre, "list", listed, language)).decode("utf-8")
    assert text.startswith("\ufeff")
    return text[1:].splitlines()


def test_both_lists_are_files_for_a_spreadsheet(hall: TestHall) -> None:
    tell(hall, 1, "2026-11-20T17:00", agency="=cmd()")
    [urgent] = due(hall).items
    head, line = lines_of(hall, due_list(hall.centre, [urgent], "vi"), "vi")
    assert head.startswith("Mã hồ sơ,Mã thủ tục,Tên thủ tục,Cơ quan,Trạng thái,")
    assert line == f"{code(1)},,,'=cmd(),Đang xử lý,,2026-11-20 17:00:00,có,1,0,"
    past = reminder_list(hall.centre, [reminded(hall, code(1), note="Gọi lần 1")], "en")
    head, line = lines_of(hall, past, "en")
    assert head == "At,By,Means,Dossier,Agency,Due,Overdue,Note"
    assert line.endswith(",yes,Gọi lần 1")
    assert ",truong,Telephone," in line


def test_a_workbook_has_the_list_and_an_empty_one_still_its_head(hall: TestHall) -> None:
    tell(hall, 1, "2026-11-20T17:00")
    for items in (due(hall).items, []):
        report = as_report(hall.centre, "don-doc", due_list(hall.centre, items, "en"), "en")
        book = load_workbook(io.BytesIO(xlsx_file(report, "en")))
        rows = [row for row in book.worksheets[0].iter_rows(min_row=4, values_only=True) if row[0]]
        assert [row[0] for row in rows] == ["Dossier", *(one.code for one in items)]
        assert all(row[3:5] == ("One stop", "Being settled") for row in rows[1:])
