"""Give a number alone: out of the reserved range, by what the server last told, written first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from threading import RLock

import structlog

from kiosk.alone.given_book import BookDamaged, Given, GivenBook
from kiosk.alone.ranges import Held, RangeBook
from kiosk.news import News
from server.messages import (
    CentreAnswer,
    FieldAnswer,
    Language,
    OfflineTicket,
    RangesAnswer,
    TakenIn,
    TicketRequest,
)

USED_UP = "used_up_alone"
NO_RANGE = "unreachable"
ONE_TICK = dt.timedelta(milliseconds=1)

log = structlog.get_logger()


class NotGiven(Exception):
    """No number can be given alone; ``code`` says why, as the page knows it."""

    def __init__(self, code: str, reason: str | None = None, opens_at: str | None = None) -> None:
        self.code = code
        self.reason = reason
        self.opens_at = opens_at
        super().__init__(f"no number is given alone: {code}")

    @property
    def for_want_of_numbers(self) -> bool:
        """Whether only the numbers are lacking, which the server may still have."""
        return self.code in (USED_UP, NO_RANGE)


@dataclass(frozen=True, slots=True)
class NumberAlone:
    """A ticket like the server's, with what nobody can know while the server is away left out."""

    id: str
    number: str
    field: str
    field_name: str
    field_name_en: str
    purpose: str | None
    language: Language
    issued_at: str
    trial: bool
    ahead: None = None
    estimate: None = None
    follow_url: None = None


