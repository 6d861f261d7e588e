"""What needs a supervisor now, read from the database and judged by ``rules.alerts``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from server.centre import Centre
from server.rules.alerts import (
    DeviceNow,
    FieldNow,
    Finding,
    of_device,
    of_field,
    of_free_counter,
    of_service,
)
from server.rules.routing import eligible
from server.rules.tickets import State
from server.store import Transaction
from server.store.counters import CounterRow, counter_rows
from server.store.devices import Device, screens
from server.store.stops import AtCounter, TicketRow, stops_at_counters, tickets_in_state
from server.store.times import instant


def findings(centre: Centre, tx: Transaction, machine_now: dt.datetime) -> Iterator[Finding]:
    """Everything that is so; times are the centre's, also those of devices."""
    waiting = tickets_in_state(tx, centre.today(), State.WAITING)
    at_counters = {one.counter: one for one in stops_at_counters(tx)}
    yield from _of_devices(centre, tx, machine_now)
    yield from _of_fields(centre, waiting)
    yield from _of_services(centre, at_counters)
    yield from _of_free_counters(centre, tx, waiting, at_counters)


def _of_devices(centre: Centre, tx: Transaction, machine_now: dt.datetime) -> Iterator[Finding]:
    ahead = centre.now() - machine_now
    for device in screens(tx):
        if device.seen_at is not None:
            yield from of_device(_device_now(device, device.seen_at, ahead), centre.now())


def _device_now(device: Device, seen_at: str, ahead: dt.timedelta) -> DeviceNow:
    """A device in the centre's time; a trial's clock may differ from the machine's."""
    return DeviceNow(
        name=device.name,
        silent=device.silent,
        status=device.status,
        seen_at=instant(seen_at) + ahead,
        changed_at=instant(device.changed_at or seen_at) + ahead,
    )


def _of_fields(centre: Centre, waiting: list[TicketRow]) -> Iterator[Finding]:
    queued: dict[str, list[dt.datetime]] = {}
    for row in waiting:
        queued.setdefault(row.field, []).append(instant(row.queued_at))
    for name, since in queued.items():
        field = centre.fields.get(name)
        if field is not None:
            target = dt.timedelta(minutes=field.target_minutes)
            most = centre.settings.alerts.waiting
            yield from of_field(FieldNow(name, sorted(since), target, most), centre.now())


def _of_services(centre: Centre, at_counters: dict[str, AtCounter]) -> Iterator[Finding]:
    factor = centre.settings.alerts.service_factor
    for stop in at_counters.values():
        field = centre.fields.get(stop.field)
        if stop.started_at is None or field is None or stop.counter not in centre.counters:
            continue
        longest = dt.timedelta(minutes=field.service_minutes * factor)
        yield from of_service(stop.counter, instant(stop.started_at), longest, centre.now())


def _of_free_counters(
    centre: Centre, tx: Transaction, waiting: list[TicketRow], at_counters: dict[str, AtCounter]
) -> Iterator[Finding]:
    longest = dt.timedelta(minutes=centre.settings.alerts.idle_minutes)
    for row in counter_rows(tx).values():
        if row.state != "open" or row.id in at_counters or row.id not in centre.counters:
            continue
        free_since = instant(row.idle_since) if row.idle_since else None
        if free_since is None or centre.now() - free_since <= longest:
            continue
        came = _first_for(centre, tx, waiting, row)
        if came is not None:
            yield from of_free_counter(row.id, free_since, came, longest, centre.now())


def _first_for(
    centre: Centre, tx: Transaction, waiting: list[TicketRow], row: CounterRow
) -> dt.datetime | None:
    """Since when somebody has waited whom this counter may take."""
    mine = eligible([one.in_line() for one in waiting], centre.desk(row), centre.queue(tx))
    stops = {one.stop for one in mine}
    return min((instant(one.queued_at) for one in waiting if one.stop in stops), default=None)
