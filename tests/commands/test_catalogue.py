"""``luot catalogue import``: a centre's own export, as portals and spreadsheets write it."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from centre_folders import copy_of
from click.testing import CliRunner, Result
from openpyxl import Workbook

from server.commands.catalogue import catalogue
from server.settings import ProcedureRow, load_procedures

ENGLISH = "code,name,field,agency,level"
BIRTH = "1.001193,Đăng ký khai sinh,Hộ tịch,Ủy ban nhân dân cấp xã,xã"
LAND = "1.012784,Tách thửa đất,Đất đai,Sở Nông nghiệp và Môi trường,tỉnh"
BIRTH_ROW = ProcedureRow(
    "1.001193", "Đăng ký khai sinh", "Hộ tịch", "Ủy ban nhân dân cấp xã", "xã", True
)
VIETNAMESE = ["STT", "Mã TTHC", "Tên thủ tục", "Lĩnh vực", "Cơ quan thực hiện", "Cấp thực hiện"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "centre"
    path.mkdir()
    return path


def export(folder: Path, content: str | bytes, name: str = "export.csv") -> Path:
    path = folder.parent / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def run(file: Path, folder: Path, *options: str) -> Result:
    arguments = ["import", str(file), "--config", str(folder), *options]
    return CliRunner().invoke(catalogue, arguments)


def imported(folder: Path, content: str | bytes, *options: str) -> list[ProcedureRow]:
    result = run(export(folder, content), folder, *options)
    assert result.exit_code == 0, result.stderr
    return load_procedures(folder)


def refused(folder: Path, content: str | bytes, *options: str) -> Result:
    result = run(export(folder, content), folder, *options)
    assert result.exit_code == 1
    assert list(folder.iterdir()) == []
    return result


def sheet(*rows: list[object]) -> bytes:
    book = Workbook()
    book.create_sheet("Ghi chú", 0).append(["Không có gì ở đây"])
    for row in rows:
        book["Sheet"].append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_of_any_common_kind_is_read(delimiter: str, encoding: str, folder: Path) -> None:
    text = f"{ENGLISH}\r\n{BIRTH}\r\n".replace(",", delimiter)
    assert imported(folder, text.encode(encoding)) == [BIRTH_ROW]


@pytest.mark.parametrize(
    "headers",
    [
        "Mã TTHC,Tên thủ tục,Lĩnh vực,Cơ quan thực hiện,Cấp thực hiện",
        "MÃ THỦ TỤC,TÊN THỦ TỤC HÀNH CHÍNH,LĨNH VỰC,CƠ QUAN GIẢI QUYẾT,CẤP",
        "Ma so,Ten TTHC,Linh vuc,Co quan,Cap giai quyet",
        " Code , Name , Field , Agency , Level ",
        unicodedata.normalize("NFD", "Mã,Tên,Lĩnh vực,Đơn vị thực hiện,Cấp thực hiện"),
    ],
)
def test_headers_are_known_in_both_languages_without_accents(headers: str, folder: Path) -> None:
    assert imported(folder, f"{headers}\n{BIRTH}\n") == [BIRTH_ROW]


def test_a_portal_s_xlsx_with_titles_above_and_other_columns_is_read(folder: Path) -> None:
    content = sheet(
        ["DANH MỤC THỦ TỤC HÀNH CHÍNH"],
        [],
        VIETNAMESE,
        [1, "1.001193", "Đăng ký khai sinh", "Hộ tịch", "Ủy ban nhân dân cấp xã", "Cấp Xã"],
        [None, None, None],
    )
    assert imported(folder, content) == [BIRTH_ROW]


def test_a_code_that_a_spreadsheet_took_for_a_number_gets_its_zeros_back(folder: Path) -> None:
    content = sheet(VIETNAMESE, [1, 1.00119, "Tên", "Hộ tịch", "UBND", "xã"])
    assert [row.code for row in imported(folder, content)] == ["1.001190"]


def test_words_are_composed_trimmed_and_freed_of_extra_blanks(folder: Path) -> None:
    name = unicodedata.normalize("NFD", "Đăng  ký\u00a0 khai\u200b sinh ")
    row = f'{ENGLISH}\n" 1.001193","{name}\n","Hộ tịch ",Ủy ban nhân dân  cấp xã, Cấp xã'
    assert imported(folder, row) == [BIRTH_ROW]
    assert unicodedata.is_normalized("NFC", (folder / "procedures.csv").read_text("utf-8"))


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("Bộ; Tỉnh ;XÃ", "bộ;tỉnh;xã"),
        ("Cấp Tỉnh/Cấp Xã", "tỉnh;xã"),
        ("Trung ương", "bộ"),
        ("xã;xã", "xã"),
        ("Cơ quan khác", "khác"),
        ("", ""),
    ],
)
def test_levels_are_written_in_one_way(written: str, level: str, folder: Path) -> None:
    (row,) = imported(folder, f"{ENGLISH}\n1.001193,Tên,Hộ tịch,UBND,{written}\n")
    assert row.level == level


@pytest.mark.parametrize(
    ("mark", "in_service"), [("1", True), ("Có", True), ("x", True), ("0", False), ("không", False)]
)
def test_a_column_says_what_is_in_service(mark: str, in_service: bool, folder: Path) -> None:
    content = f"{ENGLISH},Đang tiếp nhận\n{BIRTH},{mark}\n"
    assert [row.in_service for row in imported(folder, content)] == [in_service]


def test_a_level_keeps_the_procedures_that_can_be_received_there(folder: Path) -> None:
    content = f"{ENGLISH}\n{BIRTH}\n{LAND}\n1.000001,Tên,Thuế,Thuế,bộ;tỉnh;xã\n"
    rows = imported(folder, content, "--level", "xa")
    assert [row.code for row in rows] == ["1.000001", "1.001193"]


def test_agencies_keep_their_procedures(folder: Path) -> None:
    content = f"{ENGLISH}\n{BIRTH}\n{LAND}\n"
    rows = imported(folder, content, "--agency", "so nong nghiep va moi truong")
    assert [row.code for row in rows] == ["1.012784"]


def test_the_same_line_twice_counts_once(folder: Path) -> None:
    result = run(export(folder, f"{ENGLISH}\n{BIRTH}\n{BIRTH}\n"), folder)
    assert "the same again: 1\nrejected: 0\nprocedures: 1\n" in result.stdout


def test_one_code_with_two_names_is_rejected_with_both_lines(folder: Path) -> None:
    other = BIRTH.replace("khai sinh", "kết hôn")
    result = refused(folder, f"{ENGLISH}\n{BIRTH}\n{other}\n")
    assert "line 3: 1.001193: expected each code once, line 2 says otherwise" in result.stderr


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            "1.00119,Tên,Hộ tịch,UBND,xã",
            "expected a procedure code such as 1.001193, found '1.00119'",
        ),
        (",Tên,Hộ tịch,UBND,xã", "expected a procedure code such as 1.001193, found ''"),
        ("1.001193,,Hộ tịch,UBND,xã", "expected a name, found nothing"),
        ("1.001193,Tên,,UBND,xã", "expected a field (lĩnh vực), found nothing"),
        ("1.001193,Tên,Hộ tịch,UBND,thôn", "expected levels such as xã or tỉnh; xã, found 'thôn'"),
        ("1.001193," + "a" * 2001 + ",Hộ tịch,UBND,xã", "expected a name of at most 2000 letters"),
        ("1.001193", "expected a name, found nothing"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_nothing_is_written(
    line: str, reason: str, folder: Path
) -> None:
    result = refused(folder, f"{ENGLISH}\n{LAND}\n\n{line}\n")
    first, last = result.stderr.splitlines()
    assert f"export.csv: line 4: {reason}" in first
    assert "nothing written, bad lines: 1; mend them, or leave them out with --skip-bad" in last


def test_a_blank_mark_in_service_is_a_bad_line(folder: Path) -> None:
    result = refused(folder, f"{ENGLISH},in_service\n{BIRTH},\n")
    assert "line 2: expected in_service to be 1 or 0 (có, không), found ''" in result.stderr


def test_bad_lines_can_be_left_out_and_are_all_told(folder: Path) -> None:
    content = f"{ENGLISH}\nx,Tên,Hộ tịch,UBND,xã\n{BIRTH}\ny,Tên,Hộ tịch,UBND,xã\n"
    result = run(export(folder, content), folder, "--skip-bad")
    assert result.exit_code == 0
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == ["line 2", "line 4"]
    assert "rejected: 2\nprocedures: 1\n" in result.stdout
    assert load_procedures(folder) == [BIRTH_ROW]


def test_a_dry_run_counts_and_writes_nothing(folder: Path) -> None:
    result = run(export(folder, f"{ENGLISH}\n{BIRTH}\n"), folder, "--dry-run")
    assert (result.exit_code, list(folder.iterdir())) == (0, [])
    assert "procedures: 1\nin service: 1\n" in result.stdout
    assert "written" not in result.stdout


def test_what_no_field_takes_can_be_marked_as_not_received_here(tmp_path: Path) -> None:
    folder = copy_of("commune", tmp_path)
    content = f"{ENGLISH}\n{BIRTH}\n1.004194,Tạm trú,Cư trú,Công an cấp xã,xã\n"
    rows = imported(folder, content, "--in-service-by-fields")
    assert [(row.code, row.in_service) for row in rows] == [("1.001193", True), ("1.004194", False)]


def test_a_centre_s_own_marks_can_be_kept(folder: Path) -> None:
    imported(folder, f"{ENGLISH},in_service\n{BIRTH},0\n")
    rows = imported(folder, f"{ENGLISH}\n{BIRTH}\n{LAND}\n", "--keep-in-service")
    assert [(row.code, row.in_service) for row in rows] == [("1.001193", False), ("1.012784", True)]


def test_the_commune_s_catalogue_comes_out_of_an_import_again_as_it_was(tmp_path: Path) -> None:
    folder = copy_of("commune", tmp_path)
    before = (folder / "procedures.csv").read_bytes()
    imported(folder, before)
    assert (folder / "procedures.csv").read_bytes() == before


def repacked(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """An XLSX whose sheets were changed by hand."""
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(new, "w") as book:
        for name in old.namelist():
            data = old.read(name)
            book.writestr(name, change(data) if "worksheets" in name else data)
    return new.getvalue()


def damaged_sheet() -> bytes:
    return repacked(sheet(VIETNAMESE), lambda data: data[: len(data) // 2])


def test_a_sheet_that_states_a_wrong_size_is_read_whole(folder: Path) -> None:
    good = sheet(VIETNAMESE, [1, "1.001193", "Tên", "Hộ tịch", "UBND", "xã"])
    content = repacked(good, lambda data: data.replace(b'ref="A1:F2"', b'ref="A1"'))
    assert [row.code for row in imported(folder, content)] == ["1.001193"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            b"",
            "expected a line of headers with code (Mã TTHC) and name (Tên thủ tục), found nothing",
        ),
        ("mã\n", "expected a line of headers with code (Mã TTHC) and name (Tên thủ tục), found mã"),
        ("mã,tên\n1.001193,Tên\n", "expected a column for field, found mã, tên"),
        (ENGLISH, "nothing written: no procedure is left"),
        (
            f"{ENGLISH}\n{BIRTH}".encode("cp1258", "replace") + b"\xf0",
            "expected UTF-8; in a spread",
        ),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 512, "found an old XLS file; save it again as XLSX"),
        (b"PK\x03\x04 not a zip", "expected an XLSX file, found a damaged one (File is not a zip"),
        (sheet(["Mã"], ["1.001193"]), "expected a line of headers with code (Mã TTHC) and name"),
        (damaged_sheet(), "expected an XLSX file, found a damaged one"),
        (b"code,name,field\n" + b"\n" * 20_000_001, "expected at most 20 MB"),
        (b"code,name,field\n" + b"\n" * 100_001, "expected at most 100000 lines"),
        (
            f'code,name,field\n1.001193,"{"a" * 140_000}",b',
            "line 2: expected CSV: field larger tha",
        ),
    ],
)
def test_an_export_that_cannot_be_read_is_one_line_and_nothing_is_written(
    content: str | bytes, reason: str, folder: Path
) -> None:
    result = refused(folder, content)
    assert reason in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_an_xlsx_that_unpacks_without_end_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.commands.tables.MOST_BYTES_UNPACKED", 1000)
    assert "MB unpacked" in refused(folder, sheet(VIETNAMESE)).stderr


@pytest.mark.parametrize(("option", "column"), [("--level", "level"), ("--agency", "agency")])
def test_a_filter_needs_its_column(option: str, column: str, folder: Path) -> None:
    result = refused(folder, "mã,tên,lĩnh vực\n1.001193,Tên,Hộ tịch\n", option, "xã")
    assert f"expected a column for {column} to filter by it" in result.stderr


def test_an_unknown_level_is_a_wrong_use(folder: Path) -> None:
    result = run(export(folder, f"{ENGLISH}\n{BIRTH}\n"), folder, "--level", "thôn")
    assert result.exit_code == 2
    expected = "expected --level to be one of bộ, tỉnh, huyện, xã, khác, found 'thôn'"
    assert expected in result.stderr


def test_a_missing_export_or_folder_is_a_wrong_use(folder: Path) -> None:
    missing_file = run(folder / "no.csv", folder)
    missing_folder = run(export(folder, ENGLISH), folder / "no")
    assert (missing_file.exit_code, missing_folder.exit_code) == (2, 2)
    assert "expected a file at" in missing_file.stderr
    assert "expected a centre's folder at" in missing_folder.stderr


def test_marks_by_fields_need_a_good_centre(folder: Path) -> None:
    result = refused(folder, f"{ENGLISH}\n{BIRTH}\n", "--in-service-by-fields")
    assert "centre.toml: (file): missing; expected a file at" in result.stderr


def test_a_procedures_file_that_cannot_be_replaced_is_one_line(folder: Path) -> None:
    (folder / "procedures.csv").mkdir()
    result = run(export(folder, f"{ENGLISH}\n{BIRTH}\n"), folder)
    assert result.exit_code == 1
    assert "cannot be written (Is a directory)" in result.stderr
    assert [path.name for path in folder.iterdir()] == ["procedures.csv"]


def test_a_time_limit_that_is_one_is_kept_in_working_hours(folder: Path) -> None:
    rows = [
        "Mã TTHC,Tên thủ tục,Lĩnh vực,Thời hạn giải quyết",
        "1.001193,Đăng ký khai sinh,Hộ tịch,03 ngày làm việc",
        "1.000656,Đăng ký khai tử,Hộ tịch,Tùy hồ sơ",
    ]
    found = imported(folder, "\n".join(rows))
    assert {row.code: row.hours for row in found} == {"1.001193": 24, "1.000656": None}
