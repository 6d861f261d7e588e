"""What is otherwise than in the centre's files, because a supervisor changed it while it ran."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from server.centre import Centre
from server.store import Transaction
from server.store.changes import ChangeRow, changes
from server.store.counters import counter_rows
from server.store.fields import closed_fields
from server.store.meta import notices

Kind = Literal["counter_fields", "mode", "field", "notices"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing: what the files say, what is so now, and the change that made it so."""

    kind: Kind
    subject: str
    file: tuple[str, ...]
    now: tuple[str, ...]
    change: ChangeRow | None = None


def differences(centre: Centre, tx: Transaction) -> list[Difference]:
    """Everything that ``put_back`` would put back, in the order of the files."""
    known = changes(tx)
    return [
        Difference(one.kind, one.subject, one.file, one.now, known.get((one.kind, one.subject)))
        for one in _found(centre, tx)
    ]


def _found(centre: Centre, tx: Transaction) -> Iterator[Difference]:
    yield from _of_counters(centre, tx)
    closed = closed_fields(tx)
    for field in centre.fields:
        if field in closed:
            yield Difference("field", field, (), (closed[field] or "",))
    if lines := notices(tx):
        yield Difference("notices", "", (), tuple(line["text"] for line in lines))


def _of_counters(centre: Centre, tx: Transaction) -> Iterator[Difference]:
    rows = counter_rows(tx)
    for counter in centre.settings.counters:
        row = rows.get(counter.id)
        if row is None:
            continue
        now = centre.fields_at(row)
        if set(now) != set(counter.fields):
            yield Difference("counter_fields", counter.id, tuple(counter.fields), now)
        if row.state != "closed" and row.mode != "manual":
            yield Difference("mode", counter.id, ("manual",), (row.mode,))
