"""A simulation's outcome as a table and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from server.commands.simulation.estimators import Accuracy
from server.commands.simulation.outcome import Outcome, Waits
from server.commands.simulation.staffing import Plan
from server.rules.simulation import Staffed
from server.settings import CentreSettings

HEADINGS = ("", "stops", "mean", "median", "p90", "longest", "in time", "left", "not called")
ESTIMATE_HEADINGS = ("", "told", "kept", "error", "bias", "width")
ESTIMATES_EXPLAINED = """\
kept   the wait was not longer than the upper end of the range (aim: 85 % and more)
error  mean distance of the wait from the lower end, the median, against the mean wait (aim: 25 %)
bias   the same with its sign: above zero, too much was said
width  minutes from the lower to the upper end"""
ORACLE_EXPLAINED = """\
The oracle knows how long services of every kind last, who stays away and how many are to come, and
says the median of many futures: what is left of its error is chance, and nobody can be nearer."""


def as_table(outcome: Outcome, centre: CentreSettings, counters: Sequence[Staffed]) -> str:
    """What a person reads; waits in minutes."""
    names = {field.id: field.name for field in centre.fields}
    numbers = {counter.id: f"counter {counter.number}" for counter in centre.counters}
    rows = [HEADINGS, _row("everybody", outcome.everybody)]
    rows += [_row(name, waits) for name, waits in outcome.classes.items()]
    rows += [_row(names[name], waits) for name, waits in outcome.fields.items()]
    loads = [("", "hours", "services", "busy")]
    for load in outcome.counters:
        busy = f"{load.busy:.0%}"
        loads.append((numbers[load.counter], f"{load.hours:.1f}", f"{load.services}", busy))
    days = "1 day" if outcome.days == 1 else f"{outcome.days} days"
    head = f"{days}, {outcome.visits} visits, {len(counters)} counters; minutes"
    return "\n".join([head, "", *_aligned(rows), "", *_aligned(loads)])


def plan_table(plan: Plan, centre: CentreSettings) -> str:
    """Which counters at which hours, with the counter hours they add up to."""
    if not plan.met:
        return "the target is not met even with every counter staffed"
    numbers = {counter.id: f"counter {counter.number}" for counter in centre.counters}
    rows = [(numbers[one.counter], _spans(one) or "not needed") for one in plan.counters]
    hours = sum(end - begin for one in plan.counters for begin, end in one.spans) / 3600
    return "\n".join([*_aligned(rows), "", f"{hours:.1f} counter hours a day"])


def estimates_table(compared: Mapping[str, Accuracy], beside: Mapping[str, Accuracy]) -> str:
    """How every way to estimate did on the same days, and how near the oracle we came."""
    head = f"waits told, of those who would get a number{_mean_wait(compared)}"
    told = [head, "", *_accuracies(compared), "", ESTIMATES_EXPLAINED]
    if beside:
        head = f"of these, about whom the oracle was asked{_mean_wait(beside)}"
        told += ["", head, "", *_accuracies(beside), "", ORACLE_EXPLAINED]
    return "\n".join(told)


def _mean_wait(compared: Mapping[str, Accuracy]) -> str:
    average = next(iter(compared.values())).mean_wait_s
    return "" if average is None else f"; mean wait {average / 60:.1f} minutes"


def _accuracies(compared: Mapping[str, Accuracy]) -> list[str]:
    rows = [ESTIMATE_HEADINGS]
    for name, one in compared.items():
        figures = (_share(one.kept), _share(one.error), _share(one.bias), _number(one.width))
        rows.append((name.replace("_", " "), str(one.told), *figures))
    return _aligned(rows)


def _share(of: float | None) -> str:
    return "–" if of is None else f"{of:.1%}"


def _number(of: float | None) -> str:
    return "–" if of is None else f"{of:.1f}"


def as_json(
    outcome: Outcome,
    plan: Plan | None,
    compared: Mapping[str, Accuracy] | None = None,
    beside: Mapping[str, Accuracy] | None = None,
) -> str:
    """For programs; seconds and shares."""
    told = asdict(outcome)
    if plan is not None:
        spans = {one.counter: [list(span) for span in one.spans] for one in plan.counters}
        told["plan"] = {"met": plan.met, "counters": spans}
    if compared is not None:
        told["estimates"] = {name: asdict(one) for name, one in compared.items()}
    if beside:
        told["beside_oracle"] = {name: asdict(one) for name, one in beside.items()}
    return json.dumps(told, ensure_ascii=False, indent=2)


def _row(name: str, waits: Waits) -> tuple[str, ...]:
    times = (waits.mean_s, waits.median_s, waits.p90_s, waits.longest_s)
    shown = tuple("–" if time is None else f"{time / 60:.1f}" for time in times)
    share = "–" if waits.within_target is None else f"{waits.within_target:.0%}"
    return (name, str(waits.stops), *shown, share, str(waits.gave_up), str(waits.never_called))


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _spans(one: Staffed) -> str:
    return ", ".join(f"{_clock(begin)}-{_clock(end)}" for begin, end in one.spans)


def _clock(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
