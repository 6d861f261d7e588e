"""Devices: what they say of themselves, and the board's snapshot."""

from __future__ import annotations

import datetime as dt

from server.actions.devices import enrol_device, keep_status, revoke
from server.actions.refusals import NotFound
from server.centre import Centre
from server.messages import (
    BoardSnapshot,
    DeviceAnswer,
    DeviceKind,
    DevicesAnswer,
    Done,
    EnrolledAnswer,
    NewDevice,
)
from server.reports.board import board_snapshot
from server.reports.hall import read_hall
from server.store import Transaction
from server.store.devices import enrolled_devices
from server.web.exchange import Call


def put_status(call: Call) -> Done:
    """Keep a device's last word of itself."""
    keep_status(call.centre, call.caller.name, call.body, dt.datetime.now(dt.UTC))
    return Done()


def get_devices(call: Call) -> DevicesAnswer:
    """Every device, and when each was heard of last."""
    with call.centre.store.reading() as tx:
        return DevicesAnswer(items=devices_told(call.centre, tx))


def devices_told(centre: Centre, tx: Transaction) -> list[DeviceAnswer]:
    """Every device, by name, without its token."""
    return [
        DeviceAnswer(
            name=one.name,
            kind=DeviceKind(one.kind),
            created_at=centre.local(one.created_at),
            seen_at=centre.local_or_none(one.seen_at),
            silent=one.silent,
            revoked_at=centre.local_or_none(one.revoked_at),
        )
        for one in enrolled_devices(tx)
    ]


def post_device(call: Call) -> EnrolledAnswer:
    """Enrol a device, or give one a new token; the old one dies."""
    body: NewDevice = call.body
    now = dt.datetime.now(dt.UTC)
    token = enrol_device(call.centre.store, body.kind, body.name, now, call.caller.name)
    return EnrolledAnswer(name=body.name, kind=body.kind, token=token)


def post_revoke(call: Call) -> Done:
    """End a device's token with effect at once."""
    now = dt.datetime.now(dt.UTC)
    revoke(call.centre.store, call.params["name"], now, call.caller.name)
    return Done()


def get_board(call: Call) -> BoardSnapshot:
    """The whole state of a zone's screens."""
    zone = call.params["zone"]
    if zone not in {one.id for one in call.centre.settings.zones}:
        raise NotFound(zone)
    with call.centre.store.reading() as tx:
        return board_snapshot(call.centre, tx, read_hall(call.centre, tx), zone)
