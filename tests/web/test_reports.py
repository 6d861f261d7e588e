"""Reports over HTTP: what they say of a day, and the files they come as."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest
import requests
from corners import Corner
from openpyxl import load_workbook
from running import Staff


@pytest.fixture
def chief(corner: Corner) -> Staff:
    return corner.server.staff_here(f"supervisor-{corner.place}", "supervisor")


@pytest.fixture
def served(corner: Corner) -> Corner:
    """One citizen was served at this counter, one did not come, and one waits."""
    corner.press("open", {})
    for _ in range(3):
        corner.take()
    for command in ("next", "start", "finish", "next", "no-show"):
        assert corner.press(command, {}).ok
    return corner


def row_of(report: dict[str, Any], key: str) -> dict[str, Any]:
    [row] = [one for one in report["rows"] if one["key"] == key]
    found: dict[str, Any] = row
    return found


def test_a_report_tells_what_happened_at_a_counter_up_to_now(served: Corner, chief: Staff) -> None:
    report = chief.get("/reports/day?trial=true&by=field").json()
    row = row_of(report, served.field)
    assert (row["issued"], row["called"], row["served"], row["no_show"]) == (3, 2, 1, 1)
    assert row["unfinished"] == 1
    served.press("next", {})
    served.press("start", {})
    assert row_of(chief.get("/reports/day?trial=true&by=field").json(), served.field)["called"] == 3


def test_trial_visits_are_left_out_unless_asked_for(served: Corner, chief: Staff) -> None:
    report = chief.get("/reports/day?by=field").json()
    assert (report["trial"], report["rows"], report["total"]) == (False, [], None)


def test_the_range_told_at_the_kiosk_is_kept_and_compared(served: Corner, chief: Staff) -> None:
    row = row_of(chief.get("/reports/estimates?trial=true&by=field").json(), served.field)
    assert row["promised"] == 2
    assert row["shorter"] + row["within"] + row["longer"] == 2


def test_every_column_is_defined_in_both_languages(served: Corner, chief: Staff) -> None:
    names = [one["name"] for one in chief.get("/reports").json()["items"]]
    assert names
    for name in names:
        vi = chief.get(f"/reports/{name}?trial=true").json()
        en = chief.get(f"/reports/{name}?trial=true&language=en").json()
        assert vi["title"] != en["title"]
        for one, other in zip(vi["columns"], en["columns"], strict=True):
            assert one["id"] == other["id"]
            assert one["definition"].endswith(".")
            assert one["definition"] != other["definition"]
        for row in vi["rows"]:
            assert set(row) >= {one["id"] for one in vi["columns"]}, name


def test_a_csv_opens_in_excel_with_its_diacritics(served: Corner, chief: Staff) -> None:
    answer = chief.get("/reports/day?trial=true&by=field&format=csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "luot-day-field-" in answer.headers["Content-Disposition"]
    assert answer.content.startswith("\ufeff".encode())
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    named = {row["Lĩnh vực"]: row for row in rows}
    assert named[f"Lĩnh vực {served.field}"]["Số đã cấp"] == "3"
    assert "Tổng cộng" in named


def test_a_workbook_has_the_figures_as_numbers_and_defines_them(
    served: Corner, chief: Staff
) -> None:
    answer = chief.get("/reports/day?trial=true&by=field&format=xlsx&language=en")
    table, definitions = load_workbook(io.BytesIO(answer.content)).worksheets
    rows = list(table.iter_rows(values_only=True))
    assert rows[3][:2] == ("Field", "Numbers given")
    assert [row[1] for row in rows if row[0] == f"Field {served.field}"] == [3]
    assert definitions.max_row == len(rows[3])


@pytest.mark.parametrize(
    "query",
    ["by=nobody", "from=2026-02-01&to=2026-01-01", "from=1900-01-01", "format=pdf", "trial=maybe"]
    + [f"from={day}&to={day}" for day in ("9999-12-31", "0001-01-01", "1999-12-31")],
)
def test_a_question_that_makes_no_sense_is_refused(chief: Staff, query: str) -> None:
    answer = chief.get(f"/reports/period?{query}")
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


def test_a_day_that_there_is_not_is_refused_with_one_that_there_is(chief: Staff) -> None:
    answer = chief.get("/reports/register?from=2026-02-31")
    assert answer.status_code == 400
    assert "from: expected a day such as 2026-11-26" in answer.json()["detail"]


def test_a_day_on_which_nobody_came_is_an_empty_report(chief: Staff) -> None:
    report = chief.get("/reports/day?from=2020-01-01").json()
    assert (report["rows"], report["total"]) == ([], None)
    assert report["first_day"] == report["last_day"] == "2020-01-01"
    assert dt.datetime.fromisoformat(report["as_of"]).tzinfo is not None


def register_of(chief: Staff, **more: object) -> dict[str, Any]:
    query = "&".join(f"{name}={value}" for name, value in more.items())
    answer = chief.get(f"/reports/register?from=2025-01-01&to=2025-01-31&{query}")
    assert answer.ok, answer.text
    report: dict[str, Any] = answer.json()
    return report


@pytest.fixture(scope="module")
def received() -> list[str]:
    """The codes of five dossiers, two of them received at the same instant."""
    return [f"H57.12-250102-{nth:04d}" for nth in range(1, 6)]


@pytest.fixture
def register(corner: Corner, chief: Staff, received: list[str]) -> Staff:
    """A supervisor of a centre that has received them."""
    token = corner.server.enrol_here("integration", f"register-{corner.place}")
    hours = (8, 9, 9, 10, 11)
    for code, hour in zip(received, hours, strict=True):
        answer = requests.put(
            corner.server.api(f"/dossiers/{code}"),
            json={"state": 4, "received_at": f"2025-01-02T{hour:02d}:00:00+07:00"},
            headers={"Authorization": f"Bearer {token}"},
            timeout=20,
        )
        assert answer.ok, answer.text
    return chief


def test_the_register_is_read_page_by_page_and_loses_nobody(
    register: Staff, received: list[str]
) -> None:
    found, after = [], ""
    while True:
        page = register_of(register, limit=2, after=after)
        assert page["whole"] == len(received)
        found += [(row["nth"], row["code"]) for row in page["rows"]]
        after = page["next"]
        if after is None:
            break
    assert found == list(enumerate(received, start=1))


def test_the_register_as_a_file_has_every_line_however_many_pages_it_takes(
    register: Staff, received: list[str]
) -> None:
    query = "/reports/register?from=2025-01-01&to=2025-01-31&language=en&limit=1"
    rows = list(csv.DictReader(io.StringIO(register.get(f"{query}&format=csv").text[1:])))
    assert [row["Code"] for row in rows] == received
    book = load_workbook(io.BytesIO(register.get(f"{query}&format=xlsx").content))
    table, definitions = book.worksheets
    cells = list(table.iter_rows(values_only=True))
    assert [row[1] for row in cells[4:]] == received
    assert cells[3][:2] == ("No.", "Code")
    assert definitions.max_row == len(cells[3])


def test_a_place_in_the_register_that_no_page_gave_is_refused(chief: Staff) -> None:
    answer = chief.get("/reports/register?after=nowhere")
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
