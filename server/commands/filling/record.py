"""A made-up day as the database keeps it: its lines in order, its visits and their stops."""

from __future__ import annotations

import datetime as dt
from collections import Counter as Tally
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from ulid import ULID

from server.centre import Centre
from server.commands.filling.dossiers import Dossiers
from server.commands.filling.hall import Hall, Stay, Turn
from server.commands.filling.people import Person
from server.commands.filling.ratings import Ratings, Said
from server.commands.rehearsal.manner import USUAL_OUTCOME
from server.rules.dossier_code import identity
from server.rules.ticket_numbers import ticket_number
from server.rules.tickets import State
from server.store import Transaction
from server.store.filling import PastStop, add_past
from server.store.log import Entry, append_all
from server.store.people import hashed
from server.store.ratings import Rating, add_rating
from server.store.times import stamp
from server.store.visits import Visit, set_dossier

KIOSK = "kiosk-trial"


def number_people(centre: Centre, people: list[Person]) -> dict[str, int]:
    """Give each person a number and a visit; returns each visit's place in its series.

    Who comes when a series is full for the day goes away, as in life.
    """
    given: Tally[str] = Tally()
    ordinals: dict[str, int] = {}
    for person in list(people):
        series = centre.fields[person.way[0][0]].series
        ordinal = centre.settings.numbers.first + given[series]
        if ordinal > centre.settings.numbers.last:
            people.remove(person)
            continue
        given[series] += 1
        person.number = ticket_number(series, ordinal)
        person.visit = str(ULID.from_datetime(person.at))
        ordinals[person.visit] = ordinal
    return ordinals


