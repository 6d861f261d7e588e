"""A printer that understands ESC/POS: asked before a job, and asked again whether it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from PIL import Image

from kiosk.printer.answers import Answers
from kiosk.printer.condition import Condition, described
from kiosk.printer.encode import job_bytes, load_escpos
from kiosk.printer.line import BrokeOff, Line, reason, send
from kiosk.printer.questions import ask_condition, ask_whether_done
from kiosk.printer.verdict import MaybePrinted, NotPrinted
from server.messages import PaperIs, PrinterIs

GOODBYE_SECONDS = 1.0


class SlipPrinter:
    """Opens its line for each job and each look, so that a printer switched off needs no care.

    A printer that cannot be asked is trusted when it has taken the whole job.
    """

    def __init__(self, open_line: Callable[[], Line], where: str, answers: Answers, data: Path):
        self._open_line = open_line
        self._where = where
        self._answers = answers
        self._data = data
        self._last_job = Condition(PrinterIs.NOT_TRIED)

    def __str__(self) -> str:
        return self._where

    def prepare(self) -> None:
        """Load the encoder."""
        load_escpos(self._data)

    def print(self, picture: Image.Image, name: str) -> Condition:
        """Send the job to a printer that says it can print; see ``Printer.print``."""
        job = job_bytes(picture)
        with self._line() as line:
            asked = self._asked(line, idle=False)
            if asked and not asked.can_print:
                raise NotPrinted(asked)
            self._last_job = self._broken(name)
            self._send(line, job, name)
            self._last_job = self._done(line, name) if asked else self._taken(line, name)
            return self._last_job

    def look(self) -> Condition:
        """Ask how it is; a mute one only has to be there, and counts as its last job went."""
        try:
            with self._line() as line:
                return self._asked(line, idle=True) or self._last_job
        except NotPrinted as failure:
            return failure.condition

    @contextmanager
    def _line(self) -> Iterator[Line]:
        try:
            line = self._open_line()
        except OSError as error:
            raise NotPrinted(self._away(error)) from error
        try:
            yield line
        except BaseException:
            with suppress(OSError):
                line.abort()
            raise
        with suppress(OSError):
            line.close()

    def _asked(self, line: Line, *, idle: bool) -> Condition | None:
        """How it is, or ``None`` of a mute one; raises ``NotPrinted`` when it has fallen silent."""
        if not (line.two_way and self._answers.worth_asking(idle=idle)):
            return None
        try:
            condition = ask_condition(line, self._where)
        except OSError as error:
            raise NotPrinted(self._away(error)) from error
        self._answers.learn(condition is not None)
        if condition is None and self._answers.known:
            raise NotPrinted(Condition(PrinterIs.UNKNOWN, why=f"Máy in {self} không trả lời"))
        return condition

    def _send(self, line: Line, job: bytes, name: str) -> None:
        try:
            send(line, job)
        except BrokeOff as broken:
            condition = self._broken(name, str(broken))
            raise (MaybePrinted if broken.begun else NotPrinted)(condition) from broken

    def _done(self, line: Line, name: str) -> Condition:
        """The printer's own word that all is on paper; raises ``MaybePrinted`` without it."""
        try:
            paper = ask_whether_done(line)
            if paper is None:
                asked = ask_condition(line, self._where)
                raise MaybePrinted(self._stopped(asked, name))
        except OSError as error:
            raise MaybePrinted(self._broken(name, reason(error))) from error
        condition = described(PrinterIs.OK, paper, self._where)
        if paper is PaperIs.OUT:
            raise MaybePrinted(condition)
        return condition

    def _taken(self, line: Line, name: str) -> Condition:
        try:
            line.finish(GOODBYE_SECONDS)
        except OSError as error:
            raise MaybePrinted(self._broken(name, reason(error))) from error
        return Condition(PrinterIs.OK)

    def _stopped(self, asked: Condition | None, name: str) -> Condition:
        return asked if asked and not asked.can_print else self._broken(name)

    def _broken(self, name: str, why: str = "không báo đã in xong") -> Condition:
        return Condition(PrinterIs.UNKNOWN, why=f"Máy in {self} nhận dở {name} ({why})")

    def _away(self, error: OSError) -> Condition:
        why = f"Không kết nối được máy in {self} ({reason(error)})"
        return Condition(PrinterIs.OFFLINE, why=why)
