"""The files of a report: nothing in them is a formula, whatever a centre calls its things."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from server.messages import ReportAnswer, ReportColumn
from server.reports.sheets.csv_file import csv_file, csv_pages
from server.reports.sheets.xlsx_file import xlsx_file
from server.reports.sheets.xlsx_stream import xlsx_pages


def report(name: str) -> ReportAnswer:
    """A report of one row that is called so."""
    return ReportAnswer(
        name="day",
        title=name,
        first_day="2026-11-23",
        last_day="2026-11-23",
        by="field",
        trial=False,
        as_of="2026-11-23T08:00:00.000+07:00",
        columns=[
            ReportColumn(id="name", title=name, unit="text", definition=name),
            ReportColumn(id="wait_mean_s", title="Chờ", unit="seconds", definition="Chờ."),
            ReportColumn(id="kept", title="Tỷ lệ", unit="share", definition="Tỷ lệ."),
        ],
        rows=[{"name": name, "wait_mean_s": 5400, "kept": None}],
        total=None,
        note=None,
    )


KINDS = {"s", "n", "inlineStr", "d"}
FORMULAS = ["=1+1", "+84 234", "-cmd", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")']


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_text_of_a_csv_is_taken_for_a_formula(formula: str) -> None:
    text = csv_file(report(formula)).decode("utf-8-sig")
    assert not any(
        line.lstrip('"').startswith(("=", "+", "-", "@", "\t")) for line in text.splitlines()
    )


@pytest.mark.parametrize("formula", [*FORMULAS, "control\x0bcharacter"])
def test_no_text_of_a_workbook_is_a_formula(formula: str) -> None:
    book = load_workbook(io.BytesIO(xlsx_file(report(formula), "vi")))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= KINDS


def test_a_duration_in_a_workbook_is_a_time_to_reckon_with() -> None:
    [sheet, _] = load_workbook(io.BytesIO(xlsx_file(report("Hộ tịch"), "vi"))).worksheets
    cell = sheet["B5"]
    assert cell.number_format == "[h]:mm:ss"
    assert cell.value.total_seconds() == 5400


def test_a_long_list_is_one_table_whatever_pages_it_came_in() -> None:
    pages = [report(name) for name in ("A & B <1>", "=1+1", "control\x0bcharacter")]
    [sheet, _] = load_workbook(io.BytesIO(b"".join(xlsx_pages(pages, "vi")))).worksheets
    rows = list(sheet.iter_rows(min_row=5, values_only=True))
    assert [row[0] for row in rows] == ["A & B <1>", "=1+1", "controlcharacter"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= KINDS
    text = b"".join(csv_pages(pages)).decode("utf-8-sig").split("\r\n")[:-1]
    assert [line.split(",")[0] for line in text[1:]] == [
        "A & B <1>",
        "'=1+1",
        "control\x0bcharacter",
    ]


def received(at: str | None) -> ReportAnswer:
    """A list of one dossier that was received then."""
    column = ReportColumn(id="at", title="Ngày", unit="instant", definition="Ngày.")
    return report("x").model_copy(update={"columns": [column], "rows": [{"at": at}] if at else []})


def test_an_instant_is_a_time_at_the_centre_in_every_file() -> None:
    pages = [received("2026-11-26T16:30:05.250+07:00"), received("2026-12-31T23:59:00.000+07:00")]
    assert csv_file(pages[0]).decode("utf-8-sig").splitlines()[1] == "2026-11-26 16:30:05"
    whole = (xlsx_file(pages[0], "vi"), b"".join(xlsx_pages(pages, "vi")))
    for book in whole:
        cell = load_workbook(io.BytesIO(book)).worksheets[0]["A5"]
        assert cell.number_format == "dd/mm/yyyy hh:mm"
        assert f"{cell.value:%Y-%m-%d %H:%M:%S}" == "2026-11-26 16:30:05"
    sheet = load_workbook(io.BytesIO(whole[1])).worksheets[0]
    assert f"{sheet['A6'].value:%d/%m %H:%M}" == "31/12 23:59"


def test_a_list_of_nothing_is_a_whole_workbook_too() -> None:
    [sheet, _] = load_workbook(io.BytesIO(b"".join(xlsx_pages([received(None)], "vi")))).worksheets
    assert sheet["A4"].value == "Ngày"
    assert sheet["A5"].value is None
