"""The slip (phiếu): what stands on the paper, and its picture.

Nothing personal is on it.  What helps staff to show somebody the way is always in Vietnamese, with
a line of English under it when the citizen chose English; the facts are in the citizen's language.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import sqrt
from pathlib import Path

from PIL import Image

from kiosk.alone.giving import NumberAlone
from kiosk.printer.bands import job_size
from kiosk.slip_pen import Pen, Weight, stack
from server.messages import CentreAnswer, Estimate, FieldAnswer, TicketAnswer
from server.settings import KioskSettings

QR_SIDE = 200
LOGO_HEIGHT = 88
NUMBER_HEIGHT = 168
"""21 mm at 203 dots to the inch; the number must be at least 20 mm high."""

JOB_BYTES = {576: 44_900, 384: 29_900}
"""What a slip may take on its way to the printer (45 and 30 kB, less the job's own head and cut):
a serial line of 115,200 baud carries it in 4 s."""

SMALLEST = 0.58
THICK = 4
"""Dots: the lines around what nobody may overlook."""

COPY = ("BẢN IN LẠI", "REPRINT")
TRIAL = ("PHIẾU THỬ NGHIỆM", "TRIAL TICKET")
HEADING = ("SỐ THỨ TỰ", "YOUR NUMBER")
COUNTER = ("Quầy", "Counter")
PURPOSE = ("Mục đích", "Purpose")
ISSUED = ("Lấy số lúc", "Issued at")
AHEAD = ("Số người chờ trước", "People ahead of you")
WAIT = ("Dự kiến chờ", "Expected wait")
APOLOGY = ("PHIẾU XIN LỖI", "APOLOGY")
SORRY = (
    "Trung tâm xin lỗi Ông/Bà: số này chưa được phục vụ trước giờ đóng cửa và đã hết hiệu lực.",
    "We are sorry: this number could not be served before closing and is no longer valid.",
)
COME_BACK = (
    "Mời Ông/Bà lấy số mới khi trung tâm mở cửa lại.",
    "Please take a new number when the centre is open again.",
)
FOLLOW = ("Quét mã để theo dõi lượt của Ông/Bà", "Scan to follow your turn")


@dataclass(frozen=True, slots=True)
class Slip:
    """Everything on one paper; pairs are (Vietnamese, English)."""

    number: str
    centre: tuple[str, str]
    field: tuple[str, str]
    zone: tuple[str, str] | None
    counter: int | None
    purpose: tuple[str, str] | None
    issued_at: dt.datetime
    ahead: int | None
    estimate: Estimate | None
    follow_url: str | None
    footer: tuple[str, str]
    trial: bool
    english: bool
    logo: Path | None = None
    copy: bool = False
    """Printed again at the wish of staff, and marked as such."""
    apology: bool = False
    """The end of a session has closed this number; the paper says so instead of where to wait."""

    @property
    def name(self) -> str:
        """A file name's stem: the number and the time of issue."""
        number = re.sub(r"[^0-9A-Za-z]", "", self.number)
        kind = "-apology" if self.apology else "-copy" if self.copy else ""
        return f"{number}-{self.issued_at:%Y%m%d-%H%M%S}{kind}"


def slip_of(
    ticket: TicketAnswer | NumberAlone, centre: CentreAnswer, settings: KioskSettings
) -> Slip:
    """The paper of a ticket that this kiosk has just got."""
    field = next((field for field in centre.fields if field.id == ticket.field), None)
    return Slip(
        number=ticket.number,
        centre=(centre.name, centre.name_en),
        field=(ticket.field_name, ticket.field_name_en),
        zone=_only_zone(centre, field),
        counter=_only_counter(field),
        purpose=_purpose(centre, ticket.purpose),
        issued_at=dt.datetime.fromisoformat(ticket.issued_at),
        ahead=ticket.ahead,
        estimate=ticket.estimate,
        follow_url=ticket.follow_url,
        footer=(settings.footer, settings.footer_en),
        trial=ticket.trial,
        english=ticket.language == "en",
        logo=Path(settings.logo) if settings.logo else None,
        apology=isinstance(ticket, TicketAnswer) and ticket.apology is not None,
    )


def draw_slip(slip: Slip, dots: int) -> Image.Image:
    """The slip in black and white, ``dots`` wide (576 on 80 mm paper, 384 on 58 mm).

    Very long names are set smaller, so that every job stays within ``JOB_BYTES``; where that does
    not suffice the logo is left out.
    """
    pen = Pen(dots)
    draft = _draw(slip, pen)
    while job_size(draft) > JOB_BYTES[dots] and pen.scale > SMALLEST:
        pen = Pen(dots, max(_fitting(draft, pen, slip), SMALLEST))
        draft = _draw(slip, pen)
    if slip.logo and job_size(draft) > JOB_BYTES[dots]:
        return draw_slip(replace(slip, logo=None), dots)
    return draft


def _fitting(draft: Image.Image, pen: Pen, slip: Slip) -> float:
    """The scale at which a draft that is too large should fit: text shrinks with its square."""
    fixed = job_size(pen.number(slip.number, NUMBER_HEIGHT))
    if slip.follow_url:
        fixed += job_size(pen.qr(slip.follow_url, QR_SIDE))
    share = (JOB_BYTES[pen.dots] - fixed) / (job_size(draft) - fixed)
    return pen.scale * sqrt(share) * 0.98


def _draw(slip: Slip, pen: Pen) -> Image.Image:
    return stack(_blocks(slip, pen)).convert("1", dither=Image.Dither.NONE)


def _blocks(slip: Slip, pen: Pen) -> Iterator[Image.Image]:
    yield from _head(slip, pen)
    yield pen.space(18)
    yield pen.number(slip.number, NUMBER_HEIGHT)
    yield pen.space(22)
    if slip.apology:
        yield from _apology(slip, pen)
        return
    yield from _where(slip, pen)
    yield from _ruled(pen)
    yield from _facts(slip, pen)
    yield from _ruled(pen)
    if slip.follow_url:
        yield from _follow(slip.follow_url, slip, pen)
    yield from _both(slip, pen, slip.footer, 34, 800)
    yield pen.space(8)


def _head(slip: Slip, pen: Pen) -> Iterator[Image.Image]:
    yield pen.space(8)
    if slip.copy or slip.apology:
        yield pen.rule(THICK)
        yield pen.space(6)
        yield from _both(slip, pen, APOLOGY if slip.apology else COPY, 36, 800)
        yield pen.space(6)
        yield pen.rule(THICK)
        yield pen.space(12)
    if slip.logo:
        yield pen.picture(slip.logo, LOGO_HEIGHT)
        yield pen.space(12)
    if slip.trial:
        yield pen.rule()
        yield pen.space(8)
        yield from _both(slip, pen, TRIAL, 31, 800)
        yield from _ruled(pen)
    yield from _both(slip, pen, slip.centre, 31, 600)
    yield pen.space(10)
    yield from _both(slip, pen, HEADING, 31, 800)


def _where(slip: Slip, pen: Pen) -> Iterator[Image.Image]:
    size = 38 if len(slip.field[0]) <= 60 else 30
    yield from _both(slip, pen, slip.field, size, 800)
    if slip.counter is not None:
        counter = (f"{COUNTER[0]} {slip.counter}", f"{COUNTER[1]} {slip.counter}")
        yield from _both(slip, pen, counter, 38, 800)
    if slip.zone is not None:
        yield from _both(slip, pen, slip.zone, 31, 600)


def _apology(slip: Slip, pen: Pen) -> Iterator[Image.Image]:
    yield from _both(slip, pen, slip.field, 34, 600)
    moment = f"{slip.issued_at:%d/%m/%Y %H:%M}"
    yield from _fact(slip, pen, ISSUED, (moment, moment))
    yield from _ruled(pen)
    for words in (SORRY, COME_BACK):
        yield from _both(slip, pen, words, 31, 600)
        yield pen.space(12)


def _facts(slip: Slip, pen: Pen) -> Iterator[Image.Image]:
    if slip.purpose is not None:
        yield from _fact(slip, pen, PURPOSE, slip.purpose)
    moment = f"{slip.issued_at:%d/%m/%Y %H:%M}"
    yield from _fact(slip, pen, ISSUED, (moment, moment))
    if slip.ahead is not None:
        yield from _fact(slip, pen, AHEAD, (str(slip.ahead), str(slip.ahead)))
    if slip.estimate is not None:
        yield from _fact(slip, pen, WAIT, _range(slip.estimate))


def _follow(url: str, slip: Slip, pen: Pen) -> Iterator[Image.Image]:
    yield pen.qr(url, QR_SIDE)
    yield pen.text(FOLLOW[slip.english], 26, 400)
    yield pen.space(16)


def _both(
    slip: Slip, pen: Pen, words: tuple[str, str], size: int, weight: Weight
) -> Iterator[Image.Image]:
    yield pen.text(words[0], size, weight)
    if slip.english and words[1] != words[0]:
        yield pen.text(words[1], max(round(size * 0.82), 24), 400)


def _fact(
    slip: Slip, pen: Pen, label: tuple[str, str], value: tuple[str, str]
) -> Iterator[Image.Image]:
    yield pen.fact(label[slip.english], value[slip.english], 30)


def _ruled(pen: Pen) -> Iterator[Image.Image]:
    yield pen.space(14)
    yield pen.rule()
    yield pen.space(12)


def _range(estimate: Estimate) -> tuple[str, str]:
    low, high = estimate.low, max(estimate.high, 1)
    if low <= 0:
        return f"dưới {high} phút", f"under {high} min"
    span = str(low) if low == high else f"{low}–{high}"
    return f"{span} phút", f"{span} min"


def _purpose(centre: CentreAnswer, purpose: str | None) -> tuple[str, str] | None:
    known = {named.id: (named.name, named.name_en) for named in centre.purposes}
    return known.get(purpose or "")


def _only_counter(field: FieldAnswer | None) -> int | None:
    return field.counters[0] if field and len(field.counters) == 1 else None


def _only_zone(centre: CentreAnswer, field: FieldAnswer | None) -> tuple[str, str] | None:
    if field is None or len(field.zones) != 1 or len(centre.zones) == 1:
        return None
    known = {zone.id: (zone.name, zone.name_en) for zone in centre.zones}
    return known.get(field.zones[0])
