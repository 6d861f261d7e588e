"""Anchors: the newest line's hash, written down where nobody of the centre can change it.

Whoever rewrites the whole log can also chain it anew.  An anchor kept elsewhere still knows what
the line was.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from server.store.database import Transaction, make_private
from server.store.log import GENESIS


class NoAnchor(Exception):
    """The file is no anchor; the message says so."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The log of a centre ended with this line."""

    centre: str
    seq: int
    at: str | None
    hash: str


def newest_anchor(tx: Transaction) -> Anchor:
    """The anchor of the log as it is now."""
    last = tx.row(
        "SELECT seq, at, hash FROM visit_log WHERE centre = :centre ORDER BY seq DESC LIMIT 1"
    )
    return Anchor(tx.centre, **last) if last else Anchor(tx.centre, 0, None, GENESIS)


def holds(tx: Transaction, anchor: Anchor) -> bool:
    """Whether the log still has the anchored line."""
    found = tx.value(
        "SELECT hash FROM visit_log WHERE centre = :centre AND seq = :seq", seq=anchor.seq
    )
    return anchor.centre == tx.centre and (found or GENESIS) == anchor.hash


def write_anchor(anchor: Anchor, target: Path) -> None:
    """Write it as one line of JSON; raises ``OSError``."""
    make_private(target)
    target.write_text(json.dumps(asdict(anchor)) + "\n", encoding="utf-8")


def read_anchor(source: Path) -> Anchor:
    """Read what ``write_anchor`` wrote; raises ``NoAnchor`` and ``OSError``."""
    try:
        anchor = Anchor(**json.loads(source.read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        raise NoAnchor(f"{source} is no anchor of Lượt") from None
    if not isinstance(anchor.seq, int) or not isinstance(anchor.hash, str):
        raise NoAnchor(f"{source} is no anchor of Lượt")
    return anchor
