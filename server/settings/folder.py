"""A centre's whole folder: its files read together and checked against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from server.settings.agreement import load_centre
from server.settings.board import BoardSettings, load_board
from server.settings.centre import CentreSettings
from server.settings.faults import Fault, SettingsError
from server.settings.kiosk import KioskSettings, load_kiosk
from server.settings.papers import Paper, load_papers
from server.settings.procedures import ProcedureRow, load_procedures

KIOSK_FILE = "kiosk.toml"
BOARD_FILE = "display_board.toml"


@dataclass(frozen=True, slots=True)
class FolderSettings:
    """Everything a centre's folder holds; kiosks and boards by the names of their files."""

    centre: CentreSettings
    kiosks: Mapping[str, KioskSettings]
    boards: Mapping[str, BoardSettings]
    procedures: list[ProcedureRow]
    papers: Mapping[str, Sequence[Paper]]


def load_whole_folder(folder: Path) -> FolderSettings:
    """Read ``centre.toml``, every kiosk's and board's file, ``procedures.csv`` and ``papers.csv``.

    Raises ``SettingsError`` with every fault of every file, and, when all can be read, with what
    does not agree between them.
    """
    faults: list[Fault] = []
    centre = _read(load_centre, folder, faults)
    kiosks = _devices(folder, KIOSK_FILE, load_kiosk, faults)
    boards = _devices(folder, BOARD_FILE, load_board, faults)
    procedures = _read(load_procedures, folder, faults)
    codes = {row.code for row in procedures or ()}
    papers = _read(lambda path: load_papers(path, codes), folder, faults)
    if centre is None or procedures is None or papers is None or faults:
        raise SettingsError(faults)
    if faults := [*_kiosk_faults(centre, kiosks), *_board_faults(centre, boards)]:
        raise SettingsError(faults)
    return FolderSettings(centre, kiosks, boards, procedures, papers)


Loaded = TypeVar("Loaded")


def _read(load: Callable[[Path], Loaded], path: Path, faults: list[Fault]) -> Loaded | None:
    try:
        return load(path)
    except SettingsError as error:
        faults.extend(error.faults)
        return None


def _devices(
    folder: Path, first: str, load: Callable[[Path], Loaded], faults: list[Fault]
) -> dict[str, Loaded]:
    """Read the file that each folder must hold and those of further machines beside it."""
    stem = Path(first).stem
    names = sorted({first, *(path.name for path in folder.glob(f"{stem}*.toml"))})
    found = {name: _read(load, folder / name, faults) for name in names}
    return {name: settings for name, settings in found.items() if settings is not None}


def _kiosk_faults(centre: CentreSettings, kiosks: Mapping[str, KioskSettings]) -> Iterable[Fault]:
    zones = {zone.id for zone in centre.zones}
    fields = {field.id for field in centre.fields}
    for file, kiosk in kiosks.items():
        if kiosk.zone is not None and kiosk.zone not in zones:
            yield Fault(file, "zone", f"expected a zone of centre.toml, found {kiosk.zone!r}")
        for name in kiosk.fields:
            if name not in fields:
                yield Fault(file, "fields", f"expected a field of centre.toml, found {name!r}")
    yield from _shared_names({file: kiosk.name for file, kiosk in kiosks.items()})


def _board_faults(centre: CentreSettings, boards: Mapping[str, BoardSettings]) -> Iterable[Fault]:
    zones = {zone.id for zone in centre.zones}
    for file, board in boards.items():
        for name in board.zones:
            if name not in zones:
                yield Fault(file, "zones", f"expected a zone of centre.toml, found {name!r}")
        if board.counter is not None and board.counter not in _numbers_shown(centre, board):
            expected = f"expected a counter's number in its zones, found {board.counter}"
            yield Fault(file, "counter", expected)
    yield from _shared_names({file: board.name for file, board in boards.items()})


def _numbers_shown(centre: CentreSettings, board: BoardSettings) -> set[int]:
    """The numbers of the counters that a board's screens can show."""
    return {
        counter.number
        for counter in centre.counters
        if not board.zones or counter.zone in board.zones
    }


def _shared_names(names: Mapping[str, str]) -> Iterable[Fault]:
    owners: dict[str, str] = {}
    for file, name in names.items():
        if name in owners:
            expected = f"expected a name of its own, found {name!r} in {owners[name]} too"
            yield Fault(file, "name", expected)
        owners.setdefault(name, file)
