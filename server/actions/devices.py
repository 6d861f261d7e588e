"""Enrol and revoke devices, and keep what they say of themselves."""

from __future__ import annotations

import datetime as dt
import secrets

from server.actions.refusals import NotFound
from server.messages import DeviceKind, DeviceStatus
from server.store import Store
from server.store.devices import add_device, revoke_device, set_status
from server.store.log import append


def enrol_device(store: Store, kind: DeviceKind, name: str, now: dt.datetime) -> str:
    """Enrol a device and return its token, which is shown once and kept only as a hash."""
    token = secrets.token_urlsafe(32)
    with store.transaction() as tx:
        add_device(tx, name, kind, token, now)
        append(tx, "device_enrolled", now, device=name, data={"kind": kind})
    return token


def revoke(store: Store, name: str, now: dt.datetime) -> None:
    """End a device's token with effect at once; raises ``NotFound``."""
    with store.transaction() as tx:
        if not revoke_device(tx, name, now):
            raise NotFound(name)
        append(tx, "device_revoked", now, device=name)


def keep_status(store: Store, name: str, status: DeviceStatus, now: dt.datetime) -> None:
    """Keep a device's last word of itself."""
    with store.transaction() as tx:
        set_status(tx, name, status.model_dump(exclude_none=True), now)
