"""Printing on a thread of its own: the screen never waits for paper.

While nobody wants paper the same thread looks after the printer.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from queue import Empty, Full, Queue
from threading import Event, Thread

import structlog

from kiosk.journal import BEGUN, Journal
from kiosk.printer import Condition, MaybePrinted, NotPrinted, Printer
from kiosk.slip import Slip, draw_slip
from server.messages import PrinterIs

WAITING_AT_MOST = 8
STALE_SECONDS = 20.0
"""Nobody waits longer for paper: a later slip would be the next citizen's puzzle."""

LOOK_SECONDS = 2.0
"""With the look's own limits this is how a change is seen within 5 s."""

log = structlog.get_logger()


class Paper(StrEnum):
    """What became of a slip."""

    PRINTING = "printing"
    PRINTED = "printed"
    NOT_PRINTED = "not_printed"
    UNKNOWN = "unknown"


@dataclass(slots=True)
class Job:
    """One slip on its way; ``asked_at`` is the touch, in monotonic seconds."""

    name: str
    slip: Slip
    asked_at: float
    paper: Paper = Paper.PRINTING
    done: Event = field(default_factory=Event)

    def close(self, paper: Paper) -> None:
        """Say what became of it, once."""
        self.paper = paper
        self.done.set()


class Printing:
    """Draws and prints slips one after another; ``on_change`` hears when the printer's state does.

    A slip is never printed a second time by itself, whatever happened to the first; the journal
    knows them all, also those of an earlier run.
    """

    def __init__(
        self, printer: Printer, dots: int, journal: Journal, on_change: Callable[[], None]
    ) -> None:
        self._printer = printer
        self._dots = dots
        self._journal = journal
        self._on_change = on_change
        self._jobs: Queue[Job | None] = Queue(WAITING_AT_MOST)
        self._thread = Thread(target=self._run, name="printing", daemon=True)
        self._cut_off = _cut_off_words(journal.cut_off)
        self._look_in = 0.0
        self.state = Condition(PrinterIs.NOT_TRIED, why=self._cut_off)

    def start(self) -> None:
        """Begin to print what is submitted."""
        self._thread.start()

    def stop(self, seconds: float) -> None:
        """Finish what is waiting, but not longer than ``seconds``."""
        until = time.monotonic() + seconds
        with suppress(Full):
            self._jobs.put(None, timeout=seconds)
        self._thread.join(max(until - time.monotonic(), 0))

    def submit(self, slip: Slip, asked_at: float, paper: str) -> Job:
        """Put a slip in line; with too many waiting it is not printed.

        ``paper`` names the one paper that this is (the ticket's id, for a copy with the wish's
        sequence): the same one never comes out twice.
        """
        job = Job(f"{slip.name} {paper}", slip, asked_at)
        earlier = self._journal.claim(job.name)
        if earlier is not None:
            job.close(Paper.UNKNOWN if earlier == BEGUN else Paper(earlier))
            return job
        try:
            self._jobs.put_nowait(job)
        except Full:
            self._end(job, Paper.NOT_PRINTED, "quá nhiều phiếu đang chờ in")
        return job

    def _run(self) -> None:
        self._prepare()
        while (job := self._next()) is not None:
            paper, why = self._print(job)
            self._look_in = LOOK_SECONDS if paper is Paper.PRINTED else 0.0
            self._end(job, paper, why)

    def _next(self) -> Job | None:
        """The next job, looking after the printer until it comes; ``None`` at the stop."""
        while True:
            try:
                return self._jobs.get(timeout=self._look_in)
            except Empty:
                self._look()

    def _prepare(self) -> None:
        try:
            self._printer.prepare()
        except OSError as error:  # the first slip will meet it again, and say so
            log.error("printer_not_prepared", why=str(error))

    def _look(self) -> None:
        self._look_in = LOOK_SECONDS
        try:
            self._note(self._printer.look())
        except Exception:  # the next citizen's slip must not suffer from a fault here
            log.exception("look_failed")

    def _print(self, job: Job) -> tuple[Paper, str | None]:
        if time.monotonic() - job.asked_at > STALE_SECONDS:
            return Paper.NOT_PRINTED, f"Máy in {self._printer} quá chậm, đã bỏ {job.slip.name}"
        try:
            picture = draw_slip(job.slip, self._dots)
            self._journal.begun(job.name)
            condition = self._printer.print(picture, job.slip.name)
        except (NotPrinted, MaybePrinted) as failure:
            self._note(failure.condition)
            unknown = isinstance(failure, MaybePrinted)
            return Paper.UNKNOWN if unknown else Paper.NOT_PRINTED, failure.condition.why
        except Exception as fault:  # the next citizen's slip must not suffer from this one's fault
            log.exception("slip_failed", number=job.slip.number)
            why = f"Lỗi khi in {job.slip.name}: {fault}"
            self._note(Condition(PrinterIs.ERROR, why=why))
            return Paper.NOT_PRINTED, why
        self._cut_off = None
        self._note(condition)
        return Paper.PRINTED, None

    def _note(self, condition: Condition) -> None:
        state = replace(condition, why=condition.why or self._cut_off)
        if state != self.state:
            self.state = state
            log.info("printer", printer=state.printer.value, paper=state.paper.value, why=state.why)
            self._on_change()

    def _end(self, job: Job, paper: Paper, why: str | None) -> None:
        self._journal.ended(job.name, paper.value)
        job.close(paper)
        since_touch = round((time.monotonic() - job.asked_at) * 1000)
        log.info(
            "slip", number=job.slip.number, paper=paper.value, since_touch_ms=since_touch, why=why
        )


def _cut_off_words(jobs: list[str]) -> str | None:
    """What staff are told of slips that a power cut has left open."""
    if not jobs:
        return None
    slips = ", ".join(job.partition(" ")[0] for job in jobs)
    return f"Máy đã dừng khi đang in {slips}: không rõ đã ra giấy chưa"
