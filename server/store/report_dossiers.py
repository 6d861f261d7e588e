"""What reports have counted of dossiers: a fact for each, and the sums of days, months and years.

Triggers mark a dossier that has changed, or for which somebody came.  Before a report is read,
what its old fact had added is taken away, and what its new one says is added.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields

from server.rules.dossier_figures import Came, DossierFact, Known
from server.store.database import Transaction
from server.store.times import instant, stamp

INSTANTS = ("known_at", "settled_at", "late_from")
NAMES = tuple(one.name for one in fields(DossierFact))


@dataclass(frozen=True, slots=True)
class Part:
    """What a dossier is told apart by; empty where nobody knows."""

    procedure: str
    field: str
    agency: str


Sums = Mapping[tuple[str, Part], int]
"""A figure of a part."""


def part_of(fact: DossierFact) -> Part:
    """Under which part a dossier is counted."""
    return Part(fact.procedure or "", fact.field or "", fact.agency or "")


def dossiers_to_count(tx: Transaction) -> int:
    """How many dossiers have changed since they were counted."""
    return int(tx.value("SELECT count(*) FROM dossier_changed WHERE centre = :centre"))


def take_changed(tx: Transaction, most: int) -> list[str]:
    """Some dossiers that have changed, whose marks are taken away."""
    rows = tx.execute(
        "SELECT identity FROM dossier_changed WHERE centre = :centre LIMIT :most", most=most
    )
    found = [row[0] for row in rows]
    tx.execute(
        "DELETE FROM dossier_changed WHERE centre = :centre"
        " AND identity IN (SELECT value FROM json_each(:found))",
        found=json.dumps(found),
    )
    return found


def mark_all(tx: Transaction) -> None:
    """Forget what was counted of dossiers, and mark every one."""
    for table in ("dossier_fact", "dossier_sum", "dossier_changed"):
        tx.execute(f"DELETE FROM {table} WHERE centre = :centre")  # noqa: S608
    tx.execute(
        "INSERT INTO dossier_changed (centre, identity)"
        " SELECT centre, identity FROM dossier WHERE centre = :centre"
    )


def known_dossiers(tx: Transaction, identities: list[str]) -> list[Known]:
    """These dossiers as the register has them now."""
    rows = tx.rows(
        "SELECT identity, procedure, agency, state, channel, received_at, due_at,"
        " coalesce(result_ready_at, returned_at) AS settled_at FROM dossier"
        " WHERE centre = :centre AND identity IN (SELECT value FROM json_each(:identities))",
        identities=json.dumps(identities),
    )
    return [
        Known(**{**row, **_instants(row, ("received_at", "due_at", "settled_at"))}) for row in rows
    ]


def visits_for(tx: Transaction, identities: list[str]) -> dict[str, list[Came]]:
    """Who came for these dossiers, in the order of their visits."""
    rows = tx.execute(
        "SELECT c.identity, v.field, c.added_at, v.trial, EXISTS (SELECT 1 FROM stop"
        " WHERE stop.visit = v.id AND stop.state IN ('serving', 'done', 'transferred'))"
        " FROM visit_dossier AS c JOIN visit AS v ON v.id = c.visit WHERE c.centre = :centre"
        " AND c.identity IN (SELECT value FROM json_each(:identities)) ORDER BY c.visit",
        identities=json.dumps(identities),
    )
    found: dict[str, list[Came]] = defaultdict(list)
    for identity, field, added_at, trial, served in rows:
        found[identity].append(Came(field, instant(added_at), bool(trial), bool(served)))
    return found


def counted_facts(tx: Transaction, identities: list[str]) -> list[DossierFact]:
    """What these dossiers were counted as."""
    rows = tx.rows(
        f"SELECT {', '.join(NAMES)} FROM dossier_fact WHERE centre = :centre"  # noqa: S608
        " AND identity IN (SELECT value FROM json_each(:identities))",
        identities=json.dumps(identities),
    )
    return [_made(row) for row in rows]


def keep_facts(tx: Transaction, identities: list[str], facts: Iterable[DossierFact]) -> None:
    """Put these in the place of what was counted of some dossiers."""
    tx.execute(
        "DELETE FROM dossier_fact WHERE centre = :centre"
        " AND identity IN (SELECT value FROM json_each(:identities))",
        identities=json.dumps(identities),
    )
    places = ", ".join(f":{name}" for name in NAMES)
    sql = f"INSERT INTO dossier_fact (centre, {', '.join(NAMES)}) VALUES (:centre, {places})"  # noqa: S608
    for fact in facts:
        stamps = {name: _stamped(getattr(fact, name)) for name in INSTANTS}
        tx.execute(sql, **{**asdict(fact), **stamps})


def add_to_sums(tx: Transaction, added: Mapping[tuple[str, str, Part], int]) -> None:
    """Add to figures (figure, day, part), and to those of the day's month and year."""
    spans: dict[tuple[str, str, Part], int] = defaultdict(int)
    for (figure, day, part), more in added.items():
        for span in (day, day[:7], day[:4]):
            spans[figure, span, part] += more
    for (figure, span, part), more in spans.items():
        if more:
            _add(tx, figure, span, part, more)
    tx.execute("DELETE FROM dossier_sum WHERE centre = :centre AND dossiers = 0")