@dataclass
class Day:
    """One day, ready to be written."""

    centre: Centre
    date: dt.date
    hall: Hall
    ordinals: Mapping[str, int]
    officers: Mapping[str, str]
    dossiers: Dossiers
    ratings: Ratings
    entries: list[tuple[dt.datetime, int, Entry]] = field(default_factory=list)

    def write(self, tx: Transaction) -> int:
        """Write the day's lines, visits, stops and dossiers; returns the number of lines."""
        for turn in self.hall.turns:
            self._turn(turn)
        for stay in self.hall.stays:
            if stay.started_at is not None:
                self._received(stay)
            self._stay(stay)
        said = [(stay, told) for stay in self.hall.stays if (told := self.ratings.of(stay))]
        for stay, told in said:
            self._rated(stay, told)
        self.entries.sort(key=lambda one: one[:2])
        seqs = append_all(tx, [entry for _, _, entry in self.entries])
        known = {
            (entry.event, entry.visit, entry.stop): seq
            for (_, _, entry), seq in zip(self.entries, seqs, strict=True)
        }
        firsts = [stay for stay in self.hall.stays if stay.position == 0]
        visits = [self._visit(stay, known["issued", stay.person.visit, 1]) for stay in firsts]
        stops = [self._stop(stay, known) for stay in self.hall.stays]
        planned = [stop for visit in visits for stop in self._planned(visit)]
        add_past(tx, visits, [*stops, *planned])
        for stay in firsts:
            self._dossiers(tx, stay)
        for stay, told in said:
            add_rating(tx, self._rating(stay, told))
        return len(seqs)

    def _rated(self, stay: Stay, said: Said) -> None:
        about = {"visit": stay.person.visit, "stop": stay.position + 1}
        data = {"score": said.score, "reasons": said.reasons, "comment": None}
        self._enter(said.at, "rated", **about, data=data)

    def _rating(self, stay: Stay, said: Said) -> Rating:
        return Rating(
            visit=stay.person.visit,
            position=stay.position + 1,
            day=self.date.isoformat(),
            at=stamp(said.at),
            score=said.score,
            reasons=said.reasons,
            field=stay.field,
            officer=self.officers[stay.counter],
            trial=1,
        )

    def _received(self, stay: Stay) -> None:
        row = self.dossiers.give_code(self.date, stay)
        if row is not None and stay.finished_at is not None:
            told = {name: value for name, value in asdict(row).items() if name != "identity"}
            self._enter(stay.finished_at, "dossier_told", data={**told, "source": "system"})

    def _enter(self, at: dt.datetime, event: str, **more: Any) -> None:
        self.entries.append((at, len(self.entries), Entry(event=event, at=at, **more)))

    def _turn(self, turn: Turn) -> None:
        officer = self.officers[turn.counter]
        data: dict[str, Any] = {"officer": officer}
        if turn.event == "counter_opened":
            data["mode"] = "manual"
        if turn.event == "counter_paused":
            data = {"reason": turn.reason}
        at = max([turn.at, *self._ends(turn)])
        self._enter(at, turn.event, counter=turn.counter, staff=officer, data=data)

    def _ends(self, turn: Turn) -> list[dt.datetime]:
        """The end of a service that ran past the closing: the counter closes after it."""
        if turn.event != "counter_closed":
            return []
        return [
            stay.finished_at
            for stay in self.hall.stays
            if stay.counter == turn.counter
            and stay.called_at is not None
            and stay.finished_at is not None
            and stay.called_at < turn.at <= stay.finished_at
        ]

    def _stay(self, stay: Stay) -> None:
        person, stop = stay.person, stay.position + 1
        about = {"visit": person.visit, "stop": stop}
        if stay.position == 0:
            way = {"stops": [place for place, _ in person.way], "dossiers": person.dossiers}
            data = {**self._row(person), **way, "counter": None, "offline": False}
            self._enter(person.at, "issued", device=KIOSK, **about, data=data)
            if stay.promise is not None:
                low, high = stay.promise
                range_told = {"low": low, "high": high}
                self._enter(person.at, "estimated", device=KIOSK, **about, data=range_told)
        assert stay.finished_at is not None, "nobody is left when the day is over"
        if stay.called_at is None:
            self._enter(stay.finished_at, "cancelled", device=KIOSK, **about, data={"reason": None})
            return
        officer = self.officers[stay.counter]
        at_counter = {**about, "counter": stay.counter, "staff": officer}
        self._enter(stay.called_at, "called", **at_counter, data=self._call(stay, officer))
        if stay.started_at is None:
            self._enter(stay.finished_at, "no_show", **at_counter, data={})
            return
        self._enter(stay.started_at, "started", **at_counter, data={})
        self._enter(stay.finished_at, "finished", **at_counter, data=self._finish(stay))

    def _call(self, stay: Stay, officer: str) -> dict[str, Any]:
        person = stay.person
        return {
            "number": person.number,
            "field": stay.field,
            "nth": 1,
            "language": person.language,
            "customer": person.customer,
            "officer": officer,
            "reason": "priority" if person.priority and stay.overtook else "arrival",
            "overtook": list(stay.overtook),
        }

    def _finish(self, stay: Stay) -> dict[str, Any]:
        way, position = stay.person.way, stay.position + 1
        following = way[position][0] if position < len(way) else None
        outcome = USUAL_OUTCOME[stay.person.purpose]
        received = stay.person.received if position == 1 else None
        dossiers = {received: "received"} if received is not None else {}
        return {"outcome": outcome, "dossiers": dossiers, "note": None, "next": following}

    def _row(self, person: Person) -> dict[str, Any]:
        place = person.way[0][0]
        return {
            "day": self.date.isoformat(),
            "number": person.number,
            "series": self.centre.fields[place].series,
            "ordinal": self.ordinals[person.visit],
            "field": place,
            "procedure": person.procedure,
            "purpose": person.purpose,
            "priority": person.priority,
            "language": person.language,
            "customer": person.customer,
            "issued_at": stamp(person.at),
            "trial": 1,
        }

    def _visit(self, stay: Stay, seq: int) -> Visit:
        person = stay.person
        last = self.hall.stays_of[person.visit][-1]
        return Visit(
            id=person.visit,
            issued_by=KIOSK,
            secret_hash=hashed(self.centre.secret(person.visit)),
            sequence=seq,
            closed_at=stamp(last.finished_at or last.queued_at),
            outcome=USUAL_OUTCOME[person.purpose] if last.started_at is not None else None,
            **self._row(person),
        )

    def _stop(
        self, stay: Stay, known: Mapping[tuple[str, str | None, int | None], int]
    ) -> PastStop:
        person, position = stay.person, stay.position + 1
        before = ("issued", person.visit, 1)
        if position > 1:
            before = ("finished", person.visit, position - 1)
        called = stay.called_at is not None
        return PastStop(
            visit=person.visit,
            day=self.date.isoformat(),
            position=position,
            field=stay.field,
            state=_state(stay),
            sequence=known[before],
            arrived_at=stamp(person.at),
            queued_at=stamp(stay.queued_at),
            called_at=stamp(stay.called_at) if stay.called_at else None,
            started_at=stamp(stay.started_at) if stay.started_at else None,
            finished_at=stamp(stay.finished_at) if stay.finished_at else None,
            calls=int(called),
            counter=stay.counter if called else None,
            officer=self.officers[stay.counter] if called else None,
            call_seq=known.get(("called", person.visit, position)),
            outcome=USUAL_OUTCOME[person.purpose] if stay.started_at else None,
        )

    def _planned(self, visit: Visit) -> Iterator[PastStop]:
        """The further stops of somebody who did not come to them."""
        stays = self.hall.stays_of[visit.id]
        for position, (place, _) in enumerate(stays[0].person.way[len(stays) :], len(stays) + 1):
            at = visit.issued_at
            yield PastStop(visit.id, visit.day, position, place, "planned", visit.sequence, at, at)

    def _dossiers(self, tx: Transaction, stay: Stay) -> None:
        for code in stay.person.dossiers:
            set_dossier(tx, stay.person.visit, identity(code), code, None, stay.person.at)
        if stay.person.received is not None:
            self.dossiers.receive(tx, stay)


def _state(stay: Stay) -> State:
    if stay.started_at is not None:
        return State.DONE
    return State.CANCELLED if stay.called_at is None else State.NO_SHOW
