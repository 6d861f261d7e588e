"""What needs a supervisor now, read from the database and judged by ``rules.alerts``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from server.centre import Centre
from server.messages import AlertKind
from server.rules.alerts import (
    DeviceNow,
    FieldNow,
    Finding,
    of_device,
    of_field,
    of_free_counter,
    of_held,
    of_service,
)
from server.rules.delivery import FAILING_AFTER
from server.rules.tickets import State
from server.store import Transaction
from server.store.counters import CounterRow, counter_rows
from server.store.devices import Device, screens
from server.store.meta import copy_failed_since
from server.store.outbox import failing
from server.store.tickets import (
    AtCounter,
    Queued,
    queued_stops,
    stops_at_counters,
    tickets_in_state,
)
from server.store.times import instant


def findings(centre: Centre, tx: Transaction, machine_now: dt.datetime) -> Iterator[Finding]:
    """Everything that is so; times are the centre's, also those of devices."""
    waiting = [one for one in queued_stops(tx, centre.today()) if not one.coming]
    at_counters = {one.counter: one for one in stops_at_counters(tx)}
    yield from _of_devices(centre, tx, machine_now)
    yield from _of_the_outside(tx)
    yield from _of_fields(centre, waiting)
    yield from _of_services(centre, at_counters)
    yield from _of_free_counters(centre, tx, waiting, at_counters)
    yield from _of_held(centre, tx)


def _of_devices(centre: Centre, tx: Transaction, machine_now: dt.datetime) -> Iterator[Finding]:
    ahead = centre.now() - machine_now
    for device in screens(tx):
        if device.seen_at is not None:
            yield from of_device(_device_now(device, device.seen_at, ahead), centre.now())


def _of_the_outside(tx: Transaction) -> Iterator[Finding]:
    if (since := copy_failed_since(tx)) is not None:
        yield Finding(AlertKind.COPY_FAILED, "luot.db", instant(since))
    for hook in failing(tx, FAILING_AFTER):
        if hook.failing_since is not None:
            yield Finding(AlertKind.WEBHOOK_FAILING, hook.name, instant(hook.failing_since))


def _device_now(device: Device, seen_at: str, ahead: dt.timedelta) -> DeviceNow:
    """A device in the centre's time; a trial's clock may differ from the machine's."""
    return DeviceNow(
        name=device.name,
        silent=device.silent,
        status=device.status,
        seen_at=instant(seen_at) + ahead,
        changed_at=instant(device.changed_at or seen_at) + ahead,
    )


def _of_fields(centre: Centre, waiting: list[Queued]) -> Iterator[Finding]:
    queued: dict[str, list[str]] = {}
    for one in waiting:
        queued.setdefault(one.field, []).append(one.queued_at)
    for name, stamps in queued.items():
        field = centre.fields.get(name)
        if field is not None:
            target = dt.timedelta(minutes=field.target_minutes)
            since, most = [instant(at) for at in stamps], centre.settings.alerts.waiting
            yield from of_field(FieldNow(name, since, target, most), centre.now())


def _of_services(centre: Centre, at_counters: dict[str, AtCounter]) -> Iterator[Finding]:
    factor = centre.settings.alerts.service_factor
    for stop in at_counters.values():
        field = centre.fields.get(stop.field)
        if stop.started_at is None or field is None or stop.counter not in centre.counters:
            continue
        longest = dt.timedelta(minutes=field.service_minutes * factor)
        yield from of_service(stop.counter, instant(stop.started_at), longest, centre.now())


def _of_free_counters(
    centre: Centre, tx: Transaction, waiting: list[Queued], at_counters: dict[str, AtCounter]
) -> Iterator[Finding]:
    longest = dt.timedelta(minutes=centre.settings.alerts.idle_minutes)
    for row in counter_rows(tx).values():
        if row.state != "open" or row.id in at_counters or row.id not in centre.counters:
            continue
        came = _first_for(waiting, row, centre.fields_at(row)) if row.idle_since else None
        if row.idle_since and came is not None:
            free_since = instant(row.idle_since)
            yield from of_free_counter(row.id, free_since, instant(came), longest, centre.now())


def _first_for(waiting: list[Queued], row: CounterRow, fields: tuple[str, ...]) -> str | None:
    """Since when somebody has waited for this counter's own fields, or for itself."""
    for one in waiting:
        kept_for = one.for_counter or one.for_officer
        mine = one.for_counter == row.id or (one.for_officer and one.for_officer == row.officer)
        if mine or (kept_for is None and one.field in fields):
            return one.queued_at
    return None


def _of_held(centre: Centre, tx: Transaction) -> Iterator[Finding]:
    """Also at a counter that has closed since: there nobody else would think of them."""
    counters, due = counter_rows(tx), dict[str, dt.datetime]()
    for one in tickets_in_state(tx, centre.today(), State.HELD):
        keeper = centre.keeper_of(one, counters)
        if one.remind_at is not None and keeper is not None:
            at = instant(one.remind_at)
            due[keeper] = min(at, due.get(keeper, at))
    for counter, remind_at in due.items():
        yield from of_held(counter, remind_at, centre.now())
