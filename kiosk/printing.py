"""Printing on a thread of its own: the screen never waits for paper."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from queue import Full, Queue
from threading import Event, Thread

import structlog

from kiosk.printer import MaybePrinted, NotPrinted, Printer
from kiosk.slip import Slip, draw_slip

WAITING_AT_MOST = 8
STALE_SECONDS = 20.0
"""Nobody waits longer for paper: a later slip would be the next citizen's puzzle."""

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

    slip: Slip
    asked_at: float
    paper: Paper = Paper.PRINTING
    done: Event = field(default_factory=Event)

    def close(self, paper: Paper) -> None:
        """Say what became of it, once."""
        self.paper = paper
        self.done.set()


@dataclass(frozen=True, slots=True)
class PrinterState:
    """What the last job has shown; ``message`` is for the staff."""

    printer: str = "not_tried"
    paper: str = "unknown"
    message: str | None = None


class Printing:
    """Draws and prints slips one after another; ``on_change`` hears when the printer's state does.

    A slip is never printed a second time by itself, whatever happened to the first.
    """

    def __init__(self, printer: Printer, dots: int, on_change: Callable[[], None]) -> None:
        self._printer = printer
        self._dots = dots
        self._on_change = on_change
        self._jobs: Queue[Job | None] = Queue(WAITING_AT_MOST)
        self._thread = Thread(target=self._run, name="printing", daemon=True)
        self.state = PrinterState()

    def start(self) -> None:
        """Begin to print what is submitted."""
        self._thread.start()

    def stop(self, seconds: float) -> None:
        """Finish what is waiting, but not longer than ``seconds``."""
        with suppress(Full):
            self._jobs.put_nowait(None)
        self._thread.join(seconds)

    def submit(self, slip: Slip, asked_at: float) -> Job:
        """Put a slip in line; with too many waiting it is not printed."""
        job = Job(slip, asked_at)
        try:
            self._jobs.put_nowait(job)
        except Full:
            job.close(Paper.NOT_PRINTED)
        return job

    def _run(self) -> None:
        self._prepare()
        while (job := self._jobs.get()) is not None:
            paper, why = self._print(job)
            self._note(paper, why)
            job.close(paper)
            log.info(
                "slip",
                number=job.slip.number,
                paper=paper.value,
                since_touch_ms=round((time.monotonic() - job.asked_at) * 1000),
                why=why,
            )

    def _prepare(self) -> None:
        try:
            self._printer.prepare()
        except OSError as error:  # the first slip will meet it again, and say so
            log.error("printer_not_prepared", why=str(error))

    def _print(self, job: Job) -> tuple[Paper, str | None]:
        if time.monotonic() - job.asked_at > STALE_SECONDS:
            return Paper.NOT_PRINTED, f"Máy in {self._printer} quá chậm, đã bỏ {job.slip.name}"
        try:
            self._printer.print(draw_slip(job.slip, self._dots), job.slip.name)
        except NotPrinted as failure:
            return Paper.NOT_PRINTED, str(failure)
        except MaybePrinted as failure:
            return Paper.UNKNOWN, str(failure)
        except Exception as fault:  # the next citizen's slip must not suffer from this one's fault
            log.exception("slip_failed", number=job.slip.number)
            return Paper.NOT_PRINTED, f"Lỗi khi in {job.slip.name}: {fault}"
        return Paper.PRINTED, None

    def _note(self, paper: Paper, why: str | None) -> None:
        working = paper is Paper.PRINTED
        state = PrinterState("ok" if working else "failed", "unknown", why)
        if state != self.state:
            self.state = state
            self._on_change()
