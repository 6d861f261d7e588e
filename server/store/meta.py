"""The few values a centre's database keeps of itself: its epoch and its key."""

from __future__ import annotations

import datetime as dt
import secrets

from server.store.database import Transaction
from server.store.times import stamp


def epoch(tx: Transaction) -> str:
    """Changes only when a backup is restored; a new epoch resets every client."""
    return _made_once(tx, "epoch", secrets.token_hex(8))


def secret_key(tx: Transaction) -> bytes:
    """The key from which tickets' secrets come; it never leaves this database."""
    return bytes.fromhex(_made_once(tx, "secret_key", secrets.token_hex(32)))


def _made_once(tx: Transaction, key: str, fresh: str) -> str:
    tx.execute(
        "INSERT INTO meta VALUES (:centre, :key, :fresh) ON CONFLICT DO NOTHING",
        key=key,
        fresh=fresh,
    )
    value = tx.value("SELECT value FROM meta WHERE centre = :centre AND key = :key", key=key)
    return str(value)


def mark_ready(tx: Transaction, now: dt.datetime) -> None:
    """Write something, to know that writing works."""
    tx.execute("INSERT OR REPLACE INTO meta VALUES (:centre, 'ready_at', :now)", now=stamp(now))
