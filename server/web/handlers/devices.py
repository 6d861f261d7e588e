"""Devices: what they say of themselves, and the board's snapshot."""

from __future__ import annotations

import datetime as dt

from server.actions.devices import keep_status
from server.actions.refusals import NotFound
from server.messages import BoardSnapshot, Done
from server.reports.board import board_snapshot
from server.reports.hall import read_hall
from server.web.exchange import Call


def put_status(call: Call) -> Done:
    """Keep a device's last word of itself."""
    keep_status(call.centre, call.caller.name, call.body, dt.datetime.now(dt.UTC))
    return Done()


def get_board(call: Call) -> BoardSnapshot:
    """The whole state of a zone's screens."""
    zone = call.params["zone"]
    if zone not in {one.id for one in call.centre.settings.zones}:
        raise NotFound(zone)
    with call.centre.store.reading() as tx:
        return board_snapshot(call.centre, tx, read_hall(call.centre, tx), zone)
