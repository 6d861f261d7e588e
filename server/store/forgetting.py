"""Deleting what is kept of people: of one dossier, or of everything older than a day.

Texts beside the log go, its lines stay; visits stay as numbers and times.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from server.rules.dossier_code import identity
from server.store.database import Transaction
from server.store.hall_steps import NEWEST_DATE
from server.store.log import last_before
from server.store.report_dossiers import forget_facts
from server.store.veil import DOSSIER, NOTE

AT_ONCE = 2000
"""So many lines a transaction, that nobody in the hall waits."""

NOT_COME_FOR = """NOT EXISTS (SELECT 1 FROM visit_dossier AS c
    WHERE c.centre = d.centre AND c.identity = d.identity)"""
OLD_DOSSIERS = f"""SELECT identity FROM dossier AS d WHERE centre = :centre
    AND {NEWEST_DATE} > '' AND {NEWEST_DATE} < :before AND {NOT_COME_FOR}
    UNION ALL SELECT d.identity FROM dossier_fact AS f JOIN dossier AS d
    ON d.centre = f.centre AND d.identity = f.identity
    WHERE f.centre = :centre AND f.known_at IS NULL AND {NEWEST_DATE} = '' AND {NOT_COME_FOR}
    LIMIT :most"""  # noqa: S608 - nothing from outside
"""Those with dates are found by the newest one, the others by what was counted of them."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many rows went."""

    texts: int = 0
    links: int = 0
    dossiers: int = 0
    notes: int = 0

    def __add__(self, other: Forgotten) -> Forgotten:
        return Forgotten(*(a + b for a, b in zip(_counts(self), _counts(other), strict=True)))

    def __bool__(self) -> bool:
        return any(_counts(self))


def _counts(one: Forgotten) -> tuple[int, ...]:
    return tuple(asdict(one).values())


def visits_about(tx: Transaction, dossier: str) -> list[str]:
    """The visits of a dossier, by its identity, oldest first."""
    rows = tx.rows(
        "SELECT visit FROM visit_dossier WHERE centre = :centre AND identity = :dossier"
        " ORDER BY visit",
        dossier=dossier,
    )
    return [row["visit"] for row in rows]


def forget_dossier(tx: Transaction, dossier: str) -> Forgotten:
    """Every spelling of a dossier's code, what is known of it, and the notes of its visits.

    Other dossiers of the same visits stay.
    """
    visits, spelled = visits_about(tx, dossier), _spellings(tx, dossier)
    for visit in _visits_naming(tx, spelled):
        _forget_repeats(tx, visit)
    gone = Forgotten(texts=sum(_forget_spelling(tx, text) for text in spelled))
    for visit in visits:
        gone += Forgotten(texts=_forget_texts_of(tx, visit), notes=_forget_notes_of(tx, visit))
        _forget_repeats(tx, visit)
    tx.execute(
        "DELETE FROM reminder WHERE centre = :centre AND identity = :dossier", dossier=dossier
    )
    links = _count(
        tx,
        "DELETE FROM visit_dossier WHERE centre = :centre AND identity = :dossier",
        dossier=dossier,
    )
    known = _count(
        tx, "DELETE FROM dossier WHERE centre = :centre AND identity = :dossier", dossier=dossier
    )
    forget_facts(tx)
    return gone + Forgotten(links=links, dossiers=known)


def forget_old_notes(tx: Transaction, before: str) -> Forgotten:
    """What officers wrote before an instant, a part of it at a time."""
    tx.execute("DELETE FROM undo WHERE centre = :centre AND at < :before", before=before)
    texts = _forget_old_texts(tx, NOTE, before)
    notes = _count(
        tx,
        "UPDATE stop SET note = NULL WHERE id IN (SELECT id FROM stop WHERE centre = :centre"
        " AND note IS NOT NULL AND finished_at < :before LIMIT :most)",
        before=before,
        most=AT_ONCE,
    )
    return Forgotten(texts=texts, notes=notes)


