"""The few values a centre's database keeps of itself: its epoch and its key."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from typing import Any

from server.store.database import Transaction
from server.store.times import stamp


def epoch(tx: Transaction) -> str:
    """Changes only when a backup is restored; a new epoch resets every client."""
    return _made_once(tx, "epoch", secrets.token_hex(8))


def begin_epoch(tx: Transaction) -> None:
    """Another epoch: what clients have seen of the last one no longer holds."""
    _set(tx, "epoch", secrets.token_hex(8))


def secret_key(tx: Transaction) -> bytes:
    """The key from which tickets' secrets come; it never leaves this database."""
    return bytes.fromhex(_made_once(tx, "secret_key", secrets.token_hex(32)))


def _made_once(tx: Transaction, key: str, fresh: str) -> str:
    tx.execute(
        "INSERT INTO meta VALUES (:centre, :key, :fresh) ON CONFLICT DO NOTHING",
        key=key,
        fresh=fresh,
    )
    return str(_value(tx, key))


def emergency(tx: Transaction) -> str | None:
    """What every screen says instead of giving numbers, or ``None``."""
    told: str | None = _value(tx, "emergency")
    return told or None


def emergency_in_english(tx: Transaction) -> str | None:
    """The same in English, where somebody wrote it."""
    told: str | None = _value(tx, "emergency_en")
    return told or None


def set_emergency(tx: Transaction, message: str | None, message_en: str | None = None) -> None:
    """Begin an emergency with what to tell people, or end it."""
    _set(tx, "emergency", message or "")
    _set(tx, "emergency_en", message_en or "")


def notices(tx: Transaction) -> list[dict[str, str]]:
    """The lines for the hall: ``text`` and ``text_en``."""
    kept: list[dict[str, str]] = json.loads(_value(tx, "notices") or "[]")
    return kept


def set_notices(tx: Transaction, lines: list[dict[str, str]]) -> None:
    """Write all of them."""
    _set(tx, "notices", json.dumps(lines, ensure_ascii=False))


def copied_at(tx: Transaction) -> str | None:
    """When the database was last copied by itself."""
    found: str | None = _value(tx, "copied_at")
    return found


def note_copy(tx: Transaction, now: dt.datetime) -> None:
    """A copy was made; what stood in its way is over."""
    _set(tx, "copied_at", stamp(now))
    _set(tx, "copy_failed_since", "")


def copy_failed_since(tx: Transaction) -> str | None:
    """Since when no copy could be made, or ``None``."""
    return _value(tx, "copy_failed_since") or None


def note_copy_failure(tx: Transaction, now: dt.datetime) -> None:
    """A copy could not be made."""
    if copy_failed_since(tx) is None:
        _set(tx, "copy_failed_since", stamp(now))


def _value(tx: Transaction, key: str) -> Any:
    return tx.value("SELECT value FROM meta WHERE centre = :centre AND key = :key", key=key)


def _set(tx: Transaction, key: str, value: str) -> None:
    tx.execute("INSERT OR REPLACE INTO meta VALUES (:centre, :key, :value)", key=key, value=value)


def mark_ready(tx: Transaction, now: dt.datetime) -> None:
    """Write something, to know that writing works."""
    tx.execute("INSERT OR REPLACE INTO meta VALUES (:centre, 'ready_at', :now)", now=stamp(now))
