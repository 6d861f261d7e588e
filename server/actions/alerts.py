"""Alerts: raised and cleared by what is so in the hall, acknowledged by a person, all in the log.

They are settled once a second and whenever a device says something new.  Each change is a log
line, so that every screen hears of it in the log's order like of anything else (decision 8).
"""

from __future__ import annotations

import datetime as dt

from server.actions.actor import Actor
from server.actions.findings import findings
from server.actions.refusals import NotFound
from server.centre import Centre
from server.rules.alerts import OF_COUNTERS, OF_FIELDS, Finding
from server.store import Transaction
from server.store.alerts import (
    AlertRow,
    acknowledge_alert,
    add_alert,
    alert_by_id,
    end_alert,
    standing_alerts,
)
from server.store.log import append
from server.store.times import stamp


def settle_alerts(centre: Centre, tx: Transaction, machine_now: dt.datetime) -> None:
    """Raise what is newly so, clear what is so no longer."""
    found = {(one.kind, one.subject): one for one in findings(centre, tx, machine_now)}
    standing = {(row.kind, row.subject): row for row in standing_alerts(tx)}
    for key, row in standing.items():
        if key not in found:
            _clear(centre, tx, row)
    for key, one in found.items():
        if key not in standing:
            _raise(centre, tx, one)


def acknowledge(centre: Centre, alert: int, by: Actor) -> None:
    """Somebody looks after an alert; the first one is kept.  Raises ``NotFound``."""
    with centre.store.transaction() as tx:
        row = alert_by_id(tx, alert)
        if row is None:
            raise NotFound(str(alert))
        if row.acknowledged_by is None:
            acknowledge_alert(tx, alert, by.name, centre.now())
            _log(centre, tx, "alert_acknowledged", row, by.staff)


def _raise(centre: Centre, tx: Transaction, one: Finding) -> None:
    row = AlertRow(0, one.kind, one.subject, stamp(one.since))
    seq = _log(centre, tx, "alert_raised", row)
    add_alert(tx, AlertRow(seq, row.kind, row.subject, row.since))


def _clear(centre: Centre, tx: Transaction, row: AlertRow) -> None:
    end_alert(tx, row.id)
    _log(centre, tx, "alert_cleared", row)


def _log(
    centre: Centre, tx: Transaction, event: str, row: AlertRow, staff: str | None = None
) -> int:
    about = _about(row.kind)
    data: dict[str, object] = {"kind": row.kind, "since": row.since}
    if row.id:
        data["alert"] = row.id
    if about != "device":
        # Not in the line's own column: nobody did anything at the counter, and what was done
        # there last can still be taken back.
        data[about] = row.subject
    device = row.subject if about == "device" else None
    return append(tx, event, centre.now(), device=device, staff=staff, data=data)


def _about(kind: str) -> str:
    if kind in OF_FIELDS:
        return "field"
    return "counter" if kind in OF_COUNTERS else "device"
