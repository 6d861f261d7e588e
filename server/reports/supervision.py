"""The supervisors' hall: queues, counters, devices and what needs somebody, never a citizen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal, cast

from server.attendance import is_attended
from server.centre import Centre
from server.changed import Difference, differences
from server.messages import (
    AlertKind,
    CounterMode,
    HallAlert,
    HallChange,
    HallCounter,
    HallDevice,
    HallField,
    HallSnapshot,
    HallTold,
    HandNumbers,
    Named,
)
from server.reports.hall import Hall, told
from server.reports.session import session_end
from server.reports.sheets.sheet import share
from server.rules.alerts import OF_COUNTERS, OF_FIELDS, URGENT
from server.rules.ticket_numbers import ticket_number
from server.settings import FieldSettings
from server.store import Transaction
from server.store.alerts import AlertRow, standing_alerts
from server.store.counters import CounterRow
from server.store.devices import Device, screens
from server.store.ranges import BY_HAND, ranges_of, used_in
from server.store.tickets import AtCounter, TicketRow, stops_at_counters
from server.store.times import instant, stamp
from server.store.told_waits import told_waits

ENOUGH = 20
"""So many waits told and proved are the least that say something of the others."""
CounterState = Literal["closed", "open", "paused", "called", "serving"]


def hall_snapshot(
    centre: Centre, tx: Transaction, hall: Hall, machine_now: dt.datetime
) -> HallSnapshot:
    """``GET /hall`` and the hall pages' snapshot."""
    serving = _serving(centre, hall)
    queued = _queued(hall)
    names = hall.names
    times = {one.counter: one for one in stops_at_counters(tx)}
    ahead = centre.now() - machine_now
    return HallSnapshot(
        seq=hall.seq,
        epoch=centre.epoch,
        at=centre.local_now(),
        trial=centre.trial,
        zones=[
            Named(id=zone.id, name=zone.name, name_en=zone.name_en)
            for zone in centre.settings.zones
        ],
        fields=[
            _field(hall, field, queued.get(field.id, []), serving[field.id])
            for field in centre.settings.fields
        ],
        counters=[
            _counter(centre, tx, hall, row, times.get(row.id)) for row in hall.counters.values()
        ],
        devices=[_device(centre, device, ahead) for device in screens(tx)],
        alerts=[_alert(centre, row, names) for row in standing_alerts(tx)],
        session_end=session_end(centre, hall),
        emergency=hall.emergency,
        emergency_en=hall.emergency_en,
        notices=hall.notices,
        by_hand=_by_hand(centre, tx),
        changes=[_change(centre, one, names) for one in differences(centre, tx)],
        told_waits=_told_waits(centre, tx),
    )


def _told_waits(centre: Centre, tx: Transaction) -> HallTold | None:
    today = told_waits(tx, centre.today(), centre.trial)
    kept = share(today.kept, today.told)
    if kept is None or today.told < ENOUGH:
        return None
    return HallTold(
        told=today.told,
        kept=kept,
        off_s=round(today.off_s / today.told),
        error=share(today.off_s, today.waited_s),
        width_s=round(today.width_s / today.told),
    )


def _serving(centre: Centre, hall: Hall) -> dict[str, list[str]]:
    serving: dict[str, list[str]] = {field: [] for field in centre.fields}
    for row in hall.counters.values():
        for field in centre.fields_at(row):
            serving[field].append(row.id)
    return serving


def _queued(hall: Hall) -> dict[str, list[TicketRow]]:
    queued: dict[str, list[TicketRow]] = {}
    for row in hall.waiting:
        queued.setdefault(row.field, []).append(row)
    return queued


