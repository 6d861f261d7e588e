"""A picture as ESC/POS bytes.

Everything is printed as raster: the printers' own code pages lack most Vietnamese letters.  White
rows are fed and white at the right is left out, which nearly halves what escpos alone would send.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from PIL import Image

from kiosk.printer.bands import BAND_ROWS, bands

FEED = b"\x1bJ"
"""ESC J n: feed n dots."""


def load_escpos(data: Path) -> None:
    """Import escpos ahead of the first job (0.3 s); its cache lies in ``data``, for us alone."""
    cache = data / "escpos"
    cache.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ["ESCPOS_CAPABILITIES_PICKLE_DIR"] = str(cache)
    _dummy()


def job_bytes(picture: Image.Image) -> bytes:
    """One job: reset, the picture in black and white, feed and cut."""
    dummy = _dummy()
    dummy.hw("INIT")
    for band in bands(picture):
        if band.width:
            ink = picture.crop((0, band.top, band.width, band.bottom))
            dummy.image(ink, impl="bitImageRaster", fragment_height=BAND_ROWS)
        else:
            dummy._raw(FEED + bytes([band.rows]))
    dummy.cut()
    return bytes(dummy.output)


def _dummy() -> Any:
    from escpos.printer import Dummy

    dummy = Dummy()
    # With a profile of unknown width escpos 3.1 prints a complaint to stdout for every image.
    dummy.profile.profile_data = {**dummy.profile.profile_data, "media": {}}
    return dummy
