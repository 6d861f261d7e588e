"""``procedures.csv``: what a centre's catalogue file may hold, and that it is written whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from centre_folders import change
from hypothesis import given
from hypothesis import strategies as st

from server.settings import ProcedureRow, SettingsError, load_procedures, save_procedures

HEAD = "code,name,field,agency,level,in_service\n"
GOOD = "1.001193,Đăng ký khai sinh,Hộ tịch,Ủy ban nhân dân cấp xã,xã,1\n"
ROW = ProcedureRow("1.001193", "Đăng ký khai sinh", "Hộ tịch", "Ủy ban nhân dân cấp xã", "xã", True)
BAD_LINES = [
    ("1.00119,Tên,Hộ tịch,,xã,1\n", "line 3: expected a procedure code such as 1.001193"),
    ("4.001193,Tên,Hộ tịch,,xã,1\n", "line 3: expected a procedure code such as 1.001193"),
    (GOOD, "line 3: expected each code once, found 1.001193 again"),
    ("1.001194, ,Hộ tịch,,xã,1\n", "line 3: expected a name"),
    ("1.001194,Tên,Hộ tịch,,xã,có\n", "line 3: expected in_service to be 0 or 1, found 'có'"),
    ("1.001194,Tên,Hộ tịch\n", "line 3: expected 6 columns"),
    ("1.001194,Tên,Hộ tịch,,xã,1,1\n", "line 3: expected 6 columns"),
]


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        load_procedures(folder)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(("line", "fault"), BAD_LINES)
def test_a_bad_line_is_named_with_its_number(line: str, fault: str, tmp_path: Path) -> None:
    (tmp_path / "procedures.csv").write_text(HEAD + GOOD + line, encoding="utf-8")
    (found,) = faults_of(tmp_path)
    assert found.startswith(f"procedures.csv: {fault}")


def test_every_bad_line_is_told(tmp_path: Path) -> None:
    lines = "".join(line for line, _ in BAD_LINES)
    (tmp_path / "procedures.csv").write_text(HEAD + GOOD + lines, encoding="utf-8")
    assert len(faults_of(tmp_path)) == len(BAD_LINES)


def test_other_columns_are_refused(tmp_path: Path) -> None:
    (tmp_path / "procedures.csv").write_text("code,name\n", encoding="utf-8")
    expected = "procedures.csv: line 1: expected the columns code,name,field,agency,level,in_serv"
    assert faults_of(tmp_path)[0].startswith(expected)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (HEAD.encode() + b"\xff\xfe", "expected UTF-8 text"),
        ((HEAD + "1.001193," + "a" * 200_000).encode(), "expected CSV: field larger than"),
    ],
)
def test_a_file_that_is_no_utf_8_csv_is_one_fault(
    content: bytes, fault: str, tmp_path: Path
) -> None:
    (tmp_path / "procedures.csv").write_bytes(content)
    (found,) = faults_of(tmp_path)
    assert found.startswith(f"procedures.csv: (file): {fault}")


def test_an_unreadable_file_is_one_fault(tmp_path: Path) -> None:
    (tmp_path / "procedures.csv").mkdir()
    (found,) = faults_of(tmp_path)
    assert found.startswith("procedures.csv: (file): cannot be read (Is a directory)")


def test_a_spreadsheet_s_byte_order_mark_and_line_ends_do_not_matter(tmp_path: Path) -> None:
    text = "\ufeff" + (HEAD + GOOD).replace("\n", "\r\n")
    (tmp_path / "procedures.csv").write_bytes(text.encode())
    assert load_procedures(tmp_path) == [ROW]


def test_rows_are_written_in_the_order_of_their_codes(tmp_path: Path) -> None:
    later = ProcedureRow("2.000635", "Trích lục", "Hộ tịch", "", "xã", False)
    path = save_procedures(tmp_path, [later, ROW])
    assert load_procedures(tmp_path) == [ROW, later]
    assert path.read_text(encoding="utf-8").startswith(HEAD + GOOD)


def test_a_failed_writing_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    save_procedures(tmp_path, [ROW])
    unwritable = ProcedureRow("1.001194", "\ud800", "Hộ tịch", "", "xã", True)
    with pytest.raises(UnicodeEncodeError):
        save_procedures(tmp_path, [ROW, unwritable])
    assert load_procedures(tmp_path) == [ROW]
    assert [path.name for path in tmp_path.iterdir()] == ["procedures.csv"]


def test_the_file_can_be_read_by_the_program_s_own_user(tmp_path: Path) -> None:
    assert save_procedures(tmp_path, [ROW]).stat().st_mode & 0o777 == 0o644


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1)


@given(name=words, field=words, in_service=st.booleans())
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, name: str, field: str, in_service: bool
) -> None:
    folder = tmp_path_factory.mktemp("folder")
    row = ProcedureRow("1.001193", f"x{name}x", f"x{field}x", "", "xã", in_service)
    save_procedures(folder, [row])
    (read,) = load_procedures(folder)
    save_procedures(folder, [read])
    assert load_procedures(folder) == [read]
    assert read.in_service == in_service


@pytest.mark.parametrize("hours", ["0", "-8", "8001", "8.5", "²", "8 giờ"])
def test_hours_are_working_hours_or_nothing(hours: str, tmp_path: Path) -> None:
    save_procedures(tmp_path, [replace(ROW, hours=8)])
    assert load_procedures(tmp_path) == [replace(ROW, hours=8)]
    change(tmp_path / "procedures.csv", ",1,8", f",1,{hours}")
    with pytest.raises(SettingsError, match="hours"):
        load_procedures(tmp_path)
