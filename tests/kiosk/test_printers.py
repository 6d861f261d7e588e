"""Printers behind a device file, and none at all: each a named end within seconds."""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_printer import FakePrinter, fake_printer
from kiosk_program import until
from PIL import Image
from sample_slips import a_slip

from kiosk.printer import MaybePrinted, NotPrinted, open_printer, questions
from kiosk.slip import draw_slip

SLIP = draw_slip(a_slip(), 576)


@pytest.fixture
def printer() -> Iterator[FakePrinter]:
    with fake_printer() as running:
        yield running


@pytest.fixture(autouse=True)
def _short_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.printer.line.STALL_SECONDS", 0.4)
    monkeypatch.setattr(questions, "ANSWER_SECONDS", 0.4)
    monkeypatch.setattr(questions, "SOON_SECONDS", 0.2)


def test_a_device_file_gets_the_whole_job(tmp_path: Path, printer: FakePrinter) -> None:
    device = tmp_path / "lp0"
    device.touch()
    open_printer(f"file://{device}", tmp_path).print(SLIP, "A012")
    open_printer(printer.address, tmp_path).print(SLIP, "A012")
    until("the paper is out", lambda: printer.jobs)
    assert device.read_bytes() == printer.jobs[0]


def test_a_missing_device_is_not_made_into_a_plain_file(tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    with pytest.raises(NotPrinted, match="lp0"):
        open_printer(f"file://{device}", tmp_path).print(SLIP, "A012")
    assert not device.exists()


def test_a_device_that_stops_reading_is_given_up(tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    os.mkfifo(device)
    reader = os.open(device, os.O_RDONLY | os.O_NONBLOCK)
    fcntl.fcntl(reader, fcntl.F_SETPIPE_SZ, 4096)
    try:
        with pytest.raises(MaybePrinted):
            open_printer(f"file://{device}", tmp_path).print(SLIP, "A012")
    finally:
        os.close(reader)


def test_a_device_without_a_printer_has_not_printed(tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    os.mkfifo(device)
    with pytest.raises(NotPrinted):
        open_printer(f"file://{device}", tmp_path).print(SLIP, "A012")
    assert stat.S_ISFIFO(device.stat().st_mode)


def test_a_png_folder_holds_one_picture_for_each_slip(tmp_path: Path) -> None:
    opened = open_printer("png://slips", tmp_path)
    opened.print(SLIP, "A012")
    opened.print(SLIP, "A012")
    names = sorted(path.name for path in (tmp_path / "slips").iterdir())
    assert names == ["A012-2.png", "A012.png"]
    with Image.open(tmp_path / "slips" / "A012.png") as picture:
        assert picture.convert("1").tobytes() == SLIP.tobytes()


def test_a_png_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "slips").write_text("in the way")
    with pytest.raises(NotPrinted, match="slips"):
        open_printer("png://slips", tmp_path).print(SLIP, "A012")
