"""Keeps the kiosk ready to be alone, and tells the server afterwards what was given meanwhile.

The order matters: first everything given alone, then new ranges, so that no number is delivered
to a range that has been given back.
"""

from __future__ import annotations

import secrets
import time
from threading import Event, Thread

import structlog

from kiosk.alone.given_book import BookDamaged, Given
from kiosk.alone.giving import Alone
from kiosk.alone.last_heard import LastHeard
from kiosk.news import Link, News
from kiosk.server_link import ANSWER_PATIENCE, Refused, ServerLink, Unreachable
from server.messages import Code, OfflineAnswer, OfflineTickets, TakenIn

LOOK_SECONDS = 1.0
REFUSED_PAUSE_SECONDS = 30.0
LAST_WORD_SECONDS = 0.7
MOST_AT_ONCE = 50
UNFIT = (Code.BAD_REQUEST, Code.TOO_LARGE)

log = structlog.get_logger()


class Keeper:
    """One thread that delivers and reserves while the link is up; ``size`` 0 reserves nothing."""

    def __init__(
        self, link: ServerLink, news: News, alone: Alone, last_heard: LastHeard, size: int
    ) -> None:
        self._link = link
        self._news = news
        self._alone = alone
        self._last_heard = last_heard
        self._size = size
        self._due = True
        self._not_before = 0.0
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="alone", daemon=True)

    def start(self) -> None:
        """Begin to look after the ranges."""
        self._thread.start()

    def stop(self) -> None:
        """Give back what was not used, if the server can be told at once."""
        self._stopping.set()
        self._news.renew()
        self._thread.join(LAST_WORD_SECONDS)
        if self._thread.is_alive() or self._news.now().link is not Link.UP:
            return
        try:
            self._give_back(LAST_WORD_SECONDS)
        except (Unreachable, Refused, OSError) as error:
            log.warning("ranges_not_given_back", why=str(error))

    def _run(self) -> None:
        version = ""
        while not self._stopping.is_set():
            version = self._news.after(version, LOOK_SECONDS).version
            try:
                self._look()
            except Unreachable as error:
                log.debug("alone", why=str(error))
            except Refused as error:
                self._not_before = time.monotonic() + REFUSED_PAUSE_SECONDS
                log.error("alone", why=str(error))
            except (OSError, BookDamaged) as error:
                self._not_before = time.monotonic() + REFUSED_PAUSE_SECONDS
                log.error("not_written", why=str(error))

    def _look(self) -> None:
        view = self._news.now()
        if view.centre is not None:
            self._last_heard.remember(view.centre)
        if view.link is Link.REFUSED:
            self._alone.abandon()
        if view.link is not Link.UP or view.centre is None:
            self._due = True
            return
        if time.monotonic() < self._not_before or self._stopping.is_set():
            return
        self._deliver()
        today = self._news.time.now(view.centre.timezone).date().isoformat()
        if self._due or today != self._alone.held.day:
            self._reserve()

    def _deliver(self) -> None:
        while pending := self._alone.pending()[:MOST_AT_ONCE]:
            for given, told in zip(pending, self._told(pending), strict=True):
                self._settle(given, told)
            self._due = True

    def _told(self, pending: list[Given]) -> list[TakenIn]:
        try:
            return self._sent(pending)
        except Refused as error:
            if error.problem.code not in UNFIT:
                raise
        return [self._told_alone(given) for given in pending]

    def _told_alone(self, given: Given) -> TakenIn:
        """The answer to one of a batch that was unfit as a whole."""
        try:
            return self._sent([given])[0]
        except Refused as error:
            code = error.problem.code
            if code not in UNFIT:
                raise
            return TakenIn(ordinal=given.ticket.ordinal, state="refused", ticket=None, code=code)

    def _sent(self, pending: list[Given]) -> list[TakenIn]:
        tickets = OfflineTickets(items=[given.ticket for given in pending])
        answer: OfflineAnswer = self._link.deliver(tickets)
        if [one.ordinal for one in answer.items] != [one.ticket.ordinal for one in pending]:
            raise Unreachable("an answer to other numbers than those delivered")
        return answer.items

    def _settle(self, given: Given, told: TakenIn) -> None:
        self._alone.settle(given, told)
        if told.state == "refused":
            log.error("number_refused", number=given.number, code=str(told.code))
        else:
            log.info("number_delivered", number=given.number)

    def _reserve(self) -> None:
        if self._alone.held.returning or not self._size:
            self._give_back()
        if self._size:
            self._alone.hold(self._link.reserve(self._size))
        self._due = False

    def _give_back(self, patience: float = ANSWER_PATIENCE) -> None:
        """Forget the ranges first, then say so; not while anything of them is to be delivered."""
        key = self._alone.held.returning or secrets.token_hex(16)
        if self._alone.held.returning or self._alone.give_up(key):
            self._link.give_back(key, patience)
            self._alone.given_up()
