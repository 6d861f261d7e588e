"""Choose a day and a window, give it back, and come: then it becomes a number."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from ulid import ULID

from server.actions.actor import Actor
from server.actions.begin import Given, begin_visit
from server.actions.issue import next_number
from server.actions.phone import PHONE
from server.actions.refusals import FieldClosed, NotFound
from server.actions.wish import checked_wish, must_be_in_time, must_be_open
from server.centre import Centre
from server.messages import TicketWish
from server.rules.appointments import Arrival, Window, arrival, counts_from, windows_of
from server.rules.tickets import WrongMove
from server.store import Transaction
from server.store.appointments import (
    Appointment,
    add_appointment,
    appointment_by_secret,
    appointments_of_phone,
    cancel_appointment,
    keep_appointment,
    taken_windows,
)
from server.store.fields import closed_fields
from server.store.log import append
from server.store.people import hashed
from server.store.phones import keep_known_phone
from server.store.times import stamp

BOOK, COME = "book", "come"


def free_windows(centre: Centre, tx: Transaction, field: str) -> list[tuple[Window, int]]:
    """The windows that are still to begin, and for how many more people each has room."""
    now, settings = centre.now(), centre.settings.appointments
    taken = taken_windows(tx, field, now)
    today = centre.calendar.day_of(now)
    days = [today + dt.timedelta(days=ahead) for ahead in range(settings.days_ahead + 1)]
    return [
        (window, settings.people - taken[stamp(window[0])])
        for day in days
        for window in windows_of(centre.calendar.sessions_on(day), settings.window_minutes)
        if window[0] > now
    ]


def book(centre: Centre, wish: TicketWish, starts_at: dt.datetime, phone: str) -> Appointment:
    """Choose a window for a phone.

    Raises ``UnknownField``, ``FieldClosed`` for a field without appointments, and ``WrongMove``
    with the state ``no_window`` (none begins then), ``window_full`` or ``has_appointment``.
    """
    with centre.store.transaction() as tx:
        field = checked_wish(centre, wish).field.id
        _must_be_offered(centre, tx, field)
        today = centre.today()
        mine = appointments_of_phone(tx, phone, today)
        if len(mine) >= centre.settings.appointments.at_once:
            raise WrongMove("has_appointment", BOOK)
        window = _free(centre, tx, field, starts_at)
        made = _made(centre, wish, field, window, phone)
        add_appointment(tx, made, today)
        _log(centre, tx, "appointment_made", made, PHONE)
    return made


def give_back(centre: Centre, secret: str) -> None:
    """Cancel an appointment; raises ``NotFound``, and ``WrongMove`` once its holder has come."""
    with centre.store.transaction() as tx:
        one = _known(centre, tx, secret)
        if one.cancelled_at is not None:
            return
        if one.visit is not None:
            raise WrongMove("has_come", "cancel")
        cancel_appointment(tx, one.id, centre.now())
        _log(centre, tx, "appointment_cancelled", one, PHONE)


def come(centre: Centre, secret: str, by: Actor) -> str:
    """Its holder is here: give the number, and return the visit; once, however often it is said.

    In time the number has the appointment's place and no last number holds against it; late it
    is a number like any other.  Raises ``NotFound``, ``WrongMove`` with the state ``too_early`` or
    ``cancelled``, and what keeps a kiosk from giving numbers.
    """
    now = centre.now()
    with centre.store.transaction() as tx:
        one = _known(centre, tx, secret)
        if one.visit is not None:
            return one.visit
        _must_be_of_now(centre, one, now)
        wish = checked_wish(centre, _wish(one))
        must_be_open(centre, tx, wish.field, now)
        given = Given(centre.today(), next_number(centre, tx, wish.field.series), now)
        if _is_late(centre, one, now):
            must_be_in_time(centre, tx, wish.field, now)
        else:
            given = replace(given, appointment=_place(centre, one, now))
        visit = begin_visit(centre, tx, wish, given, by)
        keep_appointment(tx, one.id, visit)
        keep_known_phone(tx, visit, given.day, one.phone)
        _log(centre, tx, "appointment_kept", one, by, visit)
    return visit


def _must_be_offered(centre: Centre, tx: Transaction, field: str) -> None:
    offered = centre.settings.appointments.fields
    if (offered and field not in offered) or field in closed_fields(tx):
        raise FieldClosed("no_appointments")


def _free(centre: Centre, tx: Transaction, field: str, starts_at: dt.datetime) -> Window:
    for window, room in free_windows(centre, tx, field):
        if window[0] == starts_at:
            if room < 1:
                raise WrongMove("window_full", BOOK)
            return window
    raise WrongMove("no_window", BOOK)


def _made(centre: Centre, wish: TicketWish, field: str, window: Window, phone: str) -> Appointment:
    name = str(ULID.from_datetime(centre.now()))
    return Appointment(
        id=name,
        day=centre.calendar.day_of(window[0]).isoformat(),
        field=field,
        purpose=wish.purpose,
        language=wish.language or centre.settings.languages[0],
        starts_at=stamp(window[0]),
        ends_at=stamp(window[1]),
        phone=hashed(phone),
        secret_hash=hashed(centre.appointment_secret(name)),
        made_at=stamp(centre.now()),
    )


def _known(centre: Centre, tx: Transaction, secret: str) -> Appointment:
    one = appointment_by_secret(tx, secret)
    if one is None or one.day < centre.today():
        raise NotFound("appointment")
    return one


def _must_be_of_now(centre: Centre, one: Appointment, now: dt.datetime) -> None:
    if one.cancelled_at is not None:
        raise WrongMove("cancelled", COME)
    early = centre.settings.appointments.early_minutes
    if arrival(now, one.window, early) is Arrival.EARLY:
        raise WrongMove("too_early", COME)


def _is_late(centre: Centre, one: Appointment, now: dt.datetime) -> bool:
    early = centre.settings.appointments.early_minutes
    return arrival(now, one.window, early) is Arrival.LATE


def _place(centre: Centre, one: Appointment, now: dt.datetime) -> tuple[str, dt.datetime]:
    """Its window's beginning, and since when its number counts."""
    ahead = centre.settings.appointments.ahead_minutes
    return one.starts_at, counts_from(now, one.window, ahead)


def _wish(one: Appointment) -> TicketWish:
    told = {"field": one.field, "purpose": one.purpose, "language": one.language}
    return TicketWish.model_validate(told, strict=False)


def _log(
    centre: Centre,
    tx: Transaction,
    event: str,
    one: Appointment,
    by: Actor,
    visit: str | None = None,
) -> None:
    told = {"appointment": one.id, "field": one.field, "starts_at": one.starts_at}
    append(tx, event, centre.now(), visit=visit, staff=by.staff, device=by.device, data=told)
