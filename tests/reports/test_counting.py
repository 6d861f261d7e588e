"""Reports always agree with the log: counted bit by bit, counted anew, and worked out directly."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hall import CHIEF, LAN, MINH, TestHall, done, open_hall
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from server.actions.call import call_chosen, next_ticket
from server.actions.cancel import cancel
from server.actions.counters import close_counter, pause_counter
from server.actions.counting import EVER, StillCounting, bring_up_to_date, rebuild
from server.actions.hold import hold, resume
from server.actions.priority import change_priority
from server.actions.recall import recall
from server.actions.refusals import NotAllowed, NotFound
from server.actions.reinstate import reinstate
from server.actions.serve import finish, no_show, start
from server.actions.transfer import transfer
from server.actions.undo import undo
from server.messages import HoldRequest, TransferRequest
from server.reports.periods import Period, figures_by
from server.rules.figures import Figures
from server.rules.histogram import LONGEST_S, RESOLUTION_S, percentile
from server.rules.tickets import WrongMove
from server.store.report_days import whole_spans
from server.store.times import instant

REFUSED = (WrongMove, NotAllowed, NotFound)
OFFICERS = {"1": LAN, "2": MINH}
ALWAYS = Period(dt.date(2026, 1, 1), dt.date(2060, 12, 31))
Act = Callable[[TestHall, str], object]


def chosen(hall: TestHall) -> str:
    """The newest visit, as something to do something to."""
    with hall.centre.store.reading() as tx:
        visit = tx.value("SELECT id FROM visit ORDER BY sequence DESC LIMIT 1")
    if visit is None:
        raise NotFound("nobody has come")
    return str(visit)


def held(hall: TestHall) -> str:
    with hall.centre.store.reading() as tx:
        return str(
            tx.value(
                "SELECT number FROM visit JOIN stop ON stop.visit = visit.id WHERE state = 'held'"
            )
        )


def take(hall: TestHall, field: str = "ho-tich", **more: Any) -> None:
    hall.take(field, purpose="submit", **more)


def go_on(**more: float) -> Act:
    return lambda hall, _: hall.clock.go_on(**more)


def sent(hall: TestHall, counter: str) -> object:
    request = TransferRequest.model_validate({"field": "dat-dai"})
    return transfer(hall.centre, counter, request, OFFICERS[counter])


ACTS: dict[str, Act] = {
    "take": lambda hall, _: take(hall),
    "take for another field": lambda hall, _: take(hall, "chung-thuc"),
    "take as priority": lambda hall, _: take(hall, priority="mang-thai"),
    "take again": lambda hall, _: take(hall),
    "open": lambda hall, c: hall.open(c, OFFICERS[c]),
    "open in auto": lambda hall, c: hall.open(c, OFFICERS[c], "auto"),
    "pause": lambda hall, c: pause_counter(hall.centre, c, "Khác", OFFICERS[c]),
    "close": lambda hall, c: close_counter(hall.centre, c, OFFICERS[c]),
    "next": lambda hall, c: next_ticket(hall.centre, c, OFFICERS[c]),
    "next one": lambda hall, c: next_ticket(hall.centre, c, OFFICERS[c]),
    "call the newest": lambda hall, c: call_chosen(
        hall.centre, c, hall.number(chosen(hall)), "đau chân", OFFICERS[c]
    ),
    "recall": lambda hall, c: recall(hall.centre, c, OFFICERS[c]),
    "start": lambda hall, c: start(hall.centre, c, OFFICERS[c]),
    "start it": lambda hall, c: start(hall.centre, c, OFFICERS[c]),
    "finish": lambda hall, c: finish(hall.centre, c, done(outcome="received"), OFFICERS[c]),
    "no show": lambda hall, c: no_show(hall.centre, c, OFFICERS[c]),
    "hold": lambda hall, c: hold(hall.centre, c, HoldRequest(), OFFICERS[c]),
    "resume": lambda hall, c: resume(hall.centre, c, held(hall), OFFICERS[c]),
    "transfer": sent,
    "undo": lambda hall, c: undo(hall.centre, c, OFFICERS[c]),
    "cancel": lambda hall, _: cancel(hall.centre, chosen(hall), None, CHIEF),
    "reinstate": lambda hall, _: reinstate(hall.centre, chosen(hall), None, CHIEF),
    "no priority": lambda hall, _: change_priority(
        hall.centre, chosen(hall), None, "không thuộc diện", CHIEF
    ),
    "a moment": go_on(seconds=37.4),
    "some minutes": go_on(minutes=11),
    "a night": go_on(hours=19),
    "a week": go_on(days=9),
    "half a year": go_on(days=181),
    "count": lambda hall, _: bring_up_to_date(hall.centre, *EVER),
}


def do(hall: TestHall, act: str, counter: str) -> None:
    with suppress(*REFUSED):
        ACTS[act](hall, counter)


def counted(hall: TestHall) -> dict[str, list[tuple[Any, ...]]]:
    """All that reports have counted, as it lies in the database."""
    tables = {
        "figure": "centre, span, trial, cut, key",
        "counter_time": "day, counter, officer, kind, reason",
        "log_run": "first_seq",
        "report_month": "month",
    }
    with hall.centre.store.reading() as tx:
        return {
            table: [
                tuple(value for name, value in row.items() if name != "id")
                for row in tx.rows(f"SELECT * FROM {table} ORDER BY {order}")
            ]
            for table, order in tables.items()
        }


@settings(max_examples=25, phases=[Phase.generate])
@given(
    acts=st.lists(
        st.tuples(st.sampled_from(sorted(ACTS)), st.sampled_from(sorted(OFFICERS))),
        min_size=20,
        max_size=90,
    )
)
def test_counted_bit_by_bit_counted_anew_and_worked_out_directly_are_the_same(
    small_config: Path, acts: list[tuple[str, str]]
) -> None:
    with TemporaryDirectory() as data, open_hall(Path(data), small_config) as hall:
        for counter, officer in OFFICERS.items():
            hall.open(counter, officer)
        for act, counter in acts:
            do(hall, act, counter)
        bring_up_to_date(hall.centre, *EVER)
        bit_by_bit = counted(hall)
        rebuild(hall.centre)
        assert counted(hall) == bit_by_bit
        for by in (None, "day", "field", "counter", "hour", "weekday", "officer"):
            with hall.centre.store.looking() as tx:
                figures = figures_by(hall.centre, tx, by, ALWAYS)
            assert {key: plain(one) for key, one in figures.items()} == directly(hall, by)


# ------------------------------------------------------------- the same, the slow and plain way


def plain(figures: Figures) -> dict[str, Any]:
    """What is compared."""
    return {
        "issued": figures.issued,
        "queued": figures.queued,
        "served": figures.served,
        "transferred": figures.transferred,
        "no_show": figures.no_show,
        "left": figures.left,
        "unfinished": figures.unfinished,
        "passed": figures.passed,
        "waits": figures.waiting.count,
        "wait_mean": figures.waiting.total_s / max(1, figures.waiting.count),
        "wait_longest": figures.waiting.longest_s,
        "wait_median": percentile(figures.waiting.histogram, 0.5),
        "wait_p90": percentile(figures.waiting.histogram, 0.9),
        "waits_in_target": figures.waiting.in_target,
        "services": figures.service.count,
        "service_p90": percentile(figures.service.histogram, 0.9),
        "walk_longest": figures.walking.longest_s,
    }


def directly(hall: TestHall, by: str | None) -> dict[str, dict[str, Any]]:
    """The same from every stop and every line there is."""
    parts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for stop in stops(hall):
        parts["" if by is None else str(stop[by] or "")].append(stop)
    return {key: worked_out(part) for key, part in sorted(parts.items())}


def stops(hall: TestHall) -> list[dict[str, Any]]:
    zone, lines = hall.centre.calendar.zone, hall.log()
    undone = {line["data"]["seq"] for line in lines if line["event"] == "undone"}
    with hall.centre.store.reading() as tx:
        rows = tx.rows(
            "SELECT stop.*, visit.day AS day FROM stop JOIN visit ON visit.id = stop.visit"
            " WHERE state != 'planned'"
        )
    for row in rows:
        queued = instant(row["queued_at"]).astimezone(zone)
        row["hour"] = f"{queued.hour:02d}"
        row["weekday"] = str(dt.date.fromisoformat(row["day"]).weekday())
        row["passed"] = sum(
            len(line["data"]["overtook"])
            for line in lines
            if line["event"] == "called"
            and line["seq"] not in undone
            and (line["visit"], line["stop"]) == (row["visit"], row["position"])
        )
    return rows


def worked_out(part: list[dict[str, Any]]) -> dict[str, Any]:
    states = [stop["state"] for stop in part]
    was_called = [stop["called_at"] is not None for stop in part]
    cancelled = [
        called for state, called in zip(states, was_called, strict=True) if state == "cancelled"
    ]
    waits = between(part, "queued_at", "called_at")
    services = between(
        [one for one in part if one["state"] in ("done", "transferred")],
        "started_at",
        "finished_at",
    )
    return {
        "issued": sum(stop["position"] == 1 for stop in part),
        "queued": len(part),
        "served": states.count("done"),
        "transferred": states.count("transferred"),
        "no_show": states.count("no_show") + sum(cancelled),
        "left": len(cancelled) - sum(cancelled),
        "unfinished": sum(state in ("waiting", "called", "serving", "held") for state in states),
        "passed": sum(stop["passed"] for stop in part),
        "waits": len(waits),
        "wait_mean": sum(waits) / max(1, len(waits)),
        "wait_longest": max(waits, default=0),
        "wait_median": nearest_rank(waits, 0.5),
        "wait_p90": nearest_rank(waits, 0.9),
        "waits_in_target": sum(wait <= 20 * 60 for wait in waits),
        "services": len(services),
        "service_p90": nearest_rank(services, 0.9),
        "walk_longest": max(between(part, "called_at", "started_at"), default=0),
    }


def between(part: list[dict[str, Any]], start: str, end: str) -> list[int]:
    return [
        max(0, round((instant(one[end]) - instant(one[start])).total_seconds() - aside))
        for one in part
        if one[start] is not None and one[end] is not None
        for aside in [one["held_s"] if start == "started_at" else 0]
    ]


def nearest_rank(values: list[int], share: float) -> int | None:
    """To five seconds, and no more than a day, as a histogram tells it."""
    if not values:
        return None
    exact = min(sorted(values)[math.ceil(share * len(values)) - 1], LONGEST_S)
    return exact // RESOLUTION_S * RESOLUTION_S


def test_who_asks_again_goes_on_where_the_last_one_stopped(hall: TestHall) -> None:
    for _ in range(3):
        take(hall)
        hall.clock.go_on(days=1)
    machine, days = hall.machine, 0

    class Hurried:
        """Each look at the machine's clock is a second later."""

        def now(self) -> dt.datetime:
            machine.go_on(seconds=1)
            return machine.at

    hurried = replace(hall.centre, machine=Hurried())
    left = []
    while days < 10:
        days += 1
        try:
            bring_up_to_date(hurried, *EVER, dt.timedelta(seconds=1.5))
            break
        except StillCounting as still:
            left.append(still.days)
    assert left == [2, 1]


def test_a_year_that_was_added_up_is_added_up_anew_when_one_of_its_visits_changes(
    hall: TestHall,
) -> None:
    visit = hall.take()
    hall.clock.go_on(days=400)
    whole_year = Period(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    told = []
    for _ in range(2):
        bring_up_to_date(hall.centre, *EVER)
        with hall.centre.store.looking() as tx:
            assert whole_spans(tx) == {"2026-11", "2026"}
            told.append(figures_by(hall.centre, tx, None, whole_year)[""].left)
        if not told[1:]:
            cancel(hall.centre, visit, None, CHIEF)
    assert told == [0, 1]
