"""What the last session came to, and the moves of those who outlive it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass

from server.rules.session_end import EndKind, Way
from server.rules.tickets import State
from server.store.database import Transaction
from server.store.times import stamp


@dataclass(frozen=True, slots=True)
class Ended:
    """A session that is over: why, what became of those who waited, and their numbers."""

    kind: EndKind
    way: Way
    at: str
    opens_at: str | None
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """``through`` is the last end that has had its effect; ``late`` the fields told as too late.

    ``first_seq`` is the log's sequence when sessions were first looked after: older leftovers are
    nobody's business.
    """

    through: str | None = None
    ended: Ended | None = None
    late: tuple[str, ...] = ()
    first_seq: int | None = None


def session(tx: Transaction) -> Session:
    """How the session stands; a fresh database knows of none."""
    text = tx.value("SELECT value FROM meta WHERE centre = :centre AND key = 'session'")
    if text is None:
        return Session()
    kept = json.loads(text)
    ended, late = _ended(kept["ended"]), tuple(kept["late"])
    return Session(kept["through"], ended, late, kept.get("first_seq"))


def _ended(kept: dict[str, object] | None) -> Ended | None:
    if kept is None:
        return None
    known = {name: kept[name] for name in ("at", "opens_at")}
    numbers = kept["numbers"]
    assert isinstance(numbers, list)
    return Ended(EndKind(kept["kind"]), Way(kept["way"]), numbers=tuple(numbers), **known)  # type: ignore[arg-type]


def set_session(tx: Transaction, now: Session) -> None:
    """Keep how the session stands."""
    tx.execute(
        "INSERT OR REPLACE INTO meta VALUES (:centre, 'session', :value)",
        value=json.dumps(asdict(now), ensure_ascii=False),
    )


def is_resting(tx: Transaction) -> bool:
    """Whether those who wait have been told to come back when the centre opens again."""
    ended = session(tx).ended
    return ended is not None and ended.way is Way.CARRY_OVER and ended.opens_at is not None


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody who still waits, or is held, when a session ends."""

    stop: int
    visit: str
    position: int
    number: str
    field: str
    arrived_at: str
    queued_at: str


def left_behind(tx: Transaction, day: str, state: State, until: dt.datetime) -> list[Left]:
    """Who has been in a state since before this instant, of one day, in the order of arrival."""
    rows = tx.rows(
        "SELECT stop.id AS stop, stop.visit, stop.position, visit.number, stop.field,"
        " stop.arrived_at, stop.queued_at FROM stop JOIN visit ON visit.id = stop.visit"
        " WHERE stop.centre = :centre AND stop.day = :day AND stop.state = :state"
        " AND stop.queued_at <= :until ORDER BY stop.arrived_at, stop.sequence",
        day=day,
        state=state,
        until=stamp(until),
    )
    return [Left(**row) for row in rows]


def how_many(tx: Transaction, day: str, state: State, until: dt.datetime) -> int:
    """How many have been in a state since before this instant, of one day."""
    return len(left_behind(tx, day, state, until))


def days_left_behind(tx: Transaction, since: str, before: str, first_seq: int) -> list[str]:
    """The days of a span on which somebody still waits or is held, oldest first."""
    rows = tx.rows(
        "SELECT DISTINCT day FROM stop WHERE centre = :centre AND day >= :since AND day < :before"
        " AND state IN ('waiting', 'held') AND sequence > :first_seq ORDER BY day",
        since=since,
        before=before,
        first_seq=first_seq,
    )
    return [row["day"] for row in rows]


def carry_to(tx: Transaction, visit: str, day: str) -> None:
    """Let a visit, with its open and its planned stops, wait for another day."""
    tx.execute("UPDATE visit SET carried_to = :day WHERE id = :visit", visit=visit, day=day)
    tx.execute(
        "UPDATE stop SET day = :day WHERE visit = :visit"
        " AND state IN ('waiting', 'held', 'planned')",
        visit=visit,
        day=day,
    )


def apologise(tx: Transaction, visit: str, kind: EndKind) -> None:
    """Note that the end of a session has closed a visit."""
    tx.execute("UPDATE visit SET apology = :kind WHERE id = :visit", visit=visit, kind=kind)


def anybody(tx: Transaction, day: str, *states: State) -> bool:
    """Whether somebody is in one of these states on a day."""
    return bool(
        tx.value(
            "SELECT EXISTS (SELECT 1 FROM stop WHERE centre = :centre AND day = :day"
            " AND state IN (SELECT value FROM json_each(:states)))",
            day=day,
            states=json.dumps(states),
        )
    )
