"""One kiosk with all its parts, and the way of one number from the touch to the paper."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path

import structlog

from kiosk.guide import Guide
from kiosk.journal import Journal
from kiosk.news import News
from kiosk.pace import Pace
from kiosk.page import TouchRequest
from kiosk.printer import open_printer
from kiosk.printing import Job, Printing
from kiosk.scanner import open_scanner
from kiosk.scans import Scans
from kiosk.server_link import ServerLink
from kiosk.server_news import ServerNews
from kiosk.slip import slip_of
from kiosk.status import StatusReporter
from kiosk.touches import Touches
from server.messages import CentreAnswer, ReprintEvent, TicketAnswer, TicketRequest
from server.settings import KioskSettings

LAST_SLIP_SECONDS = 1.5
"""How long a stop waits for the slip that is being printed."""

log = structlog.get_logger()


class NotReady(Exception):
    """The server has not told yet which centre this is."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A number that was given, and its paper."""

    ticket: TicketAnswer
    job: Job


class Kiosk:
    """The parts of one kiosk program; ``data`` holds the token, the printer's cache and folders."""

    def __init__(self, settings: KioskSettings, data: Path, token: str, guide: Guide) -> None:
        self.settings = settings
        self.guide = guide
        self.news = News()
        self.link = ServerLink(settings.server_url, token)
        self.touches: Touches[Taken] = Touches()
        self.status = StatusReporter(self.link, self.news)
        self.scans = Scans(settings, self.news, self.link)
        self._scanner = open_scanner(settings.scanner, self.scans.hear)
        self._pace = Pace(settings.tickets_per_minute)
        self._server_news = ServerNews(settings.server_url, token, self.news, self.reprint)
        printer = open_printer(settings.printer, data, settings.printer_answers == "auto")
        self._printing = Printing(
            printer, settings.paper_dots, Journal(data), self._printer_changed
        )

    def start(self) -> None:
        """Start the threads: printing, news, status, scanner."""
        self._printing.start()
        self._server_news.start()
        self.status.start(self._printing)
        if self._scanner:
            self._scanner.start()

    def stop(self) -> None:
        """Stop them; a slip under way may still come out."""
        if self._scanner:
            self._scanner.stop()
        self.status.stop()
        self._server_news.stop()
        self._printing.stop(LAST_SLIP_SECONDS)

    def take(self, touch: TouchRequest, touched_at: float) -> Taken:
        """The number for one touch, asked for once however often it comes.

        Raises ``Refused``, ``Unreachable``, ``TooFast``, ``OtherWish`` or ``NotReady``.
        """
        wish = touch.wish()
        return self.touches.once(
            touch.touch, wish, lambda: self._issue(wish, touch.touch, touched_at)
        )

    def reprint(self, wish: ReprintEvent) -> None:
        """Print the marked copy that staff ask for: one for each wish, however often it is told."""
        try:
            slip = slip_of(wish.ticket, self.centre(), self.settings)
        except NotReady:
            log.warning("no_copy", number=wish.ticket.number, why="no snapshot of the centre yet")
            return
        paper = f"{wish.ticket.id}-{wish.seq}"
        self._printing.submit(replace(slip, copy=True), time.monotonic(), paper)

    def centre(self) -> CentreAnswer:
        """The centre as last heard of; raises ``NotReady``."""
        centre = self.news.now().centre
        if centre is None:
            raise NotReady("no snapshot of the centre yet")
        return centre

    def _printer_changed(self) -> None:
        self.news.printer_is(self._printing.state.trouble)
        self.status.changed()

    def _issue(self, wish: TicketRequest, key: str, touched_at: float) -> Taken:
        centre = self.centre()
        self._pace.take(touched_at)
        ticket = self.link.issue(wish, key)
        issued_ms = round((time.monotonic() - touched_at) * 1000)
        log.info("number", number=ticket.number, since_touch_ms=issued_ms)
        slip = slip_of(ticket, centre, self.settings)
        return Taken(ticket, self._printing.submit(slip, touched_at, ticket.id))
