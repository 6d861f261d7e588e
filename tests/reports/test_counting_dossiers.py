"""Reports of dossiers agree with the register: bit by bit, anew, and worked out directly."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hall import LAN, MONDAY, HandClock, TestHall, done, open_hall
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from server.actions.call import next_ticket
from server.actions.counting import rebuild
from server.actions.counting_dossiers import count_dossiers
from server.actions.forget import forget
from server.actions.refusals import NotAllowed, NotFound
from server.actions.serve import finish, start
from server.actions.undo import undo
from server.reports.periods import Period, spans_of
from server.reports.sheets.all import SHEETS
from server.reports.sheets.sheet import Question, answered
from server.rules.dossier_code import identity
from server.rules.tickets import WrongMove
from server.store.dossiers import DossierRow, save_dossier
from server.store.report_dossiers import dossiers_to_count
from server.store.times import instant, stamp
from server.web.caretaker import LOOK_S, SOON_S, Caretaker

REFUSED = (WrongMove, NotAllowed, NotFound)
ZONE = dt.timezone(dt.timedelta(hours=7))
CODES = [f"H57.12-261101-{nth:04d}" for nth in range(1, 7)]
DAYS = st.none() | st.integers(-500, 60)
HOURS = st.sampled_from((0, 9, 17))
PERIODS = [
    Period(dt.date(2026, 11, 1), dt.date(2026, 11, 30)),
    Period(dt.date(2026, 11, 1), dt.date(2026, 11, 23)),
    Period(dt.date(2025, 3, 4), dt.date(2026, 11, 10)),
    Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
    Period(dt.date(2026, 11, 23), dt.date(2027, 1, 31), trial=True),
]


@dataclass(frozen=True)
class Told:
    """What the other system tells of a dossier; days from the Monday of the test."""

    code: str
    procedure: str | None
    state: int | None
    channel: str | None
    received: int | None
    due: int | None
    ready: int | None
    hour: int

    def row(self) -> DossierRow:
        return DossierRow(
            identity(self.code),
            self.code,
            procedure=self.procedure,
            state=self.state,
            channel=self.channel,
            received_at=self._at(self.received, 8),
            due_at=self._at(self.due, 17),
            result_ready_at=self._at(self.ready, self.hour),
        )

    @staticmethod
    def _at(days: int | None, hour: int) -> str | None:
        if days is None:
            return None
        return stamp(MONDAY.replace(hour=hour) + dt.timedelta(days=days))


TOLD = st.builds(
    Told,
    code=st.sampled_from(CODES),
    procedure=st.sampled_from((None, "1.001193", "9.999999")),
    state=st.sampled_from((None, 1, 2, 3, 4, 7, 9, 10)),
    channel=st.sampled_from((None, "online", "direct")),
    received=DAYS,
    due=DAYS,
    ready=DAYS,
    hour=HOURS,
)
ACTS: dict[str, Callable[[TestHall, str], object]] = {
    "take": lambda hall, code: hall.take(dossiers=[code]),
    "serve": lambda hall, _: (
        next_ticket(hall.centre, "1", LAN),
        start(hall.centre, "1", LAN),
        finish(hall.centre, "1", done(), LAN),
    ),
    "undo": lambda hall, _: undo(hall.centre, "1", LAN),
    "forget": lambda hall, code: forget(
        hall.centre.store, identity(code), hall.centre.now(), "truong"
    ),
    "count": lambda hall, _: count_dossiers(hall.centre),
    "an hour": lambda hall, _: hall.clock.go_on(hours=1),
    "a day": lambda hall, _: hall.clock.go_on(days=1),
}
ACT = TOLD | st.tuples(st.sampled_from(sorted(ACTS)), st.sampled_from(CODES))


def do(hall: TestHall, act: Told | tuple[str, str]) -> None:
    if isinstance(act, Told):
        with hall.centre.store.transaction() as tx:
            save_dossier(tx, act.row())
        return
    with suppress(*REFUSED):
        ACTS[act[0]](hall, act[1])


@contextmanager
def opened(config: Path) -> Iterator[TestHall]:
    with TemporaryDirectory() as data, open_hall(Path(data), config, HandClock()) as hall:
        hall.open()
        yield hall


def counted(hall: TestHall) -> dict[str, list[tuple[Any, ...]]]:
    """All that reports have counted of dossiers, as it lies in the database."""
    tables = {"dossier_fact": "identity", "dossier_sum": "per, span, figure, procedure, field"}
    with hall.centre.store.reading() as tx:
        return {
            table: [tuple(row.values()) for row in tx.rows(f"SELECT * FROM {table} ORDER BY {by}")]
            for table, by in tables.items()
        }


@settings(max_examples=40, phases=[Phase.generate])
@given(acts=st.lists(ACT, min_size=10, max_size=60))
def test_dossiers_counted_bit_by_bit_anew_and_worked_out_directly_are_the_same(
    small_config: Path, acts: list[Told | tuple[str, str]]
) -> None:
    with opened(small_config) as hall:
        for act in acts:
            do(hall, act)
        count_dossiers(hall.centre)
        bit_by_bit = counted(hall)
        for period in PERIODS:
            assert read(hall, "ii-06a", period) == in_the_form(hall, period)
            assert read(hall, "dossiers", period) == come(hall, period)
        rebuild(hall.centre)
        assert counted(hall) == bit_by_bit


def read(hall: TestHall, name: str, period: Period) -> dict[str, dict[str, Any]]:
    """A report's rows by the procedure they are about, without shares."""
    with hall.centre.store.looking() as tx:
        report = answered(hall.centre, tx, SHEETS[name], Question(period, "procedure", "vi"))
    left_out = ("key", "name", "at_most_once", "visits_each")
    return {
        str(row["key"]): {name: cell for name, cell in row.items() if name not in left_out}
        for row in report.rows
    }


