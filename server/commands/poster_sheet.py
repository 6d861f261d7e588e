"""The poster as a picture: an A4 sheet at 300 dots to the inch, in the product's own colours."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import segno
from PIL import Image, ImageDraw, ImageFont

from server.settings import SHARED_STATIC, CentreSettings

DOTS_PER_INCH = 300
WIDTH, HEIGHT = 2480, 3508
MARGIN = 200
BAND = 560
CODE = 1240
QUIET_MODULES = 4
"""The white border that a QR code needs (ISO/IEC 18004)."""

BRAND, INK, SOFT, PAPER, SURFACE = "#0b3f73", "#10233d", "#3f4f66", "#ffffff", "#f2f5f9"
LARGEST_NAME, SMALLEST_NAME, LINES_OF_NAME = 104, 56, 2

Words = tuple[str, str]
"""In Vietnamese and in English."""

TAKE: tuple[Words, tuple[Words, ...]] = (
    ("Lấy số từ điện thoại", "Take a number with your phone"),
    (
        ("Quét mã bằng máy ảnh của điện thoại", "Scan the code with your phone's camera"),
        ("Chọn lĩnh vực, bấm “Lấy số”", "Choose a field and take a number. No name is asked"),
        ("Đến nơi, báo có mặt tại máy lấy số", "When you arrive, check in at the kiosk"),
    ),
)
READ: tuple[Words, tuple[Words, ...]] = (
    ("Xem trước khi đến", "Look before you come"),
    (
        ("Quét mã bằng máy ảnh của điện thoại", "Scan the code with your phone's camera"),
        ("Giờ làm việc, số người đang chờ, giờ vắng", "Opening hours, people waiting, quiet hours"),
        ("Tìm thủ tục Ông/Bà cần làm", "Find the procedure you come for"),
    ),
)


def poster_sheet(centre: CentreSettings, address: str) -> Image.Image:
    """The whole sheet; ``address`` is what its code leads to."""
    (title, title_en), steps = TAKE if centre.phone.enabled else READ
    sheet = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((0, 0, WIDTH, BAND), fill=BRAND)
    _name(pen, centre)
    _centred(pen, BAND + 130, title, 800, 190, INK)
    _centred(pen, BAND + 390, title_en, 400, 84, SOFT)
    _code(sheet, BAND + 560, address)
    _centred(pen, BAND + 560 + CODE + 40, address, 600, 60, SOFT)
    for place, (top, (words, english)) in enumerate(_rows(steps), start=1):
        _step(pen, top, place, words, english)
    return sheet


def _name(pen: ImageDraw.ImageDraw, centre: CentreSettings) -> None:
    """Both names in the band, as large as they fit it."""
    sizes = range(LARGEST_NAME, SMALLEST_NAME, -4)
    fitting = (one for one in sizes if len(_lines(centre.name, 800, one)) <= LINES_OF_NAME)
    size = next(fitting, SMALLEST_NAME)
    lines = _lines(centre.name, 800, size)
    english = _lines(centre.name_en, 400, size // 2)
    height = round(size * 1.3) * len(lines) + round(size * 0.7) * len(english)
    top = (BAND - height) // 2
    for line in lines:
        _centred(pen, top, line, 800, size, PAPER)
        top += round(size * 1.3)
    for line in english:
        _centred(pen, top, line, 400, size // 2, PAPER)
        top += round(size * 0.7)


def _code(sheet: Image.Image, top: int, address: str) -> None:
    rows = list(segno.make(address, error="q", micro=False).matrix_iter(1, QUIET_MODULES))
    dots = bytes(255 * (1 - dark) for row in rows for dark in row)
    small = Image.frombytes("L", (len(rows), len(rows)), dots)
    side = CODE // len(rows) * len(rows)
    large = small.resize((side, side), Image.Resampling.NEAREST).convert("RGB")
    sheet.paste(large, ((WIDTH - side) // 2, top + (CODE - side) // 2))


def _rows(steps: tuple[Words, ...]) -> Iterator[tuple[int, Words]]:
    first, apart = BAND + 560 + CODE + 230, 270
    return ((first + apart * place, step) for place, step in enumerate(steps))


def _step(pen: ImageDraw.ImageDraw, top: int, place: int, words: str, english: str) -> None:
    across = 150
    pen.ellipse((MARGIN, top, MARGIN + across, top + across), fill=BRAND)
    middle = (MARGIN + across // 2, top + across // 2)
    pen.text(middle, str(place), font=_font(800, 92), fill=PAPER, anchor="mm")
    left = MARGIN + across + 70
    pen.text((left, top - 6), words, font=_font(600, 80), fill=INK, anchor="la")
    pen.text((left, top + 100), english, font=_font(400, 56), fill=SOFT, anchor="la")


def _centred(
    pen: ImageDraw.ImageDraw, top: int, words: str, weight: int, size: int, colour: str
) -> None:
    """One line in the middle, smaller where it would not fit."""
    while size > 24 and _font(weight, size).getlength(words) > WIDTH - 2 * MARGIN:
        size -= 2
    pen.text((WIDTH // 2, top), words, font=_font(weight, size), fill=colour, anchor="ma")


def _lines(words: str, weight: int, size: int) -> list[str]:
    font, lines = _font(weight, size), [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= WIDTH - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@cache
def _font(weight: int, size: int) -> ImageFont.FreeTypeFont:
    path = SHARED_STATIC / "vendor" / "fonts" / f"be-vietnam-pro-{weight}.ttf"
    return ImageFont.truetype(str(path), size)
