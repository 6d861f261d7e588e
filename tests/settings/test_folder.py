"""A centre's folder as a whole: its devices' files and how they agree with the centre."""

from __future__ import annotations

from pathlib import Path

import pytest
from centre_folders import change, copy_of

from server.settings import SettingsError, load_whole_folder

KIOSK = [
    ("port = 99999", "port: expected less than or equal to 65535, found 99999"),
    ('port = "8001"', "port: expected a valid integer, found '8001'"),
    ("colour = 1", "colour: unknown key; expected one named in docs/operating.md"),
    ('zone = "san"', "zone: expected a zone of centre.toml, found 'san'"),
    ('zone = "Sảnh"', "zone: expected small letters, digits and hyphens"),
    ('fields = ["thue"]', "fields: expected a field of centre.toml, found 'thue'"),
    ("idle_seconds = 0", "idle_seconds: expected greater than 0, found 0"),
    ("name =", "(file): expected TOML: "),
]
BOARD = [
    ('sink = "radio"', "sink: expected speakers, silent or file://FOLDER, found 'radio'"),
    ('zones = ["san"]', "zones: expected a zone of centre.toml, found 'san'"),
    ('server_url = "localhost"', "server_url: expected an address without a path"),
    ("gap_seconds = nan", "gap_seconds: expected "),
    ('layout = "counter"', "(file): expected counter = NUMBER beside layout"),
    ("counter = 9", "counter: expected a counter's number in its zones, found 9"),
    ("screen_inches = 3", "screen_inches: expected greater than or equal to 7, found 3"),
    ('notices = ["Nghỉ"]', "notices.#1: expected "),
    ('voice_engine = "espeak"', "voice_engine: expected 'pyttsx3' or 'none', found 'espeak'"),
]


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        load_whole_folder(folder)
    return [str(fault) for fault in caught.value.faults]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of("commune", tmp_path)


@pytest.mark.parametrize(("text", "line"), KIOSK)
def test_a_wrong_kiosk_file_gives_its_line(text: str, line: str, folder: Path) -> None:
    (folder / "kiosk-2.toml").write_text(text, encoding="utf-8")
    assert any(f"kiosk-2.toml: {line}" in fault for fault in faults_of(folder))


@pytest.mark.parametrize(("text", "line"), BOARD)
def test_a_wrong_board_file_gives_its_line(text: str, line: str, folder: Path) -> None:
    (folder / "display_board-2.toml").write_text(text, encoding="utf-8")
    assert any(f"display_board-2.toml: {line}" in fault for fault in faults_of(folder))


@pytest.mark.parametrize("name", ["kiosk.toml", "display_board.toml", "procedures.csv"])
def test_a_missing_file_gives_its_line(name: str, folder: Path) -> None:
    (folder / name).unlink()
    (fault,) = faults_of(folder)
    assert fault.startswith(f"{name}: (file): missing; ")


def test_an_empty_folder_lacks_four_files(tmp_path: Path) -> None:
    assert len(faults_of(tmp_path)) == 4


def test_faults_of_all_files_are_told_at_once(folder: Path) -> None:
    change(folder / "centre.toml", 'order = "ageing"', 'order = "fair"')
    change(folder / "kiosk.toml", "paper_dots = 576", "paper_dots = 500")
    change(folder / "display_board.toml", 'sink = "speakers"', 'sink = "radio"')
    change(folder / "procedures.csv", ",in_service", ",tiếp nhận")
    files = [fault.split(":")[0] for fault in faults_of(folder)]
    assert files == ["centre.toml", "kiosk.toml", "display_board.toml", "procedures.csv"]


def test_two_kiosks_of_one_name_are_refused(folder: Path) -> None:
    (folder / "kiosk-2.toml").write_text('name = "kiosk-1"', encoding="utf-8")
    expected = "kiosk.toml: name: expected a name of its own, found 'kiosk-1' in kiosk-2.toml too"
    assert faults_of(folder) == [expected]


def test_further_kiosks_and_boards_are_read_by_their_file_names(folder: Path) -> None:
    (folder / "kiosk-2.toml").write_text('name = "kiosk-2"\nzone = "sanh"', encoding="utf-8")
    (folder / "display_board-2.toml").write_text('name = "board-2"', encoding="utf-8")
    settings = load_whole_folder(folder)
    assert set(settings.kiosks) == {"kiosk.toml", "kiosk-2.toml"}
    assert set(settings.boards) == {"display_board.toml", "display_board-2.toml"}
    assert settings.kiosks["kiosk-2.toml"].zone == "sanh"
