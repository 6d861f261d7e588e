"""The ranges that the server has reserved for this kiosk, kept over a restart."""

from __future__ import annotations

from pathlib import Path

import structlog
from pydantic import BaseModel, ConfigDict, ValidationError

from kiosk.durable_file import write_durably
from server.messages import RangeAnswer

log = structlog.get_logger()


class Held(BaseModel):
    """The ranges of one day, got at ``since``; with ``returning`` they are being given back.

    ``returning`` is the key of that command: it is repeated with it until it is answered, so that
    a late one never takes away a range that was got after it.
    """

    model_config = ConfigDict(frozen=True)

    day: str = ""
    since: str = ""
    ranges: list[RangeAnswer] = []
    returning: str | None = None

    def of(self, day: str, series: str) -> list[RangeAnswer]:
        """The ranges of a series on a day, in the order of use."""
        return [one for one in self.ranges if (one.day, one.series) == (day, series)]


class RangeBook:
    """``held`` as it is on the disk."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.held = self._read()

    def keep(self, held: Held) -> None:
        """Hold these instead; on the disk when this returns."""
        write_durably(self._path, held.model_dump_json())
        self.held = held

    def _read(self) -> Held:
        try:
            return Held.model_validate_json(self._path.read_bytes())
        except FileNotFoundError:
            return Held()
        except ValidationError:
            log.error("ranges_not_understood", file=str(self._path))
            return Held()
