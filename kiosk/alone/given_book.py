"""The numbers given alone, in a file that is written before a number is shown.

One line for each number given and one for what the server made of it.  Nothing in it says who.
"""

from __future__ import annotations

from pathlib import Path

import structlog
from pydantic import BaseModel, ConfigDict, ValidationError

from kiosk.durable_file import append_durably, write_durably
from server.messages import OfflineTicket, TakenIn

Place = tuple[str, str, int]
"""Day, series and ordinal: what a number is unique by."""

log = structlog.get_logger()


class Given(BaseModel):
    """A number that was given, and what the server is to be told of it."""

    model_config = ConfigDict(frozen=True)

    day: str
    series: str
    field: str
    ticket: OfflineTicket

    @property
    def place(self) -> Place:
        """What tells it from every other number."""
        return self.day, self.series, self.ticket.ordinal

    @property
    def number(self) -> str:
        """The number on the paper."""
        return f"{self.series}{self.ticket.ordinal:03d}"


class Settled(BaseModel):
    """What the server made of a number: queued, or refused for good."""

    day: str
    series: str
    told: TakenIn

    @property
    def place(self) -> Place:
        """Which number it is."""
        return self.day, self.series, self.told.ordinal


class Line(BaseModel):
    """A line of the file."""

    given: Given | None = None
    settled: Settled | None = None


class BookDamaged(Exception):
    """The file cannot be read or written: which numbers were given is not known for certain."""


class GivenBook:
    """The numbers given alone; not for two threads at once.

    While it is ``damaged``, no number may be given alone: it might be the second time.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._given: dict[Place, Given] = {}
        self._settled: dict[Place, Settled] = {}
        self.damaged = False
        self._read()

    def give(self, given: Given) -> None:
        """Note a number, on the disk when this returns; raises ``BookDamaged``."""
        assert given.place not in self._given, f"{given.number} is given already"
        self._append(Line(given=given))
        self._given[given.place] = given

    def settle(self, given: Given, told: TakenIn) -> None:
        """Note what the server made of a number; raises ``BookDamaged``."""
        settled = Settled(day=given.day, series=given.series, told=told)
        self._settled[settled.place] = settled
        self._append(Line(settled=settled))

    def pending(self) -> list[Given]:
        """What the server has not answered yet, in the order of giving."""
        return [one for place, one in self._given.items() if place not in self._settled]

    def with_key(self, key: str) -> Given | None:
        """The number of a touch."""
        return next((one for one in self._given.values() if one.ticket.key == key), None)

    def given_on(self, day: str, series: str) -> set[int]:
        """The ordinals of a series given on a day."""
        return {
            one.ticket.ordinal for one in self._given.values() if one.place[:2] == (day, series)
        }

    def newest_at(self) -> str | None:
        """When the last number was given."""
        return next((one.ticket.at for one in reversed(self._given.values())), None)

    def refused_on(self, day: str) -> list[str]:
        """The numbers of a day that the server did not take."""
        refused = (one for one in self._settled.values() if one.told.state == "refused")
        return [self._given[one.place].number for one in refused if one.day == day]

    def forget_before(self, day: str) -> None:
        """Drop what is settled and older than this day; the file is whole again afterwards."""
        old = {one.place for one in self._settled.values() if one.day < day}
        if not old and not self.damaged:
            return
        for place in old:
            del self._given[place], self._settled[place]
        kept = [Line(given=one) for one in self._given.values()]
        kept += [Line(settled=one) for one in self._settled.values()]
        write_durably(self._path, "".join(f"{_written(line)}\n" for line in kept))
        self.damaged = False

    def _append(self, line: Line) -> None:
        try:
            append_durably(self._path, _written(line))
        except OSError as error:
            self.damaged = True
            raise BookDamaged(f"{self._path}: {error.strerror}") from error

    def _read(self) -> None:
        if not self._path.exists():
            return
        whole, _, torn = self._path.read_text(encoding="utf-8", errors="replace").rpartition("\n")
        for written in whole.splitlines():
            self._take_in(written)
        if torn:  # never finished, so that number was never shown
            write_durably(self._path, f"{whole}\n" if whole else "")

    def _take_in(self, written: str) -> None:
        try:
            line = Line.model_validate_json(written)
        except ValidationError:
            self.damaged = True
            log.error("book_damaged", file=str(self._path))
            return
        if line.given is not None:
            self._given[line.given.place] = line.given
        if line.settled is not None and line.settled.place in self._given:
            self._settled[line.settled.place] = line.settled


def _written(line: Line) -> str:
    return line.model_dump_json(exclude_defaults=True)
