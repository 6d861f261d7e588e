"""``luot simulate``: what a day would be like with other counters, another rule, other people."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from server.commands.centre_folder import loaded_centre
from server.commands.errors import CommandFailed
from server.commands.rehearsal.working_day import WorkingDay, working_day_after
from server.commands.simulation.chart import as_chart
from server.commands.simulation.counters import (
    chosen,
    closings_of,
    must_be_open_sometimes,
    staffed,
)
from server.commands.simulation.estimators import (
    Learner,
    Listener,
    Proof,
    accuracy,
    beside_oracle,
    proofs,
)
from server.commands.simulation.oracle import Oracle
from server.commands.simulation.outcome import Day, outcome_of
from server.commands.simulation.people import PastPeople, People, StatedPeople
from server.commands.simulation.shown import (
    as_json,
    as_table,
    estimates_table,
    plan_table,
)
from server.commands.simulation.staffing import Plan, plan
from server.rules.priority import Order, Rule
from server.rules.simulation import Coming, Staffed, Stay, Witness, simulate
from server.settings import CentreSettings
from server.store import ForeignDatabase, StoreDamaged
from server.store.only_reading import only_read
from server.store.past import PastVisit, past_services, past_visits

WALK_S = 20.0
FEWEST_DAYS, MOST_DAYS, ENOUGH_PEOPLE = 20, 1000, 20_000
"""From so many drawn days and people the oracle knows the laws."""
ORDERS = ("ageing", "first_come", "strict", "one_in", "over_target")


@click.command(name="simulate")
@click.option(
    "--config", type=click.Path(path_type=Path), required=True, help="the centre's folder"
)
@click.option(
    "--history",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="a luot.db, or a copy of one: people come and services last as on its days",
)
@click.option("--visits", type=click.IntRange(1, 20_000), help="without --history: how many a day")
@click.option("--counters", "counters_text", help="such as 1,2,7@07:30-11:30; all when left out")
@click.option("--rule", type=click.Choice(ORDERS), help="another order than the configuration's")
@click.option("--days", type=click.IntRange(1, 1000), default=1, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="the same seed, the same days")
@click.option(
    "--plan",
    "share",
    type=click.FloatRange(0, 1, min_open=True),
    help="find which counters are needed at which hours, so that this share is called in time",
)
@click.option(
    "--estimates",
    "asked",
    is_flag=True,
    help="compare the waits that people would be told with those that came, by every estimator",
)
@click.option(
    "--oracle",
    "asked_oracle",
    type=click.IntRange(1, 10_000),
    help="with --estimates: tell some N waits of a day also as one who knows all but chance",
)
@click.option("--format", "form", type=click.Choice(["table", "json", "svg"]), default="table")
def simulate_days(
    config: Path,
    history: Path | None,
    visits: int | None,
    counters_text: str | None,
    rule: Order | None,
    days: int,
    seed: int,
    share: float | None,
    asked: bool,
    asked_oracle: int | None,
    form: str,
) -> None:
    """Play days of the centre with its real rules on a made clock, and print what came of them."""
    if asked and form == "svg":
        raise CommandFailed("--estimates is a table or json: leave --format svg out")
    centre = loaded_centre(config)
    if asked_oracle is not None and not asked:
        raise CommandFailed("--oracle goes with --estimates: give both")
    chance = random.Random(seed)  # noqa: S311 - a simulation has to be repeatable
    people = _people(centre, history, visits, chance)
    working_days = _working_days(centre, days)
    scene = Scene(
        centre, working_days, [people.of(day) for day in working_days], _rule(centre, rule)
    )
    choice = chosen(centre, counters_text)
    by_day = [staffed(centre, day, choice) for day in working_days]
    must_be_open_sometimes(centre, by_day)
    oracle = None
    if asked_oracle is not None:
        others = _people(centre, history, visits, random.Random(f"oracle {seed}"))  # noqa: S311
        oracle = _oracle(others, working_days, seed)
    listeners = scene.listeners(oracle, asked_oracle or 1) if asked else []
    played = scene.play(by_day, listeners)
    outcome = outcome_of(played, scene.targets)
    found = _plan(scene, by_day[0], share) if share is not None else None
    proved = scene.proofs(played, listeners) if asked else []
    compared = accuracy(proved) if asked else None
    beside = beside_oracle(proved) if oracle is not None else {}
    if form == "json":
        click.echo(as_json(outcome, found, compared, beside))
    elif form == "svg":
        click.echo(as_chart(outcome, centre, found))
    else:
        click.echo(as_table(outcome, centre, by_day[0]))
        if found is not None:
            click.echo(f"\n{plan_table(found, centre)}")
        if compared is not None:
            click.echo(f"\n{estimates_table(compared, beside)}")


@dataclass(frozen=True)
class Scene:
    """The people of every day and the rule by which they are called."""

    centre: CentreSettings
    days: Sequence[WorkingDay]
    people: Sequence[list[Coming]]
    rule: Rule

    @property
    def targets(self) -> dict[str, float]:
        """Seconds by field."""
        return {field.id: field.target_minutes * 60 for field in self.centre.fields}

    def play(
        self, counters: Sequence[Sequence[Staffed]], listeners: Sequence[Witness | None] = ()
    ) -> list[Day]:
        """Every day with its counters, and with who listens, if anybody does."""
        everybody = listeners or [None] * len(counters)
        return [
            Day(self._stays(nth, today, witness), today)
            for nth, (today, witness) in enumerate(zip(counters, everybody, strict=True))
        ]

    def _stays(self, nth: int, counters: Sequence[Staffed], witness: Witness | None) -> list[Stay]:
        coming, closings = self.people[nth], closings_of(self.centre, self.days[nth])
        return simulate(coming, counters, self.rule, self.targets, WALK_S, closings, witness)

    def listeners(self, oracle: Oracle | None = None, asked: int = 1) -> list[Listener]:
        """One for each day; what is learnt on one is known on the next."""
        learner = Learner({field.id: field.service_minutes for field in self.centre.fields})
        return [Listener(learner, oracle, max(1, len(day) // asked)) for day in self.people]

    def proofs(self, played: Sequence[Day], listeners: Sequence[Listener]) -> list[Proof]:
        """What was told on these days against what came."""
        by, found = self.centre.session_end.last_number, list[Proof]()
        for day, listener, date in zip(played, listeners, self.days, strict=True):
            found += proofs(listener.told, day.stays, closings_of(self.centre, date), by)
        return found


def _oracle(people: People, days: Sequence[WorkingDay], seed: int) -> Oracle:
    """What it knows are the laws by which these days are drawn, and none of the days."""
    drawn: list[list[Coming]] = []
    while len(drawn) < FEWEST_DAYS or (
        len(drawn) < MOST_DAYS and sum(map(len, drawn)) < ENOUGH_PEOPLE
    ):
        drawn.append(people.of(days[len(drawn) % len(days)]))
    return Oracle(drawn, WALK_S, seed)


def _plan(scene: Scene, full: list[Staffed], share: float) -> Plan:
    def play(counters: Sequence[Staffed]) -> list[Day]:
        return scene.play([counters] * len(scene.people))

    def is_met(days: list[Day]) -> bool:
        fields = outcome_of(days, scene.targets).fields.values()
        return all((waits.within_target or 0.0) >= share for waits in fields)

    return plan(full, play, is_met)


def _people(
    centre: CentreSettings, history: Path | None, visits: int | None, chance: random.Random
) -> People:
    if history is None:
        if visits is None:
            raise CommandFailed("say how many come: --visits N a day, or --history a luot.db")
        return StatedPeople(centre, visits, chance)
    if visits is not None:
        raise CommandFailed("--visits and --history: give one of them")
    came, services = _past(history)
    if not came:
        raise CommandFailed(f"{history} holds no visit to learn from")
    return PastPeople(centre, came, services, chance)


def _past(history: Path) -> tuple[list[PastVisit], dict[str, list[float]]]:
    """Who came and how long services took; the file is left as it is."""
    try:
        with only_read(history) as (tx, copied):
            if copied:
                click.echo(
                    f"{history} is of an older version: read from a temporary copy", err=True
                )
            return past_visits(tx), past_services(tx)
    except ForeignDatabase:
        raise CommandFailed(
            f"--history: {history} is no database of Lượt; give a luot.db, or a copy of one"
        ) from None
    except StoreDamaged as error:
        raise CommandFailed(f"--history: {history} is damaged ({error}); give another") from None


def _working_days(centre: CentreSettings, days: int) -> list[WorkingDay]:
    zone = ZoneInfo(centre.timezone)
    date = dt.datetime.now(zone).date()
    found: list[WorkingDay] = []
    for _ in range(days):
        found.append(working_day_after(centre.hours, zone, date))
        date = found[-1].date
    return found


def _rule(centre: CentreSettings, order: Order | None) -> Rule:
    rules = centre.rules
    cap = rules.priority_cap_minutes
    cap_s = cap * 60 if cap is not None else None
    return Rule(order or rules.order, rules.priority_rate, cap_s, rules.one_in)