# ------------------------------------------------------------- the same, the slow and plain way


@dataclass(frozen=True)
class Plain:
    """A dossier with its visits, as the tables have it."""

    row: dict[str, Any]
    visits: list[dict[str, Any]]

    @property
    def received(self) -> dt.datetime | None:
        return at(self.row["received_at"])

    @property
    def settled(self) -> dt.datetime | None:
        ready = at(self.row["result_ready_at"]) or at(self.row["returned_at"])
        return max(ready, self.received) if ready and self.received else None


def at(text: str | None) -> dt.datetime | None:
    return instant(text).astimezone(ZONE) if text is not None else None


def plain(hall: TestHall) -> list[Plain]:
    with hall.centre.store.reading() as tx:
        return [
            Plain(
                row,
                tx.rows(
                    "SELECT added_at, trial, (SELECT count(*) FROM stop WHERE stop.visit = v.id"
                    " AND state IN ('serving', 'done', 'transferred')) AS served"
                    " FROM visit_dossier AS d JOIN visit AS v ON v.id = d.visit"
                    " WHERE identity = :identity",
                    identity=row["identity"],
                ),
            )
            for row in tx.rows("SELECT * FROM dossier")
        ]


def bounds(period: Period) -> tuple[dt.datetime, dt.datetime]:
    first = dt.datetime.combine(period.first, dt.time(), ZONE)
    return first, dt.datetime.combine(period.last + dt.timedelta(days=1), dt.time(), ZONE)


def in_the_form(hall: TestHall, period: Period) -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in plain(hall):
        for figure in figures_of(one, period, hall.centre.now()):
            rows[one.row["procedure"] or ""][figure] += 1
    names = ("received", "online", "direct", "carried", "settled", "early", "on_time", "late")
    names += ("without_due", "in_progress", "in_time", "overdue")
    return {key: {name: row[name] for name in names} for key, row in sorted(rows.items())}


def figures_of(one: Plain, period: Period, now: dt.datetime) -> Iterator[str]:
    (first, end), received, settled = bounds(period), one.received, one.settled
    if received is None or received >= end or one.row["state"] in (1, 3):
        return
    open_for_ever = settled is None and one.row["state"] not in (7, 8, 9, 10)
    if received >= first:
        yield from ("received", "online" if one.row["channel"] == "online" else "direct")
    elif open_for_ever or (settled is not None and settled >= first):
        yield from ("received", "carried")
    if settled is not None and first <= settled < end:
        yield from ("settled", ending(one))
    if open_for_ever or (settled is not None and settled >= end):
        due = at(one.row["due_at"])
        late = due is not None and max(due, received) < min(end, now)
        yield from ("in_progress", "overdue" if late else "in_time")


def ending(one: Plain) -> str:
    due, ready = at(one.row["due_at"]), at(one.row["result_ready_at"])
    assert ready is not None
    if due is None:
        return "without_due"
    if ready > due:
        return "late"
    return "early" if ready.date() < due.date() else "on_time"


def come(hall: TestHall, period: Period) -> dict[str, dict[str, Any]]:
    rows: dict[str, list[int]] = defaultdict(list)
    first, end = bounds(period)
    for one in plain(hall):
        asked = min((at(visit["added_at"]) for visit in one.visits), default=None)
        known = one.received or asked
        times = sum(visit["served"] > 0 and visit["trial"] <= period.trial for visit in one.visits)
        if known is not None and first <= known < end and (one.received or times):
            rows[one.row["procedure"] or ""].append(times)
    return {
        key: {
            "dossiers": len(times),
            "never": times.count(0),
            "once": times.count(1),
            "more": sum(one > 1 for one in times),
            "visits": sum(times),
            "visits_most": max(times),
        }
        for key, times in sorted(rows.items())
    }


def test_who_is_forgotten_is_named_nowhere_even_before_anybody_counts(
    hall: TestHall,
) -> None:
    hall.open()
    hall.take(dossiers=[CODES[0]])
    ACTS["serve"](hall, "")
    count_dossiers(hall.centre)
    forget(hall.centre.store, identity(CODES[0]), hall.centre.now(), None)
    with hall.centre.store.reading() as tx:
        for table in ("dossier_fact", "dossier_changed"):
            assert identity(CODES[0]) not in [
                row["identity"] for row in tx.rows(f"SELECT * FROM {table}")
            ]
    count_dossiers(hall.centre)
    assert counted(hall) == {"dossier_fact": [], "dossier_sum": []}


@pytest.mark.parametrize(
    ("first", "last", "spans"),
    [
        ("2026-11-26", "2026-11-26", ["2026-11-26"]),
        ("2026-11-30", "2026-12-31", ["2026-11-30", "2026-12"]),
        ("2024-12-31", "2026-02-01", ["2024-12-31", "2025", "2026-01", "2026-02-01"]),
        ("2026-01-01", "2025-12-31", []),
    ],
)
def test_a_period_is_made_up_of_the_fewest_years_months_and_days(
    first: str, last: str, spans: list[str]
) -> None:
    days = (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert list(spans_of(*days)) == spans


def test_dossiers_are_counted_before_anybody_asks_for_a_report(hall: TestHall) -> None:
    hall.take(dossiers=[CODES[0]])
    caretaker = Caretaker(hall.centre, sleep=lambda _: None)
    assert caretaker.look() == SOON_S
    with hall.centre.store.reading() as tx:
        assert dossiers_to_count(tx) == 0
    assert caretaker.look() == LOOK_S