def _add(tx: Transaction, figure: str, span: str, part: Part, more: int) -> None:
    tx.execute(
        "INSERT INTO dossier_sum VALUES (:centre, :per, :span, :figure, :procedure, :field,"
        " :agency, :more) ON CONFLICT DO UPDATE SET dossiers = dossiers + :more",
        per=PER[len(span)],
        span=span,
        figure=figure,
        procedure=part.procedure,
        field=part.field,
        agency=part.agency,
        more=more,
    )


PER = {len("2026"): "year", len("2026-11"): "month", len("2026-11-26"): "day"}


def sums_in(tx: Transaction, spans: Iterable[str], figures: str = "*") -> Sums:
    """The figures that fit a pattern, over some days, months and years together."""
    by_length = defaultdict(list)
    for span in spans:
        by_length[PER[len(span)]].append(span)
    found: dict[tuple[str, Part], int] = defaultdict(int)
    for per, some in by_length.items():
        rows = tx.execute(
            "SELECT figure, procedure, field, agency, sum(dossiers) FROM dossier_sum"
            " WHERE centre = :centre AND per = :per"
            " AND span IN (SELECT value FROM json_each(:spans)) AND figure GLOB :figures"
            " GROUP BY 1, 2, 3, 4",
            per=per,
            spans=json.dumps(some),
            figures=figures,
        )
        for figure, *part, dossiers in rows:
            found[figure, Part(*part)] += dossiers
    return found


def years_before(tx: Transaction, year: str) -> list[str]:
    """The years before one in which anything was counted."""
    rows = tx.execute(
        "SELECT DISTINCT span FROM dossier_sum WHERE centre = :centre AND per = 'year'"
        " AND span < :year",
        year=year,
    )
    return [row[0] for row in rows]


def forget_facts(tx: Transaction) -> None:
    """Let no fact or mark name a dossier that is gone.

    What was counted of it is taken away at the next counting; till then its fact has a name of
    chance, above all codes.
    """
    gone = (
        "SELECT identity FROM dossier_changed AS c WHERE centre = :centre AND NOT EXISTS (SELECT 1"
        " FROM dossier AS d WHERE d.centre = c.centre AND d.identity = c.identity)"
    )
    tx.execute(
        "UPDATE dossier_fact SET identity = '~' || hex(randomblob(16)) WHERE centre = :centre"  # noqa: S608
        f" AND identity < '~' AND identity IN ({gone})"
    )
    tx.execute(
        f"DELETE FROM dossier_changed WHERE centre = :centre AND identity < '~'"  # noqa: S608
        f" AND identity IN ({gone})"
    )
    tx.execute(
        "INSERT INTO dossier_changed SELECT centre, identity FROM dossier_fact"
        " WHERE centre = :centre AND identity >= '~' ON CONFLICT DO NOTHING"
    )


def late_on(tx: Transaction, begun: str, now: str, end: str) -> Sums:
    """What is late at an instant beyond what was when its day had begun; settled up to ``end``."""
    rows = tx.execute(
        "SELECT procedure, field, agency, sum(more) FROM ("
        " SELECT procedure, field, agency, 1 AS more FROM dossier_fact WHERE centre = :centre"
        "  AND late_from >= :begun AND late_from < :now"
        "  AND (settled_at IS NULL OR settled_at >= :end)"
        " UNION ALL SELECT procedure, field, agency, -1 FROM dossier_fact WHERE centre = :centre"
        "  AND late_from < :begun AND settled_at >= :begun AND settled_at < :end)"
        " GROUP BY 1, 2, 3",
        begun=begun,
        now=now,
        end=end,
    )
    return {("overdue", Part(*(name or "" for name in part))): more for *part, more in rows}


def _made(row: Mapping[str, object]) -> DossierFact:
    flags = {name: bool(row[name]) for name in ("going", "in_register")}
    return DossierFact(**{**row, **_instants(row, INSTANTS), **flags})  # type: ignore[arg-type]


def _instants(row: Mapping[str, object], names: Iterable[str]) -> dict[str, dt.datetime | None]:
    return {name: instant(str(row[name])) if row[name] is not None else None for name in names}


def _stamped(at: dt.datetime | None) -> str | None:
    return stamp(at) if at is not None else None
