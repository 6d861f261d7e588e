"""``luot rehearse``: a dress rehearsal of a whole day, X times faster than life."""

from __future__ import annotations

import datetime as dt
import json
import signal
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

import click
import requests
from pydantic import ValidationError

from server.centre import load_folder
from server.commands.centre_folder import loaded_folder
from server.commands.data import data_option
from server.commands.errors import CommandFailed
from server.commands.fill import fill_years
from server.commands.rehearsal.demand import Demand
from server.commands.rehearsal.play import Place, Script, play
from server.commands.rehearsal.working_day import WorkingDay, working_day_after
from server.commands.supervised import Program
from server.messages import API, CentreAnswer
from server.settings import BoardSettings, CentreSettings, FolderSettings
from server.settings.folder import BOARD_FILE
from server.store.opening import DATABASE

AS_FAST_AS_POSSIBLE = 0.0
ANSWERS_WITHIN_S = 10.0


@click.command()
@click.option(
    "--config", type=click.Path(path_type=Path), required=True, help="the centre's folder"
)
@click.option("--visits", type=click.IntRange(1, 50_000), required=True, help="how many come")
@click.option(
    "--speed",
    type=click.FloatRange(0),
    default=AS_FAST_AS_POSSIBLE,
    show_default=True,
    help="at most so many times faster than life; 0: as fast as this machine can",
)
@click.option("--seed", type=int, default=1, show_default=True, help="the same seed, the same day")
@click.option(
    "--fill",
    "years",
    type=click.FloatRange(0, 30, min_open=True),
    help="write so many made-up years into --data instead, with so many --visits a day",
)
@click.option("--server", help="a running trial server instead of one of its own")
@data_option
def rehearse(
    config: Path,
    visits: int,
    speed: float,
    seed: int,
    years: float | None,
    server: str | None,
    data: Path,
) -> None:
    """Rehearse the centre's next working day with made-up visits.

    Kiosks and officers are played over HTTP, the board is the real program with a silent sink.
    Without --server everything runs on a trial server of its own, with temporary data.  With
    --server, kiosks and officers are enrolled through that server's own database: give its data
    folder as --data, on the machine where it lies.  Its clock is moved to the rehearsed day and
    back.  The last line is a summary as JSON; the exit status is 1 when it shows a fault.

    At --speed 600 a working day takes a minute.

    With --fill nothing is played: years of days up to yesterday are written into the database of
    --data, as trial visits, for tests and demonstrations.
    """
    if years is not None:
        fill_years(config, data, years, visits, seed)
        return
    settings = loaded_folder(config)
    _interrupt_on_sigterm()
    with tempfile.TemporaryDirectory(prefix="luot-rehearsal-") as name:
        stage: AbstractContextManager[tuple[Place, WorkingDay]]
        if server is None:
            stage = _own_server(config, settings.centre, Path(name))
        else:
            stage = _running_server(server, settings.centre, data, Path(name))
        with stage as (place, day):
            script = _script(config, settings, day, visits, speed, seed)
            summary = play(script, place)
    click.echo(json.dumps(asdict(summary)))
    if faults := summary.faults():
        raise CommandFailed(f"the rehearsal shows faults: {_listed(faults)}")


@contextmanager
def _own_server(
    config: Path, centre: CentreSettings, folder: Path
) -> Iterator[tuple[Place, WorkingDay]]:
    """A trial server with temporary data, its clock standing at the opening of the day."""
    day = working_day_after(centre.hours, _zone(centre), dt.datetime.now(_zone(centre)).date())
    data = folder / "server"
    clock = ["--clock-speed", "0", "--clock-start", day.opens.isoformat()]
    where = ["--config", str(config), "--data", str(data), "--port", "0"]
    program = Program("server", "server", [*where, "--trial", *clock])
    try:
        yield Place(program.start(), data, folder), day
    finally:
        program.stop()


@contextmanager
def _running_server(
    url: str, centre: CentreSettings, data: Path, folder: Path
) -> Iterator[tuple[Place, WorkingDay]]:
    """A running trial server of this centre; the day is the working day after its own."""
    found = _asked(url)
    if found.id != centre.id:
        raise CommandFailed(f"{url} serves centre {found.id!r}, --config is of {centre.id!r}")
    if not found.trial:
        raise CommandFailed(f"{url} is not on trial: a rehearsal gives real numbers nowhere else")
    if not (data / DATABASE).exists():
        raise CommandFailed(
            f"no database at {data / DATABASE}: kiosks and officers are enrolled through the "
            f"server's own database, so run this on its machine with --data, its data folder"
        )
    today = dt.datetime.fromisoformat(found.at).astimezone(_zone(centre)).date()
    yield Place(url, data, folder), working_day_after(centre.hours, _zone(centre), today)


def _asked(url: str) -> CentreAnswer:
    try:
        answer = requests.get(f"{url.rstrip('/')}{API}/centre", timeout=ANSWERS_WITHIN_S)
        answer.raise_for_status()
        return CentreAnswer.model_validate_json(answer.content)
    except (requests.RequestException, ValidationError) as error:
        raise CommandFailed(f"no server of Lượt answers at {url}: {_first_line(error)}") from None


def _script(
    config: Path,
    settings: FolderSettings,
    day: WorkingDay,
    visits: int,
    speed: float,
    seed: int,
) -> Script:
    _, catalogue = load_folder(config)
    citizens = Demand(settings.centre, catalogue, day, seed).citizens(visits)
    return Script(settings.centre, _board(config, settings), day, citizens, speed, seed)


def _board(config: Path, settings: FolderSettings) -> BoardSettings:
    """The centre's board with its own clips, wherever its file is written again."""
    board = settings.boards[BOARD_FILE]
    if board.sounds is None:
        return board
    return board.model_copy(update={"sounds": str((config / board.sounds).resolve())})


def _zone(centre: CentreSettings) -> ZoneInfo:
    return ZoneInfo(centre.timezone)


def _listed(faults: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in faults.items())


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]


def _interrupt_on_sigterm() -> None:
    """End as after Ctrl-C: every program that was started is stopped."""

    def interrupt(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
