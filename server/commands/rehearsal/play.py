"""One rehearsed day against a trial server that is there: the players, the day, the summary."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path

from server.commands.errors import CommandFailed
from server.commands.rehearsal.board import Announcer, running_board, wait_until_zones_listen
from server.commands.rehearsal.cast import enrolled
from server.commands.rehearsal.company import Company, gathered
from server.commands.rehearsal.demand import Citizen, NewCodes
from server.commands.rehearsal.figures import (
    LogReader,
    Summary,
    log_lines,
    states_of_visits,
    summarised,
)
from server.commands.rehearsal.hall import Hall
from server.commands.rehearsal.progress import Progress
from server.commands.rehearsal.simulated_time import SimulatedTime
from server.commands.rehearsal.stage import Stage
from server.commands.rehearsal.wire import NOT_ITS_DATA, Caller, Refusals, Refused, measured
from server.commands.rehearsal.working_day import WorkingDay
from server.settings import BoardSettings, CentreSettings


@dataclass(frozen=True)
class Script:
    """What is to be played: the centre, the day, who comes, how fast, by which seed."""

    centre: CentreSettings
    board: BoardSettings
    day: WorkingDay
    citizens: list[Citizen]
    speed: float
    seed: int


@dataclass(frozen=True)
class Place:
    """Where it is played: the server, its data folder, and a folder for the board's own files."""

    server_url: str
    data: Path
    folder: Path


def play(script: Script, place: Place) -> Summary:
    """Play the day and sum it up; raises ``CommandFailed`` when it cannot be played."""
    with _on_stage(script, place) as show:
        show.play_day()
        summary = show.summary()
        show.everybody_leaves()
    return summary


@contextmanager
def _on_stage(script: Script, place: Place) -> Iterator[_Show]:
    """Everybody enrolled and signed in, and the board listening, for as long as this lasts."""
    url = place.server_url
    with ExitStack() as held:
        cast = held.enter_context(enrolled(place.data, script.centre, len(script.citizens)))
        refusals = Refusals()
        integration = Caller(url, "integration", refusals, cast.integration)
        if not integration.is_known():
            raise CommandFailed(NOT_ITS_DATA)
        board = running_board(place.folder, script.board, url, cast.board)
        board_url = held.enter_context(board)
        wait_until_zones_listen(url, cast.integration, len(script.centre.zones))
        workers = ThreadPoolExecutor(len(cast.officers) + len(cast.kiosks))
        held.enter_context(workers)
        held.enter_context(_clock_put_back(integration))
        stage = _stage(script, integration, workers)
        company = gathered(cast, stage, url, refusals)
        log_before = int(measured(url, cast.integration, "luot_log_sequence"))
        announcer = Announcer(board_url)
        yield _Show(script, stage, company, integration, announcer, refusals, log_before)


@contextmanager
def _clock_put_back(integration: Caller) -> Iterator[None]:
    """Afterwards the server's clock goes on as if nothing had been."""
    before = dt.datetime.fromisoformat(integration.get("/centre")["at"])
    began = time.monotonic()
    try:
        yield
    finally:
        after = before + dt.timedelta(seconds=time.monotonic() - began)
        with suppress(CommandFailed, Refused):  # a server that is gone has no clock
            integration.put("/trial/clock", {"now": after.isoformat()})


def _stage(script: Script, integration: Caller, workers: Executor) -> Stage:
    centre, day = script.centre, script.day

    def set_clock(at: dt.datetime) -> None:
        integration.put("/trial/clock", {"now": at.isoformat()})

    set_clock(day.opens)
    simulated = SimulatedTime(day.opens, script.speed, set_clock, workers)
    return Stage(centre, day, simulated, Hall(centre), script.seed, NewCodes(centre, day))


@dataclass(frozen=True)
class _Show:
    """A day with its players and what is asked when it is over."""

    script: Script
    stage: Stage
    company: Company
    integration: Caller
    announcer: Announcer
    refusals: Refusals
    log_before: int

    def play_day(self) -> None:
        """From the opening until the last citizen has left."""
        simulated, day = self.stage.time, self.script.day
        for officer in self.company.officers:
            simulated.at(day.opens, officer.arrives)
            for start, _ in day.breaks():
                simulated.at(start, officer.hears_lunch)
        kiosks = cycle(self.company.kiosks.values())
        for citizen, kiosk in zip(self.script.citizens, kiosks, strict=False):
            simulated.at(citizen.at, partial(kiosk.takes, citizen))
        simulated.run(Progress(self.stage.hall, day.opens, self.announcer.catches_up).look)

    def summary(self) -> Summary:
        """What came of it, by the server's log, its visits and the board's announcer."""
        log = LogReader(frozenset(self.company.kiosks))
        for line in log_lines(self.integration, self.log_before):
            log.read(line)
        return summarised(
            visits=len(self.script.citizens),
            log=log,
            states=states_of_visits(self.company.desk, self.script.day.date),
            given=self.company.given(),
            said=self.announcer.said_all(log.calls),
            errors=self.refusals.count,
        )

    def everybody_leaves(self) -> None:
        """Counters are closed, sessions end."""
        self.stage.time.together([officer.leaves for officer in self.company.officers])
