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
    """A device that may call; ``status`` is what it last said of itself.

    By the machine's clock: ``seen_at`` when it said so, ``changed_at`` when it last said something
    else than before.  ``silent`` is kept, so that falling silent is noted once.
    """

    name: str
    kind: DeviceKind
    revoked_at: str | None
    seen_at: str | None
    status: dict[str, Any]
    changed_at: str | None
    silent: bool


COLUMNS = "name, kind, revoked_at, seen_at, status, changed_at, silent"


def add_device(tx: Transaction, name: str, kind: DeviceKind, token: str, now: dt.datetime) -> None:
    """Enrol a device; the same name again gets a new token, the old one dies, and its words."""
    tx.execute(
        "INSERT INTO device (centre, name, kind, token_hash, created_at)"
        " VALUES (:centre, :name, :kind, :token_hash, :now)"
        " ON CONFLICT (centre, name) DO UPDATE SET kind = :kind, token_hash = :token_hash,"
        " created_at = :now, revoked_at = NULL, seen_at = NULL, status = '{}', changed_at = NULL,"
        " silent = 0",
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


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A device as the list shows it; times as text."""

    name: str
    kind: str
    created_at: str
    seen_at: str | None
    silent: bool
    revoked_at: str | None


def enrolled_devices(tx: Transaction) -> list[Enrolled]:
    """Every device that was ever enrolled, by name."""
    rows = tx.rows(
        "SELECT name, kind, created_at, seen_at, silent, revoked_at FROM device"
        " WHERE centre = :centre ORDER BY name"
    )
    return [Enrolled(**{**row, "silent": bool(row["silent"])}) for row in rows]


def device_by_token(tx: Transaction, token: str) -> Device | None:
    """The device of a token, unless it was revoked."""
    row = tx.row(
        f"SELECT {COLUMNS} FROM device"  # noqa: S608
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


def screens(tx: Transaction) -> list[Device]:
    """The kiosks and boards that have not been revoked, by name."""
    rows = tx.rows(
        f"SELECT {COLUMNS} FROM device WHERE centre = :centre"  # noqa: S608
        " AND kind <> 'integration' AND revoked_at IS NULL ORDER BY kind DESC, name"
    )
    return [_made(row) for row in rows]


def device_named(tx: Transaction, name: str) -> Device | None:
    """The device with this name, also a revoked one."""
    row = tx.row(
        f"SELECT {COLUMNS} FROM device WHERE centre = :centre AND name = :name",  # noqa: S608
        name=name,
    )
    return _made(row) if row is not None else None


def set_status(
    tx: Transaction, name: str, status: dict[str, Any], now: dt.datetime, *, changed: bool
) -> None:
    """Keep what a device says of itself and when, and whether that is something else."""
    tx.execute(
        "UPDATE device SET status = :status, seen_at = :now, silent = 0,"
        " changed_at = CASE WHEN :changed THEN :now ELSE changed_at END"
        " WHERE centre = :centre AND name = :name",
        name=name,
        status=json.dumps(status, ensure_ascii=False),
        now=stamp(now),
        changed=changed,
    )


def set_silent(tx: Transaction, name: str) -> None:
    """The device has not said anything for too long."""
    tx.execute("UPDATE device SET silent = 1 WHERE centre = :centre AND name = :name", name=name)


def _made(row: dict[str, Any]) -> Device:
    return Device(
        row["name"],
        DeviceKind(row["kind"]),
        row["revoked_at"],
        row["seen_at"],
        json.loads(row["status"]),
        row["changed_at"],
        bool(row["silent"]),
    )
