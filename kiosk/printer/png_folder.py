"""No printer yet: slips are drawn into a folder, to see what would come out."""

from __future__ import annotations

import os
from itertools import chain, count
from pathlib import Path

from PIL import Image

from kiosk.printer.condition import Condition
from kiosk.printer.verdict import NotPrinted
from server.messages import PrinterIs


class PngFolder:
    """One PNG for each slip, whole or not there at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._last_slip = Condition(PrinterIs.NOT_TRIED)

    def __str__(self) -> str:
        return str(self._folder)

    def prepare(self) -> None:
        """Nothing is slow here."""

    def print(self, picture: Image.Image, name: str) -> Condition:
        """Write ``NAME.png``; a second slip of that name gets ``NAME-2.png``."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _write_whole(picture, self._free_path(name))
        except OSError as error:
            why = f"Không ghi được phiếu vào {self} ({error.strerror or error})"
            self._last_slip = Condition(PrinterIs.ERROR, why=why)
            raise NotPrinted(self._last_slip) from error
        self._last_slip = Condition(PrinterIs.OK)
        return self._last_slip

    def look(self) -> Condition:
        """How the last slip went."""
        return self._last_slip

    def _free_path(self, name: str) -> Path:
        stems = chain([name], (f"{name}-{copy}" for copy in count(2)))
        paths = (self._folder / f"{stem}.png" for stem in stems)
        return next(path for path in paths if not path.exists())


def _write_whole(picture: Image.Image, path: Path) -> None:
    unfinished = path.with_suffix(".part")
    picture.save(unfinished, format="PNG", optimize=True)
    os.replace(unfinished, path)