class Alone:
    """The numbers that this kiosk may give, and has given, without the server."""

    def __init__(self, data: Path, news: News) -> None:
        self._news = news
        self._ranges = RangeBook(data / "ranges.json")
        self._given = GivenBook(data / "given-alone.jsonl")
        self._lock = RLock()
        self._follows: dt.datetime | None = None

    @property
    def held(self) -> Held:
        """The ranges as they are kept."""
        return self._ranges.held

    def give(self, wish: TicketRequest, field: str, key: str) -> NumberAlone:
        """A number of this kiosk's own for one touch; the same ``key`` gives the same number.

        Raises ``NotGiven``.
        """
        with self._lock:
            centre = self._centre()
            given = self._given.with_key(key) or self._new(centre, wish, field, key)
            return _number(given, centre)

    def follow(self, issued_at: str) -> None:
        """A number of the server's was shown here: what is given next comes after it."""
        with self._lock:
            self._follows = dt.datetime.fromisoformat(issued_at)

    def known(self, key: str) -> NumberAlone | None:
        """The number that a touch has got here already, also before a restart."""
        with self._lock:
            given = self._given.with_key(key)
            return _number(given, self._centre()) if given else None

    def can_give(self, field: str) -> bool:
        """Whether there is a number left for a field, if it is open."""
        with self._lock:
            centre = self._centre()
            series = [one.code for one in centre.fields if one.id == field]
            return any(self._free(self._today(centre), one) for one in series)

    def offer(self, centre: CentreAnswer) -> CentreAnswer:
        """The centre as it can be offered alone: a field without a number left is closed."""
        today = self._today(centre)
        fields = [self._offered(field, today) for field in centre.fields]
        return centre.model_copy(update={"fields": fields})

    def pending(self) -> list[Given]:
        """What the server has not taken in yet, in the order of giving."""
        with self._lock:
            return self._given.pending()

    def settle(self, given: Given, told: TakenIn) -> None:
        """Tick one off: the server has answered it for good."""
        with self._lock:
            self._given.settle(given, told)

    def refused(self) -> list[str]:
        """Today's numbers that the server did not take; staff must know."""
        with self._lock:
            return self._given.refused_on(self.held.day)

    def hold(self, answer: RangesAnswer) -> None:
        """Hold the ranges that the server has just told."""
        with self._lock:
            centre = self._centre()
            day, now = self._today(centre), self._now(centre)
            if day > self.held.day:
                self._given.forget_before(day)
            self._ranges.keep(Held(day=day, since=_written(now), ranges=answer.items))

    def give_up(self, key: str) -> bool:
        """Hold nothing any more; the command that says so to the server bears ``key``.

        False when there is nothing to give back, or something of it is still to be delivered.
        """
        with self._lock:
            if self._given.pending() or not self.held.ranges:
                return False
            self._ranges.keep(Held(day=self.held.day, since=self.held.since, returning=key))
            return True

    def abandon(self) -> None:
        """Hold nothing any more, without a word: the server does not know this kiosk."""
        with self._lock:
            if self.held.ranges:
                self._ranges.keep(Held(day=self.held.day, since=self.held.since))

    def given_up(self) -> None:
        """The server knows that nothing is held."""
        with self._lock:
            self._ranges.keep(self.held.model_copy(update={"returning": None}))

    def _new(self, centre: CentreAnswer, wish: TicketRequest, field_id: str, key: str) -> Given:
        field = _open_field(centre, field_id)
        day = self._today(centre)
        ordinal = self._ordinal(day, field.code)
        at = self._at(centre)
        asked = wish.model_dump(exclude={"counter"})
        ticket = OfflineTicket(**asked, ordinal=ordinal, at=at, key=key)
        given = Given(day=day, series=field.code, field=field.id, ticket=ticket)
        self._write(given)
        self._news.renew()
        log.info("number_alone", number=given.number)
        return given

    def _write(self, given: Given) -> None:
        try:
            self._given.give(given)
        except BookDamaged as error:
            log.error("number_not_given", why=str(error))
            raise NotGiven(NO_RANGE) from error

    def _ordinal(self, day: str, series: str) -> int:
        if free := self._free(day, series):
            return free[0]
        had_some = self.held.of(day, series) and not self._given.damaged
        raise NotGiven(USED_UP if had_some else NO_RANGE)

    def _free(self, day: str, series: str) -> list[int]:
        if self._given.damaged:
            return []
        given = self._given.given_on(day, series)
        return [
            ordinal
            for one in self.held.of(day, series)
            for ordinal in range(one.first, one.last + 1)
            if ordinal not in given and ordinal not in one.used
        ]

    def _offered(self, field: FieldAnswer, day: str) -> FieldAnswer:
        with self._lock:
            if not field.open or self._free(day, field.code):
                return field
        return field.model_copy(update={"open": False, "reason": USED_UP})

    def _at(self, centre: CentreAnswer) -> str:
        """Now, but never before the range was got, nor before the number before this one."""
        earliest = dt.datetime.fromisoformat(self.held.since)
        newest = self._given.newest_at()
        before = [self._follows, dt.datetime.fromisoformat(newest) if newest else None]
        follows = [one + ONE_TICK for one in before if one is not None]
        return _written(max(self._now(centre), earliest, *follows))

    def _centre(self) -> CentreAnswer:
        centre = self._news.now().centre
        if centre is None:
            raise NotGiven(NO_RANGE)
        return centre

    def _now(self, centre: CentreAnswer) -> dt.datetime:
        return self._news.time.now(centre.timezone)

    def _today(self, centre: CentreAnswer) -> str:
        return self._now(centre).date().isoformat()


def _open_field(centre: CentreAnswer, field_id: str) -> FieldAnswer:
    field = next((field for field in centre.fields if field.id == field_id), None)
    if field is None:
        raise NotGiven("unknown_field")
    if not centre.open:
        raise NotGiven("centre_closed", opens_at=centre.opens_at)
    if not field.open:
        raise NotGiven("field_closed", reason=field.reason)
    return field


def _number(given: Given, centre: CentreAnswer) -> NumberAlone:
    field = next((field for field in centre.fields if field.id == given.field), None)
    return NumberAlone(
        id=f"{given.day}-{given.number}",
        number=given.number,
        field=given.field,
        field_name=field.name if field else "",
        field_name_en=field.name_en if field else "",
        purpose=given.ticket.purpose,
        language=given.ticket.language or "vi",
        issued_at=given.ticket.at,
        trial=centre.trial,
    )


def _written(at: dt.datetime) -> str:
    return at.isoformat(timespec="milliseconds")
