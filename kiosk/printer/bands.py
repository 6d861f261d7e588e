"""A slip's picture as the bands that a printer gets: ink as raster, white as paper feed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from PIL import Image, ImageChops

BLANK_ROWS = 3
"""A shorter white gap costs less sent than skipped (two headers of 8 bytes and a feed of 3)."""

BAND_ROWS = 64
HEADER_BYTES = 8
FEED_BYTES = 3


@dataclass(frozen=True, slots=True)
class Band:
    """Rows ``top`` to ``bottom`` of a picture; ``width`` dots hold all their ink, 0 when blank."""

    top: int
    bottom: int
    width: int

    @property
    def rows(self) -> int:
        """The band's height in dots."""
        return self.bottom - self.top

    @property
    def size(self) -> int:
        """Bytes on the line to the printer."""
        return self.rows * self.width // 8 + HEADER_BYTES if self.width else FEED_BYTES


def bands(picture: Image.Image) -> list[Band]:
    """The picture from top to bottom, in bands of at most 64 rows."""
    ink = ImageChops.invert(picture.convert("L"))
    return [band for top, bottom, blank in _runs(ink) for band in _cut(ink, top, bottom, blank)]


def job_size(picture: Image.Image) -> int:
    """How many bytes the picture's raster and feeds take."""
    return sum(band.size for band in bands(picture))


def _cut(ink: Image.Image, top: int, bottom: int, blank: bool) -> Iterator[Band]:
    for start in range(top, bottom, BAND_ROWS):
        end = min(start + BAND_ROWS, bottom)
        yield Band(start, end, 0 if blank else _width(ink.crop((0, start, ink.width, end))))


def _width(rows: Image.Image) -> int:
    box = rows.getbbox()
    assert box is not None, "a band that is not blank holds ink"
    return (box[2] + 7) // 8 * 8


def _runs(ink: Image.Image) -> Iterator[tuple[int, int, bool]]:
    top = 0
    skipped = ((rows, blank and rows >= BLANK_ROWS) for rows, blank in _same_rows(ink))
    for blank, runs in groupby(skipped, key=lambda run: run[1]):
        bottom = top + sum(rows for rows, _ in runs)
        yield top, bottom, blank
        top = bottom


def _same_rows(ink: Image.Image) -> Iterator[tuple[int, bool]]:
    pixels = ink.tobytes()
    rows = (any(pixels[at : at + ink.width]) for at in range(0, len(pixels), ink.width))
    for inked, run in groupby(rows):
        yield sum(1 for _ in run), not inked
