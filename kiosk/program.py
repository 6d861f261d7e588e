"""One kiosk with all its parts, and the way of one number from the touch to the paper."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path

import structlog

from kiosk.alone.giving import Alone, NotGiven, NumberAlone
from kiosk.alone.keeper import Keeper
from kiosk.alone.last_heard import LastHeard
from kiosk.guide import Guide
from kiosk.journal import Journal
from kiosk.news import Link, News
from kiosk.pace import Pace
from kiosk.page import TouchRequest
from kiosk.printer import open_printer
from kiosk.printing import Job, Printing
from kiosk.scanner import open_scanner
from kiosk.scans import Scans
from kiosk.server_link import ISSUE_PATIENCE, ServerLink, Unreachable
from kiosk.server_news import ServerNews
from kiosk.slip import slip_of
from kiosk.status import StatusReporter
from kiosk.touches import Touches
from server.messages import CentreAnswer, ReprintEvent, TicketAnswer, TicketRequest
from server.settings import KioskSettings

SHORT_PATIENCE = 1.5
"""Seconds to wait for the server's answer where a number can be had without it."""

LAST_SLIP_SECONDS = 1.5
"""How long a stop waits for the slip that is being printed."""

log = structlog.get_logger()


class NotReady(Exception):
    """The server has not told yet which centre this is."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A number that was given, and its paper."""

    ticket: TicketAnswer | NumberAlone
    job: Job


class Kiosk:
    """The parts of one kiosk program; ``data`` holds the token, the printer's cache and folders."""

    def __init__(self, settings: KioskSettings, data: Path, token: str, guide: Guide) -> None:
        self.settings = settings
        self.guide = guide
        self.news = News()
        self.link = ServerLink(settings.server_url, token)
        self.touches: Touches[Taken] = Touches()
        self.alone = Alone(data, self.news)
        self.status = StatusReporter(self.link, self.news, self.alone)
        self.scans = Scans(settings, self.news, self.link, self.apologise, self.print_number)
        self._scanner = open_scanner(settings.scanner, self.scans.hear)
        self._pace = Pace(settings.tickets_per_minute)
        self._server_news = ServerNews(settings.server_url, token, self.news, self.reprint)
        self._last_heard = LastHeard(data)
        self._keeper = Keeper(
            self.link, self.news, self.alone, self._last_heard, settings.numbers_alone
        )
        printer = open_printer(settings.printer, data, settings.printer_answers == "auto")
        self._printing = Printing(
            printer, settings.paper_dots, Journal(data), self._printer_changed
        )

    def start(self) -> None:
        """Start the threads: printing, news, numbers alone, status, scanner."""
        self._printing.start()
        self.news.recall(self._last_heard.recall())
        self._server_news.start()
        self._keeper.start()
        self.status.start(self._printing)
        if self._scanner:
            self._scanner.start()

    def stop(self) -> None:
        """Stop them; a slip under way may still come out."""
        if self._scanner:
            self._scanner.stop()
        self._keeper.stop()
        self.status.stop()
        self._server_news.stop()
        self._printing.stop(LAST_SLIP_SECONDS)

    def take(self, touch: TouchRequest, touched_at: float) -> Taken:
        """The number for one touch, asked for once however often it comes.

        Raises ``Refused``, ``Unreachable``, ``NotGiven``, ``TooFast``, ``OtherWish`` or
        ``NotReady``.
        """
        wish, field = touch.wish(), touch.field or touch.procedure_field
        return self.touches.once(
            touch.touch, wish, lambda: self._issue(wish, field or "", touch.touch, touched_at)
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

    def apologise(self, ticket: str) -> None:
        """Print the apology for a number that the end of a session has closed, once.

        Raises ``Refused`` and ``Unreachable``.
        """
        self._print(ticket, f"{ticket}-apology")

    def print_number(self, ticket: str) -> None:
        """Print the slip of a number that an appointment has become here, once.

        Raises ``Refused`` and ``Unreachable``.
        """
        self._print(ticket, ticket)

    def centre(self) -> CentreAnswer:
        """The centre as last heard of; raises ``NotReady``."""
        centre = self.news.now().centre
        if centre is None:
            raise NotReady("no snapshot of the centre yet")
        return centre

    def _print(self, ticket: str, paper: str) -> None:
        slip = slip_of(self.link.ticket(ticket), self.centre(), self.settings)
        self._printing.submit(slip, time.monotonic(), paper)

    def _printer_changed(self) -> None:
        self.news.printer_is(self._printing.state.trouble)
        self.status.changed()

    def _issue(self, wish: TicketRequest, field: str, key: str, touched_at: float) -> Taken:
        centre = self.centre()
        self._pace.take(touched_at)
        ticket = self.alone.known(key) or self._number(wish, field, key)
        issued_ms = round((time.monotonic() - touched_at) * 1000)
        log.info("number", number=ticket.number, since_touch_ms=issued_ms)
        slip = slip_of(ticket, centre, self.settings)
        return Taken(ticket, self._printing.submit(slip, touched_at, ticket.id))

    def _number(self, wish: TicketRequest, field: str, key: str) -> TicketAnswer | NumberAlone:
        """From the server; or from this kiosk's own range where the server gives no answer.

        What was given alone enters the queue first: until it has, the next one is given alone too.
        """
        link = self.news.now().link
        if link is Link.REFUSED:
            return self.link.issue(wish, key)
        if link is Link.DOWN or self.alone.pending():
            try:
                return self.alone.give(wish, field, key)
            except NotGiven as error:
                if not error.for_want_of_numbers:
                    raise
        try:
            ticket = self.link.issue(wish, key, self._patience(field))
        except Unreachable:
            return self.alone.give(wish, field, key)
        self.alone.follow(ticket.issued_at)
        return ticket

    def _patience(self, field: str) -> float:
        return SHORT_PATIENCE if self.alone.can_give(field) else ISSUE_PATIENCE
