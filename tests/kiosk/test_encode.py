"""The bytes for a printer: decoded again they are the slip, dot by dot."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from fake_printer import paper_of
from PIL import Image
from sample_slips import EVERY_KIND, a_slip, drawn

from kiosk.printer.bands import bands, job_size
from kiosk.printer.encode import job_bytes, load_escpos
from kiosk.slip import draw_slip

EVERY_SLIP = list(product((576, 384), EVERY_KIND))


@pytest.mark.parametrize(("dots", "kind"), EVERY_SLIP)
def test_a_printer_puts_exactly_the_drawn_slip_on_paper(dots: int, kind: str) -> None:
    slip = drawn(kind, dots)
    paper = paper_of(job_bytes(slip))
    whole = Image.new("1", slip.size, 1)
    whole.paste(paper, (0, 0))
    assert whole.tobytes() == slip.tobytes()


def test_white_rows_are_fed_not_sent() -> None:
    slip = draw_slip(a_slip(), 576)
    sent_whole = slip.height * slip.width // 8
    assert len(job_bytes(slip)) < 0.65 * sent_whole


def test_a_band_is_never_higher_than_a_printers_buffer() -> None:
    black = Image.new("1", (576, 500), 0)
    assert max(band.rows for band in bands(black)) <= 64
    assert sum(band.rows for band in bands(black)) == 500


def test_the_size_that_slips_are_fitted_to_is_the_jobs() -> None:
    slip = draw_slip(a_slip(), 576)
    head_and_cut = len(job_bytes(Image.new("1", (576, 0), 1)))
    assert job_size(slip) + head_and_cut == len(job_bytes(slip))


def test_nothing_is_said_on_stdout(capfd: pytest.CaptureFixture[str]) -> None:
    job_bytes(draw_slip(a_slip(), 576))
    assert capfd.readouterr().out == ""


def test_the_librarys_cache_is_ours_alone(tmp_path: Path) -> None:
    load_escpos(tmp_path)
    assert (tmp_path / "escpos").stat().st_mode & 0o077 == 0
