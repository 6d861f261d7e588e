"""Enrol and revoke devices, keep what they say of themselves, and note when they fall silent."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from server.actions.alerts import settle_alerts
from server.actions.refusals import NotFound
from server.centre import Centre
from server.messages import DeviceKind, DeviceStatus
from server.store import Store, Transaction
from server.store.devices import (
    Device,
    add_device,
    device_named,
    revoke_device,
    screens,
    set_silent,
    set_status,
)
from server.store.log import append
from server.store.times import instant

SILENT_AFTER = dt.timedelta(seconds=30)
MESSAGE = "message"
BESIDE = {MESSAGE, "muted", "unsaid"}
"""What comes and goes while a device is as it was."""


def enrol_device(
    store: Store, kind: DeviceKind, name: str, now: dt.datetime, by: str | None = None
) -> str:
    """Enrol a device and return its token, which is shown once and kept only as a hash."""
    token = secrets.token_urlsafe(32)
    with store.transaction() as tx:
        add_device(tx, name, kind, token, now)
        append(tx, "device_enrolled", now, staff=by, device=name, data={"kind": kind})
    return token


def revoke(store: Store, name: str, now: dt.datetime, by: str | None = None) -> None:
    """End a device's token with effect at once; raises ``NotFound``."""
    with store.transaction() as tx:
        if not revoke_device(tx, name, now):
            raise NotFound(name)
        append(tx, "device_revoked", now, staff=by, device=name)


def keep_status(centre: Centre, name: str, status: DeviceStatus, machine_now: dt.datetime) -> None:
    """Keep a device's last word of itself; that something is new goes into the log."""
    told = status.model_dump(exclude_none=True)
    with centre.store.transaction() as tx:
        before = device_named(tx, name)
        assert before is not None, "its token was good in this very request"
        changed = _changed(before.status, told)
        set_status(tx, name, told, machine_now, changed=bool(changed - BESIDE))
        if before.silent:
            append(tx, "device_heard", centre.now(), device=name)
        if changed:
            data = {"before": _logged(before.status, changed), "after": _logged(told, changed)}
            append(tx, "device_changed", centre.now(), device=name, data=data)
        if before.silent or changed:
            settle_alerts(centre, tx, machine_now)


def _changed(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    return {part for part in {*before, *after} if before.get(part) != after.get(part)}


def _logged(status: dict[str, Any], parts: set[str]) -> dict[str, Any]:
    """The words as they are; of the free text only whether there is one."""
    words: dict[str, Any] = {part: status.get(part) for part in sorted(parts - {MESSAGE})}
    return {**words, MESSAGE: MESSAGE in status} if MESSAGE in parts else words


def look_round(centre: Centre, machine_now: dt.datetime, listening_since: dt.datetime) -> None:
    """Note who has fallen silent, and settle the alerts.

    While the server was down it could hear nobody: silence counts from ``listening_since``.
    """
    with centre.store.transaction() as tx:
        for device in screens(tx):
            if _falls_silent(device, machine_now, listening_since):
                set_silent(tx, device.name)
                _log_silent(centre, tx, device)
        settle_alerts(centre, tx, machine_now)


def _falls_silent(device: Device, machine_now: dt.datetime, listening_since: dt.datetime) -> bool:
    if device.silent or device.seen_at is None:
        return False
    return machine_now - max(instant(device.seen_at), listening_since) > SILENT_AFTER


def _log_silent(centre: Centre, tx: Transaction, device: Device) -> None:
    data = {"seen_at": device.seen_at}
    append(tx, "device_silent", centre.now(), device=device.name, data=data)
