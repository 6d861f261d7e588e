"""Blocks of a slip: each a strip as wide as the paper, black on white.

Sizes are in dots; thermal printers have 203 to the inch, so 8 dots are a millimetre.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

import segno
from PIL import Image, ImageChops, ImageDraw, ImageFont

from server.settings import SHARED_STATIC

Weight = Literal[400, 600, 800]

NEAREST = Image.Resampling.NEAREST
INK = 0
WHITE = 255
HALF = 160
"""Darker than this is ink: the red of an emblem is, its yellow is not."""

WIDE = 576
NARROW_TEXT = 0.78
LINE_HEIGHT = 1.28
QUIET_MODULES = 4
"""The white border that a QR code needs (ISO/IEC 18004)."""


class Pen:
    """Draws on paper of one width; ``margin`` keeps ink off the edges of the print head.

    Text sizes are given for 80 mm paper at ``scale`` 1; narrower paper has smaller text.
    """

    def __init__(self, dots: int, scale: float = 1) -> None:
        self.dots = dots
        self.margin = dots // 48
        self.width = dots - 2 * self.margin
        self.scale = scale
        self._text = scale * (1 if dots >= WIDE else NARROW_TEXT)

    def text(self, words: str, size: int, weight: Weight = 600) -> Image.Image:
        """Centred lines, as many as the words need."""
        font = self.font(weight, size)
        return self._lines(words, font, self.dots / 2, "ma", _overhang(words, font))

    def fact(self, label: str, value: str, size: int, weight: Weight = 800) -> Image.Image:
        """The label at the left, its value at the right, or under it when both are long."""
        light, strong = self.font(400, size), self.font(weight, size)
        left = self._lines(label, light, self.margin, "la")
        right = self._lines(value, strong, self.dots - self.margin, "ra")
        if light.getlength(f"{label}  ") + strong.getlength(value) > self.width:
            return stack([left, right])
        return ImageChops.darker(left, right)

    def number(self, number: str, height: int) -> Image.Image:
        """The number with digits ``height`` dots high, narrowed where the paper is too narrow."""
        glyphs = _trimmed(number, height)
        if glyphs.width > self.width:
            glyphs = glyphs.resize((self.width, glyphs.height), Image.Resampling.LANCZOS)
        return self._centred(glyphs)

    def qr(self, content: str, side: int) -> Image.Image:
        """A QR code at most ``side`` dots wide, whole dots for each module."""
        code = segno.make(content, error="m", micro=False)
        modules = int(code.symbol_size(border=QUIET_MODULES)[0])
        scale = max(side // modules, 1)
        rows = code.matrix_iter(border=QUIET_MODULES)
        cells = bytes(INK if dark else WHITE for row in rows for dark in row)
        picture = Image.frombytes("L", (modules, modules), cells)
        return self._centred(picture.resize((modules * scale, modules * scale), NEAREST))

    def picture(self, path: Path, height: int) -> Image.Image:
        """A picture at most ``height`` dots high and as wide as the text; it scales like text."""
        drawing = _on_white(path)
        share = min(round(height * self._text) / drawing.height, self.width / drawing.width)
        size = (max(round(drawing.width * share), 1), max(round(drawing.height * share), 1))
        scaled = drawing.resize(size, Image.Resampling.LANCZOS)
        return self._centred(scaled.point(lambda light: WHITE if light > HALF else INK))

    def rule(self, rows: int = 2) -> Image.Image:
        """A line from margin to margin."""
        strip = self._strip(rows)
        edges = (self.margin, 0, self.dots - self.margin - 1, rows - 1)
        ImageDraw.Draw(strip).rectangle(edges, fill=INK)
        return strip

    def space(self, rows: int) -> Image.Image:
        """White paper."""
        return self._strip(rows)

    def _lines(
        self, words: str, font: ImageFont.FreeTypeFont, x: float, anchor: str, above: int = 0
    ) -> Image.Image:
        lines = balanced(words, font, self.width)
        height = round(font.size * LINE_HEIGHT)
        strip = self._strip(above + len(lines) * height)
        draw = ImageDraw.Draw(strip)
        for row, line in enumerate(lines):
            draw.text((x, above + row * height), line, fill=INK, font=font, anchor=anchor)
        return strip

    def _centred(self, picture: Image.Image) -> Image.Image:
        strip = self._strip(picture.height)
        strip.paste(picture, ((self.dots - picture.width) // 2, 0))
        return strip

    def font(self, weight: Weight, size: int) -> ImageFont.FreeTypeFont:
        """The type of a size given for 80 mm paper."""
        return _font(weight, round(size * self._text))

    def _strip(self, rows: int) -> Image.Image:
        return Image.new("L", (self.dots, rows), WHITE)


def _overhang(words: str, font: ImageFont.FreeTypeFont) -> int:
    """How far the accents of capitals such as Ỗ reach over the line's own height."""
    return max(0, -round(font.getbbox(words)[1]))


def stack(blocks: Iterable[Image.Image]) -> Image.Image:
    """Blocks of one width under one another."""
    strips = list(blocks)
    whole = Image.new("L", (strips[0].width, sum(strip.height for strip in strips)), WHITE)
    top = 0
    for strip in strips:
        whole.paste(strip, (0, top))
        top += strip.height
    return whole


def wrapped(words: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """The words in lines that are not wider than ``width``; a longer word is broken."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines = [*filter(None, lines), *_broken(word, font, width)]
    return lines


def balanced(words: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """As few lines as ``wrapped`` makes, of lengths as even as they can be."""
    lines = wrapped(words, font, width)
    if len(lines) == 1:
        return lines
    narrow = font.getlength(words) / len(lines)
    while narrow < width:
        even = wrapped(words, font, narrow)
        if len(even) == len(lines):
            return even
        narrow *= 1.06
    return lines


def _broken(word: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if font.getlength(pieces[-1] + letter) <= width:
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def _trimmed(number: str, height: int) -> Image.Image:
    probe = _font(800, height).getbbox(number)
    font = _font(800, round(height * height / (probe[3] - probe[1])) + 1)
    left, top, right, bottom = (round(edge) for edge in font.getbbox(number))
    glyphs = Image.new("L", (right - left, bottom - top), WHITE)
    ImageDraw.Draw(glyphs).text((-left, -top), number, fill=INK, font=font)
    return glyphs


@cache
def _on_white(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        coloured = picture.convert("RGBA")
    white = Image.new("RGBA", coloured.size, "white")
    return Image.alpha_composite(white, coloured).convert("L")


def _font(weight: Weight, size: int) -> ImageFont.FreeTypeFont:
    path = SHARED_STATIC / "vendor" / "fonts" / f"be-vietnam-pro-{weight}.ttf"
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
