"""``luot dossiers import``: registers as *một cửa điện tử* systems and spreadsheets write them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hall import TestHall, dump, open_hall
from made_centre import small_centre, write_centre
from openpyxl import Workbook

from server.commands import dossier_import
from server.commands.dossiers import dossiers
from server.messages import DossierAnswer
from server.reports.dossiers import dossier_answer

PERSON, PHONE = "Nguyễn Thị Mẫu Đơn", "0905123456"
FORM = [
    ["SỔ THEO DÕI HỒ SƠ"],
    [],
    ["TT", "Mã hồ sơ", "Tên TTHC", "Số lượng hồ sơ (bộ)", "Tên cá nhân, tổ chức",
     "Địa chỉ, số điện thoại", "Cơ quan chủ trì giải quyết", "Nhận và Trả kết quả", "", "",
     "Phương thức nhận kết quả"],
    ["", "", "", "", "", "", "", "Nhận hồ sơ", "Hẹn trả kết quả", "Trả kết quả", ""],
    [f"({n})" for n in range(1, 12)],
    [1, "000.00.12.H57-261102-0001", "Thủ tục đăng ký khai sinh", 1, PERSON, PHONE, "Một cửa",
     "08:15 02/11/2026", "16:00 04/11/2026", "15:00 04/11/2026", "Trực tiếp"],
    [2, "000.00.12.H57-261103-0002", "Thủ tục đăng ký khai tử", 1, PERSON, PHONE, "Một cửa",
     "09:00 03/11/2026", "10/11/2026", "", "Bưu chính"],
]  # fmt: skip
HEAD = "Mã hồ sơ,Trạng thái,Ngày nhận hồ sơ,Ngày hẹn trả,Hình thức nộp,Người nộp"
GOOD = "H57.12-261102-0001,Đang xử lý,02/11/2026,05/11/2026,Trực tuyến,A"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_centre(tmp_path / "centre", small_centre())


@pytest.fixture
def data(tmp_path: Path, folder: Path) -> Path:
    """A data folder whose server was started once."""
    with open_hall(tmp_path / "data", folder):
        pass
    return tmp_path / "data"


@pytest.fixture
def run(tmp_path: Path, folder: Path, data: Path) -> Callable[..., Result]:
    """Import this content: text, bytes or the rows of a sheet."""

    def run(content: Any, *options: str, name: str = "export.csv") -> Result:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        arguments = ["import", str(path), "--config", str(folder), "--data", str(data), *options]
        return CliRunner().invoke(dossiers, arguments)

    return run


def said(result: Result, *expected: str) -> Result:
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert not [one for one in expected if one not in lines], lines
    return result


def known(data: Path, folder: Path, code: str) -> DossierAnswer:
    with open_hall(data, folder) as hall:
        return known_in(hall, code)


def known_in(hall: TestHall, code: str) -> DossierAnswer:
    with hall.centre.store.reading() as tx:
        found = dossier_answer(hall.centre, tx, code)
    assert found is not None
    return found


def rejected(tmp_path: Path) -> list[dict[str, str]]:
    text = (tmp_path / "export-rejected.csv").read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def sheet(rows: list[list[Any]]) -> bytes:
    book = Workbook()
    for row in rows:
        book["Sheet"].append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def lines(*rows: str) -> str:
    return "\n".join([HEAD, *rows]) + "\n"


def windows_1258(text: str) -> bytes:
    """In that code page most letters and their tones are written one after the other."""
    apart = "".join(one if one in WHOLE else toned(one) for one in text)
    return apart.encode("cp1258")


WHOLE = {bytes([byte]).decode("cp1258", "ignore") for byte in range(256)}


def toned(letter: str) -> str:
    marks = unicodedata.normalize("NFD", letter)
    tones = "".join(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
    rest = "".join(mark for mark in marks if mark not in tones)
    return unicodedata.normalize("NFC", rest) + tones


# ---------------------------------------------------------------- what is read


def test_the_official_form_is_read_with_its_headers_in_two_lines(
    run: Callable[..., Result], data: Path, folder: Path
) -> None:
    said(run(sheet(FORM)), "read: 2", "new: 2", "rejected: 0")
    answer = known(data, folder, "H57.12-261102-0001")
    assert (answer.procedure, answer.agency, answer.state) == ("1.001193", "mot-cua", 10)
    assert (answer.received_at, answer.due_at, answer.returned_at) == (
        "2026-11-02T08:15:00.000+07:00",
        "2026-11-04T16:00:00.000+07:00",
        "2026-11-04T15:00:00.000+07:00",
    )
    other = known(data, folder, "H57.12-261103-0002")
    assert (other.state, other.due_at) == (2, "2026-11-10T23:59:00.000+07:00")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_of_any_common_kind_is_read(
    encoding: str, delimiter: str, run: Callable[..., Result], data: Path, folder: Path
) -> None:
    said(run(lines(GOOD).replace(",", delimiter).encode(encoding)), "new: 1")
    answer = known(data, folder, "H57.12-261102-0001")
    assert (answer.state, answer.channel) == (4, "online")


def test_windows_1258_is_known_by_its_headers(
    run: Callable[..., Result], data: Path, folder: Path
) -> None:
    said(run(windows_1258(lines(GOOD).replace(",", ";"))), "new: 1")
    assert known(data, folder, "H57.12-261102-0001").state == 4


def test_another_old_encoding_is_refused_in_words(run: Callable[..., Result], data: Path) -> None:
    before = dump(data / "luot.db")
    tcvn3 = b"M\xb7 h\xe5 s\xac,Tr\xb9ng th\xb8i\nH57.12-261102-0001,4\n"
    result = run(tcvn3)
    assert result.exit_code == 1
    assert "expected UTF-8" in str(result.exception)
    assert dump(data / "luot.db") == before


def test_the_centres_own_headers_and_words_come_first(
    tmp_path: Path, run: Callable[..., Result], data: Path, folder: Path
) -> None:
    own = {
        "columns": {"code": ["Số phiếu"], "due_at": ["Hạn chót"]},
        "states": {"Chờ dân bổ túc": 5},
        "channels": {"Một cửa": "direct"},
        "agencies": {"UBND phường": "mot-cua"},
    }
    write_centre(folder, small_centre(dossiers=own))
    head = "Mã hồ sơ,Số phiếu,Hạn chót,Trạng thái,Hình thức nộp,Cơ quan"
    row = "xem bên,H57.12-261102-0001,05/11/2026 10:00,Chờ dân bổ túc,Một cửa,UBND Phường"
    said(run(f"{head}\n{row}\n"), "new: 1")
    answer = known(data, folder, "H57.12-261102-0001")
    assert (answer.state, answer.channel, answer.agency) == (5, "direct", "mot-cua")
    assert answer.due_at == "2026-11-05T10:00:00.000+07:00"


def test_cells_of_a_spreadsheet_are_days_times_and_numbers(
    run: Callable[..., Result], data: Path, folder: Path
) -> None:
    rows = [
        ["Mã hồ sơ", "Trạng thái", "Ngày nhận", "Ngày hẹn trả"],
        ["H57.12-261102-0001", 4, dt.datetime(2026, 11, 2, 8, 15), 46331.5],
    ]
    said(run(sheet(rows)), "new: 1")
    answer = known(data, folder, "H57.12-261102-0001")
    assert answer.received_at == "2026-11-02T08:15:00.000+07:00"
    assert (answer.state, answer.due_at) == (4, "2026-11-05T12:00:00.000+07:00")


# ---------------------------------------------------------------- what is never kept


def test_names_and_telephone_numbers_are_nowhere_afterwards(
    tmp_path: Path, run: Callable[..., Result], data: Path
) -> None:
    spoiled = [*FORM, [3, "không rõ", "x", 1, PERSON, PHONE, "Một cửa", "", "", "", ""]]
    result = said(run(sheet(spoiled)), "new: 2", "rejected: 1")
    kept = [result.output, *dump(data / "luot.db"), (tmp_path / "export-rejected.csv").read_text()]
    assert not [text for text in kept if PERSON in text or PHONE in text]


def test_a_name_in_a_shifted_column_is_not_kept_as_an_agency(
    run: Callable[..., Result], data: Path
) -> None:
    head = "Mã hồ sơ,Cơ quan giải quyết"
    result = run(f"{head}\nH57.12-261102-0001,{PERSON}\n")
    assert result.exit_code == 1
    assert not [text for text in dump(data / "luot.db") if PERSON in text]
    assert PERSON not in result.output


# ---------------------------------------------------------------- what is rejected


@pytest.mark.parametrize(
    ("row", "reason", "column"),
    [
        (",4,02/11/2026,,", "expected a dossier code, found nothing", "code"),
        ("H57.12-261302-0001,4,,,", "expected a dossier code such as", "code"),
        ("H57.12-261102-0002,Đang bay,,,", "expected one of the ten states", "state"),
        ("H57.12-261102-0002,4,31/11/2026,,", "expected a time such as", "received_at"),
        ("H57.12-261102-0002,4,,12/2026,", "expected a time such as", "due_at"),
        ("H57.12-261102-0002,4,05/11/2026,02/11/2026,", "expected no day before", ""),
        ("H57.12-261102-0002,4,02/11/2036,,", "expected a day that has come", "received_at"),
        ("H57.12-261102-0002,4,,,bằng bồ câu", "expected online, direct, post", "channel"),
        ("000.00.12.H57-261102-0001,5,,,", "a line before says otherwise", "code"),
        ('H57.12-261102-0002,4,,,,"A' + "\nH57.12-261102-0003,4,,,,B" * 9, "quotation mark", ""),
    ],
)
def test_a_bad_line_is_written_beside_with_its_reason_and_the_others_go_in(
    row: str, reason: str, column: str, tmp_path: Path, run: Callable[..., Result]
) -> None:
    said(run(lines(GOOD, row)), "read: 2", "new: 1", "rejected: 1")
    [bad] = rejected(tmp_path)
    assert reason in bad["reason"]
    assert bad["ly_do"]
    assert (bad["line"], bad["column"]) == ("3", column)
    assert (tmp_path / "export-rejected.csv").stat().st_mode & 0o777 == 0o600


def test_the_rejected_lines_can_be_mended_and_imported(
    tmp_path: Path, run: Callable[..., Result], data: Path, folder: Path
) -> None:
    said(run(lines(GOOD, "H57.12-261102-0002,4,31/11/2026,,Bưu chính")), "rejected: 1")
    mended = (tmp_path / "export-rejected.csv").read_text("utf-8-sig")
    said(run(mended.replace("31/11/2026", "03/11/2026")), "new: 1", "rejected: 0")
    assert known(data, folder, "H57.12-261102-0002").channel == "post"


def test_a_line_that_contradicts_what_is_known_is_rejected(
    tmp_path: Path, run: Callable[..., Result]
) -> None:
    said(run(lines(GOOD)), "new: 1")
    result = run(f"Mã hồ sơ,Ngày trả\nH57.12-261102-0001,01/11/2026\n{GOOD.split(',')[0][:-1]}2,\n")
    said(result, "new: 1", "changed: 0", "rejected: 1")
    assert "expected no day before" in rejected(tmp_path)[0]["reason"]


def test_the_same_line_again_is_no_fault(run: Callable[..., Result]) -> None:
    said(run(lines(GOOD, GOOD)), "read: 2", "new: 1", "the same again in the file: 1")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "a column for code"),
        ("Họ tên,Điện thoại\nA,B\n", "a column for code"),
        (b"\xd0\xcf\x11\xe0 an old one", "save it again as XLSX"),
        (b"PK\x03\x04 half a file", "a damaged one"),
    ],
)
def test_what_is_no_register_is_refused_and_nothing_is_written(
    content: str | bytes, why: str, run: Callable[..., Result], data: Path
) -> None:
    before = dump(data / "luot.db")
    result = run(content)
    assert result.exit_code == 1
    assert why in str(result.exception)
    assert dump(data / "luot.db") == before


# ---------------------------------------------------------------- dry, again, after a break


def test_a_dry_run_counts_the_same_and_writes_no_dossier(
    tmp_path: Path, run: Callable[..., Result], data: Path
) -> None:
    before = dump(data / "luot.db")
    content = lines(GOOD, "x,4,,,")
    said(run(content, "--dry-run"), "read: 2", "new: 1", "rejected: 1")
    assert dump(data / "luot.db") == before
    assert len(rejected(tmp_path)) == 1
    said(run(content), "new: 1")


def test_a_second_time_only_changes_are_written_and_logged(
    run: Callable[..., Result], data: Path
) -> None:
    other = GOOD.replace("0001", "0002")
    said(run(lines(GOOD, other)), "new: 2")
    before = dump(data / "luot.db")
    said(run(lines(GOOD, other)), "known already: 2", "changed: 0")
    assert dump(data / "luot.db") == before
    said(run(lines(GOOD, other.replace("Đang xử lý", "Đã xử lý xong"))), "changed: 1")
    written = [text for text in dump(data / "luot.db") if '"source":"import"' in text]
    assert len(written) == 3


def test_after_a_break_the_same_command_goes_on(
    run: Callable[..., Result], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = lines(*(GOOD.replace("0001", f"{n:04}") for n in range(1, 8)))
    monkeypatch.setattr(dossier_import, "LINES_A_TIME", 3)

    def power_cut(_seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(dossier_import.time, "sleep", power_cut)
    assert run(content).exit_code != 0
    monkeypatch.undo()
    said(run(content), "new: 4", "known already: 3")


def test_another_centres_data_is_left_alone(
    tmp_path: Path, run: Callable[..., Result], folder: Path, data: Path
) -> None:
    write_centre(folder, small_centre(id="khac"))
    before = dump(data / "luot.db")
    result = run(lines(GOOD))
    assert result.exit_code == 1
    assert "give another --data" in str(result.exception)
    assert dump(data / "luot.db") == before
