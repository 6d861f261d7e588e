"""A scan from its text to what the screen may show; the text itself goes no further than here."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Condition, Lock

import structlog

from kiosk.codes import CodeKind, ScannedCode, scanned_code
from kiosk.news import Link, News
from kiosk.offer import Offer, found, offer_of
from kiosk.pace import Pace, TooFast
from kiosk.page import PageLook, PageScan, PageScans
from kiosk.server_link import Refused, ServerLink, Unreachable
from server.messages import CentreAnswer, Code, FieldAnswer, ScanAnswer
from server.settings import KioskSettings

REPEAT_SECONDS = 1.5
"""The same code again so soon is a scanner that repeats itself, however long it goes on."""

FRESH_SECONDS = 5.0
"""A page that looks later is another person's."""

log = structlog.get_logger()


class Repeated(Exception):
    """The same code as a moment ago."""


class Scans:
    """Reads scans: from the scanner's thread (``hear``), or for the page (``read``)."""

    def __init__(
        self,
        settings: KioskSettings,
        news: News,
        link: ServerLink,
        on_apology: Callable[[str], None],
        on_number: Callable[[str], None],
    ) -> None:
        self.newest = NewestScan()
        self._on_apology = on_apology
        self._on_number = on_number
        self._settings = settings
        self._news = news
        self._link = link
        self._pace = Pace(settings.scans_per_minute)
        self._repeats = _Repeats()

    def hear(self, text: str) -> None:
        """The scanner has read something: show it, unless the scanner is stuck."""
        try:
            self.newest.put(self.read(text))
        except TooFast:
            log.warning("too_many_scans")
        except Repeated:
            pass

    def read(self, text: str) -> PageScan:
        """What a text is; raises ``TooFast`` and ``Repeated``."""
        now = time.monotonic()
        self._repeats.check(text, now)
        self._pace.take(now)
        view = self._news.now()
        code = scanned_code(text, view.centre.dossier_pattern) if view.centre else None
        if view.centre is None or code is None:
            return PageScan(kind="unknown")
        return self._asked(code, view.centre) if view.link is Link.UP else _unanswered(code)

    def _asked(self, code: ScannedCode, centre: CentreAnswer) -> PageScan:
        try:
            return self._shown(self._answer(code), centre)
        except (Unreachable, Refused) as error:
            log.warning("scan_unanswered", kind=code.kind.value, why=type(error).__name__)
            return _unanswered(code)

    def _answer(self, code: ScannedCode) -> ScanAnswer:
        """What the server makes of a code; whoever shows their phone is checked in by it."""
        if code.kind is CodeKind.CHECK_IN:
            return self._checked_in(code.text)
        answer = self._link.scan(code.text)
        shows_phone = answer.coming and "/t/" in code.text
        return self._checked_in(code.text) if shows_phone else answer

    def _checked_in(self, text: str) -> ScanAnswer:
        try:
            return self._link.check_in(text)
        except Refused as error:
            if error.problem.code is Code.RATE_LIMITED:
                raise
            why = getattr(error.problem, "state", None) or error.problem.code.value
            return ScanAnswer(kind="ticket", state=why)

    def _shown(self, answer: ScanAnswer, centre: CentreAnswer) -> PageScan:
        if answer.kind == "procedure" and answer.procedure:
            return self._procedure(answer.procedure, centre)
        if answer.apology and answer.visit:
            self._on_apology(answer.visit)
        if answer.slip:
            self._on_number(answer.slip)
        known = next((one for one in centre.fields if one.id == answer.field), None)
        told = PageScan.model_validate(answer.model_dump())
        look = self._look(answer.dossier) if answer.dossier else None
        if look is not None and look.answer == "limited":
            # Field and purpose follow from its state: they would tell what may not be asked.
            return PageScan(kind="dossier", dossier=answer.dossier, look=look)
        return told.model_copy(update={**_place(known, self._settings), "look": look})

    def _look(self, code: str) -> PageLook:
        try:
            told = self._link.look(code)
        except (Unreachable, Refused) as error:
            limited = isinstance(error, Refused) and error.problem.code is Code.RATE_LIMITED
            return PageLook(answer="limited" if limited else "offline")
        known = told.model_dump(exclude={"dossier", "known"})
        return PageLook(answer="known", **known) if told.known else PageLook(answer="unknown")

    def _procedure(self, code: str, centre: CentreAnswer) -> PageScan:
        items = found(self._link.find(code, 1), centre, self._settings).items
        entry = next((one for one in items if one.code == code), None)
        if entry is None:
            return PageScan(kind="unknown")
        return PageScan(
            kind="procedure",
            procedure=code,
            procedure_name=entry.name,
            field=entry.field,
            field_name=entry.field_name,
            zones=entry.zones,
            offer=entry.offer,
        )


def _place(known: FieldAnswer | None, settings: KioskSettings) -> dict[str, object]:
    if known is None:
        return {"field": None}
    offer: Offer = offer_of(known, settings)
    names = {"field_name": known.name, "field_name_en": known.name_en}
    return {**names, "zones": known.zones, "offer": offer}


def _unanswered(code: ScannedCode) -> PageScan:
    """A dossier's code is good without the server too: the number goes with it."""
    if code.kind is CodeKind.DOSSIER:
        return PageScan(kind="dossier", dossier=code.text, look=PageLook(answer="offline"))
    return PageScan(kind="unanswered")


@dataclass(slots=True)
class NewestScan:
    """The newest scan, for pages that wait for one."""

    _seq: int = 0
    _scan: PageScan | None = None
    _at: float = 0.0
    _changed: Condition = field(default_factory=Condition)

    def put(self, scan: PageScan) -> None:
        """Another scan."""
        with self._changed:
            self._seq, self._scan, self._at = self._seq + 1, scan, time.monotonic()
            self._changed.notify_all()

    def after(self, seq: int | None, seconds: float) -> PageScans:
        """The scan after ``seq``, waited for at most ``seconds``; ``None`` only asks the place."""
        with self._changed:
            self._changed.wait_for(lambda: seq != self._seq, seconds)
            fresh = time.monotonic() - self._at < FRESH_SECONDS
            news = seq is not None and seq != self._seq and fresh
            return PageScans(seq=self._seq, scan=self._scan if news else None)


@dataclass(slots=True)
class _Repeats:
    """Knows the last text again without keeping it."""

    _last: int | None = None
    _at: float = 0.0
    _lock: Lock = field(default_factory=Lock)

    def check(self, text: str, now: float) -> None:
        mark = hash(text)  # salted anew in every run
        with self._lock:
            repeated = mark == self._last and now - self._at < REPEAT_SECONDS
            self._last, self._at = mark, now
        if repeated:
            raise Repeated
