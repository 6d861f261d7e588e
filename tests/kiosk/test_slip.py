"""The slip's picture: what must be on it, how large, and how many bytes it may take."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from fake_centre import FakeCentre, a_centre, a_field
from PIL import Image, ImageChops, ImageDraw
from sample_slips import EVERY_KIND, FOLLOW_URL, LONGEST_FIELD, a_slip, drawn

from kiosk.printer.encode import job_bytes
from kiosk.slip import (
    COPY,
    LOGO_HEIGHT,
    NUMBER_HEIGHT,
    QR_SIDE,
    SORRY,
    THICK,
    TRIAL,
    Slip,
    draw_slip,
    slip_of,
)
from kiosk.slip_pen import Pen, stack, wrapped
from server.messages import CentreAnswer, Estimate, TicketAnswer
from server.settings import KioskSettings

PAPERS = (576, 384)
LARGEST_JOB = {576: 45_000, 384: 30_000}
TWENTY_MM = 160
EVERY_SLIP = list(product(PAPERS, EVERY_KIND))


def shows(slip: Image.Image, block: Image.Image) -> bool:
    """Whether the slip holds a full-width block, dot by dot."""
    return block.convert("1", dither=Image.Dither.NONE).tobytes() in slip.tobytes()


def ink(picture: Image.Image) -> tuple[int, int, int, int]:
    box = ImageChops.invert(picture.convert("L")).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize(("dots", "kind"), EVERY_SLIP)
def test_every_job_stays_within_its_bytes(dots: int, kind: str) -> None:
    assert len(job_bytes(drawn(kind, dots))) <= LARGEST_JOB[dots]


@pytest.mark.parametrize(("dots", "kind"), EVERY_SLIP)
def test_every_slip_shows_its_number_at_least_20_mm_high(dots: int, kind: str) -> None:
    slip = EVERY_KIND[kind]
    block = Pen(dots).number(slip.number, NUMBER_HEIGHT)
    assert ink(block)[3] - ink(block)[1] >= TWENTY_MM
    assert shows(drawn(kind, dots), block)


def test_a_number_given_alone_claims_nothing_that_nobody_knows() -> None:
    """Without people ahead, wait and QR it is the same slip with those rows left out."""
    known = replace(EVERY_KIND["ordinary"], follow_url=None, estimate=None)
    rows = Pen(576).fact("Số người chờ trước", str(known.ahead), 30)
    assert shows(draw_slip(known, 576), rows)
    assert not shows(draw_slip(replace(known, ahead=None), 576), rows)


@pytest.mark.parametrize(("dots", "kind"), EVERY_SLIP)
def test_no_ink_comes_near_the_papers_edges(dots: int, kind: str) -> None:
    left, _, right, _ = ink(drawn(kind, dots))
    assert left >= 4
    assert right <= dots - 4


@pytest.mark.parametrize("dots", PAPERS)
def test_the_longest_field_is_wrapped_and_whole(dots: int) -> None:
    pen = Pen(dots)
    lines = wrapped(LONGEST_FIELD, pen.font(800, 30), pen.width)
    assert " ".join(lines) == LONGEST_FIELD
    assert max(pen.font(800, 30).getlength(line) for line in lines) <= pen.width


def test_a_word_wider_than_the_paper_is_broken_not_cut() -> None:
    pen = Pen(384)
    lines = wrapped("a " + "m" * 200, pen.font(400, 30), pen.width)
    assert "".join(lines).replace(" ", "") == "a" + "m" * 200
    assert max(pen.font(400, 30).getlength(line) for line in lines) <= pen.width


@pytest.mark.parametrize("dots", PAPERS)
def test_the_qr_stands_on_the_paper_only_with_a_link(dots: int) -> None:
    code = Pen(dots).qr(FOLLOW_URL, QR_SIDE)
    assert shows(draw_slip(a_slip(), dots), code)
    assert not shows(draw_slip(a_slip(follow_url=None), dots), code)


@pytest.mark.parametrize("dots", PAPERS)
def test_only_a_trial_ticket_is_marked(dots: int) -> None:
    mark = Pen(dots).text(TRIAL[0], 31, 800)
    assert shows(draw_slip(a_slip(), dots), mark)
    assert not shows(draw_slip(a_slip(trial=False), dots), mark)


@pytest.fixture(scope="module")
def emblem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A red disc with a yellow middle on nothing, and coloured at that."""
    picture = Image.new("RGBA", (600, 600), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((10, 10, 590, 590), fill=(218, 37, 29, 255))
    draw.ellipse((200, 200, 400, 400), fill=(255, 205, 0, 255))
    path = tmp_path_factory.mktemp("logo") / "emblem.png"
    picture.save(path)
    return path


@pytest.mark.parametrize("dots", PAPERS)
def test_the_logo_stands_at_the_head_black_on_white_and_small(dots: int, emblem: Path) -> None:
    slip = a_slip(trial=False, follow_url=None, logo=emblem)
    block = Pen(dots).picture(emblem, LOGO_HEIGHT)
    left, top, right, bottom = ink(block)
    assert bottom - top <= LOGO_HEIGHT
    assert block.getpixel((dots // 2, block.height // 2)) == block.getpixel((left, top)) == 255
    assert block.getpixel(((left + right) // 2, top + 8)) == 0
    head = draw_slip(slip, dots).crop((0, 0, dots, block.height + 8))
    assert shows(head, block)


def test_a_wide_logo_is_no_wider_than_the_text(tmp_path: Path) -> None:
    path = tmp_path / "wide.png"
    Image.new("RGB", (2000, 20), "black").save(path)
    left, _, right, _ = ink(Pen(384).picture(path, LOGO_HEIGHT))
    assert right - left == Pen(384).width


@pytest.mark.parametrize(("dots", "kind"), EVERY_SLIP)
def test_no_logo_makes_a_job_too_large(dots: int, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "black.png"
    Image.new("RGB", (600, 100), "black").save(path)
    slip = draw_slip(replace(EVERY_KIND[kind], logo=path), dots)
    assert len(job_bytes(slip)) <= LARGEST_JOB[dots]


@pytest.mark.parametrize("dots", PAPERS)
def test_a_copy_is_marked_above_everything_else(dots: int) -> None:
    pen, short = Pen(dots), {"follow_url": None, "trial": False}
    mark = stack([pen.rule(THICK), pen.space(6), pen.text(COPY[0], 36, 800)])
    copy = draw_slip(a_slip(copy=True, **short), dots)
    assert shows(copy, mark)
    assert ink(copy)[1] == 8, "nothing is above it"
    assert not shows(draw_slip(a_slip(**short), dots), mark)


def test_an_english_ticket_has_english_lines_under_the_vietnamese_ones() -> None:
    english = a_slip(english=True, follow_url=None)
    vietnamese = replace(english, english=False)
    pen = Pen(576)
    field, field_en = pen.text("Hộ tịch", 38, 800), pen.text("Civil status", 31, 400)
    assert shows(draw_slip(english, 576), stack([field, field_en]))
    assert shows(draw_slip(vietnamese, 576), field)
    assert not shows(draw_slip(vietnamese, 576), field_en)


def test_the_waiting_time_is_a_range() -> None:
    pen = Pen(576)
    assert shows(draw_slip(a_slip(), 576), pen.fact("Dự kiến chờ", "12–21 phút", 30))
    soon = a_slip(estimate=Estimate(low=0, high=5))
    assert shows(draw_slip(soon, 576), pen.fact("Dự kiến chờ", "dưới 5 phút", 30))


def test_a_slip_is_named_after_its_number_and_time() -> None:
    assert a_slip(number="A-0/12").name == "A012-20261123-080112"


def slip_from(**field: Any) -> Slip:
    centre = a_centre(fields=[a_field("ho-tich", "Hộ tịch", **field)])
    ticket = FakeCentre(centre=centre).issue("key", {"field": "ho-tich", "purpose": "submit"})
    return slip_of(
        TicketAnswer.model_validate(ticket), CentreAnswer.model_validate(centre), KioskSettings()
    )


def test_a_ticket_becomes_a_slip_in_the_centres_words_and_local_time() -> None:
    slip = slip_from()
    assert slip.issued_at == dt.datetime.fromisoformat("2026-11-23T08:01:12+07:00")
    assert slip.name == "A001-20261123-080112"
    assert slip.purpose == ("Nộp hồ sơ", "Submit a dossier")


def test_the_counter_is_on_the_paper_only_when_one_serves_the_field() -> None:
    assert slip_from(counters=[3]).counter == 3
    assert slip_from(counters=[3, 4]).counter is None
    assert slip_from(counters=[]).counter is None


@pytest.mark.parametrize("dots", PAPERS)
def test_no_accent_of_a_capital_is_cut_off(dots: int) -> None:
    pen = Pen(dots)
    whole, bare = (pen.text(words, 36, 800) for words in ("LỖI", "LÔI"))
    assert ink(whole)[3] - ink(whole)[1] > ink(bare)[3] - ink(bare)[1]


def test_a_number_that_was_closed_is_apologised_for_and_asks_nobody_to_wait() -> None:
    slip, pen = a_slip(apology=True), Pen(576)
    sorry, wait = pen.text(SORRY[0], 31), pen.text(slip.footer[0], 34, 800)
    assert shows(draw_slip(slip, 576), sorry)
    assert not shows(draw_slip(slip, 576), wait)
    assert slip.name.endswith("-apology")
