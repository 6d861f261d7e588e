"""Enrolled devices: kiosks, boards and integrations.  A token lives until it is revoked."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from server.messages import DeviceKind
from server.store.database import Transaction
from server.store.people import hashed
from server.store.times import stamp


@dataclass(frozen=True, slots=True)
class Device:
    """A device that may call; ``status`` is what it last said of itself."""

    name: str
    kind: DeviceKind
    revoked_at: str | None
    seen_at: str | None
    status: dict[str, Any]


def add_device(tx: Transaction, name: str, kind: DeviceKind, token: str, now: dt.datetime) -> None:
    """Enrol a device; the same name again gets a new token and the old one dies."""
    tx.execute(
        "INSERT INTO device (centre, name, kind, token_hash, created_at)"
        " VALUES (:centre, :name, :kind, :token_hash, :now)"
        " ON CONFLICT (centre, name) DO UPDATE SET kind = :kind, token_hash = :token_hash,"
        " created_at = :now, revoked_at = NULL",
        name=name,
        kind=kind,
        token_hash=hashed(token),
        now=stamp(now),
    )


def revoke_device(tx: Transaction, name: str, now: dt.datetime) -> bool:
    """Revoke a device's token; false when there is no such device."""
    cursor = tx.execute(
        "UPDATE device SET revoked_at = coalesce(revoked_at, :now)"
        " WHERE centre = :centre AND name = :name",
        name=name,
        now=stamp(now),
    )
    return cursor.rowcount == 1


def device_by_token(tx: Transaction, token: str) -> Device | None:
    """The device of a token, unless it was revoked."""
    row = tx.row(
        "SELECT name, kind, revoked_at, seen_at, status FROM device"
        " WHERE centre = :centre AND token_hash = :token_hash AND revoked_at IS NULL",
        token_hash=hashed(token),
    )
    return _made(row) if row is not None else None


def device_kind(tx: Transaction, name: str) -> str | None:
    """What kind of device bears this name, also a revoked one."""
    kind: str | None = tx.value(
        "SELECT kind FROM device WHERE centre = :centre AND name = :name", name=name
    )
    return kind


def set_status(tx: Transaction, name: str, status: dict[str, Any], now: dt.datetime) -> None:
    """Keep what a device says of itself and when."""
    tx.execute(
        "UPDATE device SET status = :status, seen_at = :now"
        " WHERE centre = :centre AND name = :name",
        name=name,
        status=json.dumps(status, ensure_ascii=False),
        now=stamp(now),
    )


def _made(row: dict[str, Any]) -> Device:
    return Device(
        row["name"],
        DeviceKind(row["kind"]),
        row["revoked_at"],
        row["seen_at"],
        json.loads(row["status"]),
    )
