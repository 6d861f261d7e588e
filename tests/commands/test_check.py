"""``luot check DIR`` as an operator runs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from centre_folders import CENTRES, CONFIG, change, copy_of
from click.testing import CliRunner, Result

from server.commands.check import check

PROXY = 'proxies = ["127.0.0.1"]'


def run(folder: Path) -> Result:
    return CliRunner().invoke(check, [str(folder)])


@pytest.mark.parametrize("centre", CENTRES)
def test_a_good_centre_exits_0_and_complains_of_nothing(centre: str) -> None:
    result = run(CONFIG / centre)
    assert (result.exit_code, result.stderr) == (0, "")


def test_bac_ninh_prints_what_it_holds_and_its_coverage() -> None:
    assert run(CONFIG / "bac-ninh").stdout.splitlines() == [
        "centre: Trung tâm Phục vụ hành chính công tỉnh Bắc Ninh",
        "zones: 1",
        "counters: 26",
        "officers' posts: 29",
        "agencies: 19",
        "fields: 41",
        "routes: 0",
        "kiosks: 1",
        "boards: 1",
        "QR of a slip: none, for there is no public_url",
        "numbers from phones: no",
        "appointments: no",
        "procedures: 1505",
        "in service: 765",
        "coverage: 50.8 %",
    ]


@pytest.mark.parametrize(
    ("more", "said", "warned"),
    [
        (
            f'public_url = "https://a.vn/luot/"\n{PROXY}',
            "QR of a slip: https://a.vn/luot/t/...",
            "",
        ),
        (
            'public_url = "https://a.vn"',
            "QR of a slip: https://a.vn/t/...",
            "proxies: expected the",
        ),
        ('public_url = "http://10.0.0.9:8000"', "QR of a slip: http://10.0.0.9:8000/t/...", ""),
        ('public_url = "http://localhost"', "appointments: no", "each phone's own"),
        ('public_url = "http://127.0.0.1:80"', "numbers from phones: no", "each phone's own"),
    ],
)
def test_an_operator_reads_where_phones_are_led(
    more: str, said: str, warned: str, tmp_path: Path
) -> None:
    folder = copy_of("commune", tmp_path)
    change(folder / "centre.toml", 'id = "commune"', f'id = "commune"\n{more}')
    result = run(folder)
    assert result.exit_code == 0
    assert said in result.stdout.splitlines()
    assert warned in result.stderr
    assert bool(result.stderr) == bool(warned)


def test_hue_province_prints_its_counters_and_posts() -> None:
    lines = run(CONFIG / "hue-province").stdout.splitlines()
    assert "counters: 34" in lines
    assert "officers' posts: 31" in lines


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        ("centre.toml", 'order = "ageing"', 'order = "x"', "centre.toml: rules.order: expected"),
        ("kiosk.toml", "paper_dots = 576", "paper_dots = 5", "kiosk.toml: paper_dots: expected"),
        ("display_board.toml", '"speakers"', '"x"', "display_board.toml: sink: expected"),
        ("procedures.csv", "1.000080,", "80,", "procedures.csv: line 2: expected a procedure code"),
    ],
)
def test_each_fault_is_a_line_on_stderr_and_exits_2(
    name: str, old: str, new: str, line: str, tmp_path: Path
) -> None:
    folder = copy_of("commune", tmp_path)
    change(folder / name, old, new)
    result = run(folder)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith(line)


def test_a_sentence_of_calls_with_a_word_that_no_clip_says_is_warned_of(tmp_path: Path) -> None:
    folder = copy_of("commune", tmp_path)
    own = 'recall_vi = "Kính mời {customer} số {number}, đến quầy số {counter}."'
    change(folder / "centre.toml", "[speech]", f"[speech]\n{own}")
    result = run(folder)
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "warning: centre.toml: speech: expected a clip for every word of a call, "
        "found none for 'kính' (vi)"
    ]


def test_a_word_that_a_boards_own_clips_lack_is_warned_of(tmp_path: Path) -> None:
    folder = copy_of("commune", tmp_path)
    change(folder / "display_board.toml", "\nzones", '\nsounds = "voice"\nzones')
    (folder / "voice").mkdir()
    result = run(folder)
    assert result.exit_code == 0
    assert result.stderr.startswith("warning: display_board.toml: sounds: expected a clip for")


def test_a_missing_folder_is_one_line_and_exits_2(tmp_path: Path) -> None:
    result = run(tmp_path / "no-such")
    assert result.exit_code == 2
    assert result.stderr.startswith("no-such: (folder): expected the folder of a centre, found no")
    assert len(result.stderr.splitlines()) == 1


def test_a_file_in_a_folder_s_place_is_one_line_and_exits_2() -> None:
    result = run(CONFIG / "commune" / "centre.toml")
    assert result.exit_code == 2
    assert "expected the folder of a centre, found a file at" in result.stderr


def test_a_match_without_a_procedure_is_a_warning(tmp_path: Path) -> None:
    folder = copy_of("commune", tmp_path)
    change(folder / "centre.toml", '{ field = "Chứng thực" }', '{ agency = "Sở Ngoại vụ" }')
    result = run(folder)
    assert result.exit_code == 0
    assert result.stderr.splitlines()[0] == (
        "warning: centre.toml: fields.chung-thuc.catalogue: "
        "expected a procedure of 'Sở Ngoại vụ' in procedures.csv, found none"
    )


def test_procedures_in_service_without_a_field_are_a_warning_with_their_count(
    tmp_path: Path,
) -> None:
    folder = copy_of("thach-ha", tmp_path)
    change(folder / "centre.toml", '{ field = "Hộ tịch" }, ', "")
    result = run(folder)
    assert result.exit_code == 0
    assert "in_service: expected a field for every procedure, found 41 without: " in result.stderr


def test_a_screen_too_small_for_its_distance_is_a_warning_with_what_to_do(tmp_path: Path) -> None:
    folder = copy_of("commune", tmp_path)
    change(folder / "display_board.toml", "viewing_distance_m = 5", "viewing_distance_m = 7")
    result = run(folder)
    assert result.exit_code == 0
    [warning] = result.stderr.splitlines()
    assert warning.startswith("warning: display_board.toml: viewing_distance_m: expected at most 5")
    assert 'take layout = "zone"' in warning


def test_the_program_itself_says_a_fault_without_a_traceback(tmp_path: Path) -> None:
    program = "from server.commands.check import check; check()"
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == [
        "centre.toml",
        "kiosk.toml",
        "display_board.toml",
        "procedures.csv",
    ]
