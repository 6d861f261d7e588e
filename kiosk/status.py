"""What this kiosk tells the server of itself, so that staff know before a citizen complains."""

from __future__ import annotations

import time
from threading import Event, Thread

import structlog

from kiosk.alone.giving import Alone
from kiosk.news import Link, News
from kiosk.printing import Printing
from kiosk.server_link import Refused, ServerLink, Unreachable
from server.messages import Code, DeviceStatus

EVERY_SECONDS = 10.0
PAGE_SILENT_SECONDS = 25.0
"""The page asks for news at least every 10 s."""

MESSAGE_LENGTH = 300
NOT_TAKEN = "Số cấp lúc mất kết nối mà máy chủ không nhận:"

log = structlog.get_logger()


class StatusReporter:
    """Reports on every change and every 10 s, from a thread of its own."""

    def __init__(self, link: ServerLink, news: News, alone: Alone) -> None:
        self._link = link
        self._news = news
        self._alone = alone
        self._printing: Printing | None = None
        self._changed = Event()
        self._stopping = Event()
        self._page_seen_at: float | None = None
        self._thread = Thread(target=self._run, name="status", daemon=True)

    def start(self, printing: Printing) -> None:
        """Begin to report, first at once."""
        self._printing = printing
        self._thread.start()

    def stop(self) -> None:
        """Report no more."""
        self._stopping.set()
        self._changed.set()

    def changed(self) -> None:
        """Something changed: report it now."""
        self._changed.set()

    def page_seen(self) -> None:
        """The page has just asked for something, so it is alive."""
        came = self.page() != "alive"
        self._page_seen_at = time.monotonic()
        if came:
            self.changed()

    def page(self) -> str:
        """How the page fares: ``alive``, ``silent`` or ``not_opened``."""
        seconds = self.page_silent_seconds()
        if seconds is None:
            return "not_opened"
        return "silent" if seconds > PAGE_SILENT_SECONDS else "alive"

    def page_silent_seconds(self) -> float | None:
        """For how long the page has asked for nothing; None when it never did."""
        seen = self._page_seen_at
        return None if seen is None else time.monotonic() - seen

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._changed.clear()
            self._report()
            self._changed.wait(EVERY_SECONDS)

    def _report(self) -> None:
        try:
            self._link.report(self._status())
        except Unreachable as error:
            log.debug("status_not_reported", why=str(error))
        except Refused as error:
            log.error("status_refused", why=str(error))
            if error.problem.code is Code.NOT_SIGNED_IN:
                self._news.link_is(Link.REFUSED)

    def _status(self) -> DeviceStatus:
        assert self._printing is not None, "started with the printing it reports on"
        state, refused = self._printing.state, self._alone.refused()
        not_taken = f"{NOT_TAKEN} {', '.join(refused)}." if refused else None
        message = " ".join(filter(None, [state.why, not_taken]))[:MESSAGE_LENGTH] or None
        return DeviceStatus(
            printer=state.printer,
            paper=state.paper,
            page=self.page(),
            refused=len(refused),
            message=message,
        )