def _field(
    hall: Hall, field: FieldSettings, queued: list[TicketRow], counters: list[str]
) -> HallField:
    """Whoever is not here yet is in the queue, and waits for nobody."""
    here = [row.queued_at for row in queued if row.here_by is None]
    longest = (hall.queue.now - instant(min(here))).total_seconds() if here else None
    return HallField(
        id=field.id,
        name=field.name,
        waiting=len(queued),
        coming=len(queued) - len(here),
        longest_wait_s=None if longest is None else max(0, round(longest)),
        target_minutes=field.target_minutes,
        service_minutes=field.service_minutes,
        open=field.id not in hall.closed,
        reason=hall.closed.get(field.id),
        too_late=field.id in hall.too_late,
        estimate=told(hall.forecast.newcomer(field.id)) if queued else None,
        with_one_more=told(hall.forecast.newcomer_with_one_more(field.id)) if queued else None,
        counters=counters,
    )


def _change(centre: Centre, one: Difference, names: Mapping[str, str]) -> HallChange:
    by = one.change.staff if one.change else None
    return HallChange(
        kind=one.kind,
        subject=one.subject,
        file=list(one.file),
        now=list(one.now),
        by=names.get(by, by) if by else None,
        at=centre.local(one.change.at) if one.change else None,
    )


def _by_hand(centre: Centre, tx: Transaction) -> list[HandNumbers]:
    """What is left for paper today, a line a series."""
    lines, places = [], {field.series: n for n, field in enumerate(centre.settings.fields)}
    ranges = ranges_of(tx, BY_HAND, centre.today())
    for own in sorted(ranges, key=lambda one: places.get(one.series, -1)):
        used = set(used_in(tx, own))
        free = [one for one in range(own.first, own.last + 1) if one not in used]
        if free:
            lines.append(
                HandNumbers(
                    fields=[one.id for one in centre.settings.fields if one.series == own.series],
                    first=ticket_number(own.series, free[0]),
                    last=ticket_number(own.series, own.last),
                )
            )
    return lines


def _counter(
    centre: Centre, tx: Transaction, hall: Hall, row: CounterRow, at_it: AtCounter | None
) -> HallCounter:
    settings, ticket = centre.counters[row.id], hall.at_counter.get(row.id)
    free_and_auto = row.mode == "auto" and hall.state_of(row.id) == "open"
    return HallCounter(
        id=row.id,
        number=settings.number,
        name=settings.name,
        zone=settings.zone,
        state=cast(CounterState, hall.state_of(row.id)),
        mode=cast(CounterMode, row.mode),
        officer=row.officer,
        officer_name=hall.names.get(row.officer, row.officer) if row.officer else None,
        ticket=ticket.number if ticket else None,
        field=ticket.field if ticket else None,
        since=centre.local_or_none(_since(row, at_it)),
        pause_reason=row.pause_reason,
        fields=list(centre.fields_at(row)),
        rests=free_and_auto and not is_attended(centre, tx, row.officer),
    )


def _since(row: CounterRow, at_it: AtCounter | None) -> str | None:
    if at_it is not None:
        return at_it.started_at or at_it.called_at
    return row.idle_since if row.state == "open" else row.since


def _device(centre: Centre, device: Device, ahead: dt.timedelta) -> HallDevice:
    seen_at = stamp(instant(device.seen_at) + ahead) if device.seen_at else None
    return HallDevice(
        name=device.name,
        kind=device.kind,
        seen_at=centre.local_or_none(seen_at),
        silent=device.silent,
        status=device.status,
    )


def _alert(centre: Centre, row: AlertRow, names: Mapping[str, str]) -> HallAlert:
    kind = AlertKind(row.kind)
    of_field, of_counter = kind in OF_FIELDS, kind in OF_COUNTERS
    by = row.acknowledged_by
    return HallAlert(
        id=row.id,
        kind=kind,
        severity="urgent" if kind in URGENT else "warning",
        device=None if of_field or of_counter else row.subject,
        field=row.subject if of_field else None,
        counter=row.subject if of_counter else None,
        since=centre.local(row.since),
        acknowledged_by=names.get(by, by) if by else None,
        acknowledged_at=centre.local_or_none(row.acknowledged_at),
    )