def forget_old_dossiers(tx: Transaction, before: str) -> Forgotten:
    """Codes of visits, and dossiers nobody came for since, a part of them at a time."""
    texts = _forget_old_texts(tx, DOSSIER, before)
    links = _count(
        tx,
        "DELETE FROM visit_dossier WHERE (centre, identity, visit) IN (SELECT centre, identity,"
        " visit FROM visit_dossier WHERE centre = :centre AND added_at < :before LIMIT :most)",
        before=before,
        most=AT_ONCE,
    )
    known = _count(
        tx,
        f"DELETE FROM dossier WHERE centre = :centre AND identity IN ({OLD_DOSSIERS})",  # noqa: S608
        before=before,
        most=AT_ONCE,
    )
    if known:
        forget_facts(tx)
    tx.execute(
        "DELETE FROM reminder WHERE centre = :centre AND seq <= :last", last=last_before(tx, before)
    )
    return Forgotten(texts=texts, links=links, dossiers=known)


def _forget_old_texts(tx: Transaction, kind: str, before: str) -> int:
    return _count(
        tx,
        "DELETE FROM log_text WHERE (centre, seq, seal) IN (SELECT centre, seq, seal FROM log_text"
        " WHERE centre = :centre AND seq <= :last AND kind = :kind LIMIT :most)",
        last=last_before(tx, before),
        kind=kind,
        most=AT_ONCE,
    )


def _spellings(tx: Transaction, dossier: str) -> list[str]:
    """A dossier's code as the log has it, in every way in which it was written."""
    end = dossier.rpartition("-")[2]
    rows = tx.rows(
        "SELECT DISTINCT text FROM log_text WHERE centre = :centre AND kind = :kind"
        " AND text LIKE '%-' || :end",
        kind=DOSSIER,
        end=end,
    )
    return [row["text"] for row in rows if identity(row["text"]) == dossier]


def _visits_naming(tx: Transaction, spelled: list[str]) -> set[str]:
    """The visits whose lines have a code, also those that it was taken off again."""
    return {
        row["visit"]
        for text in spelled
        for row in tx.rows(
            "SELECT DISTINCT visit FROM visit_log JOIN log_text USING (centre, seq)"
            " WHERE centre = :centre AND text = :text AND visit IS NOT NULL",
            text=text,
        )
    }


def _forget_spelling(tx: Transaction, text: str) -> int:
    """A code, and the reasons in the lines that put it to a visit or took it off."""
    reasons = _count(
        tx,
        "DELETE FROM log_text WHERE centre = :centre AND kind <> :kind AND seq IN"
        " (SELECT seq FROM log_text WHERE centre = :centre AND text = :text)",
        kind=DOSSIER,
        text=text,
    )
    gone = "DELETE FROM log_text WHERE centre = :centre AND text = :text"
    return reasons + _count(tx, gone, text=text)


def _forget_texts_of(tx: Transaction, visit: str) -> int:
    """The notes and reasons in a visit's lines."""
    return _count(
        tx,
        "DELETE FROM log_text WHERE centre = :centre AND kind <> :kind AND seq IN"
        " (SELECT seq FROM visit_log WHERE centre = :centre AND visit = :visit)",
        kind=DOSSIER,
        visit=visit,
    )


def _forget_notes_of(tx: Transaction, visit: str) -> int:
    return _count(
        tx,
        "UPDATE stop SET note = NULL WHERE visit = :visit AND note IS NOT NULL",
        visit=visit,
    )


def _forget_repeats(tx: Transaction, visit: str) -> None:
    """First answers and what can be taken back hold copies of a visit's rows."""
    tx.execute("DELETE FROM undo WHERE centre = :centre AND visit = :visit", visit=visit)
    tx.execute(
        "DELETE FROM answer WHERE centre = :centre AND body LIKE '%' || :visit || '%'", visit=visit
    )


def _count(tx: Transaction, sql: str, **values: object) -> int:
    return tx.execute(sql, **values).rowcount
