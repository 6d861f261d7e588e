"""Appointments: who comes when, known by nothing but the hash of a phone's word."""

from __future__ import annotations

import datetime as dt
from collections import Counter as Tally
from dataclasses import asdict, dataclass, fields

from server.store.database import Transaction
from server.store.people import hashed
from server.store.times import instant, stamp


@dataclass(frozen=True, slots=True)
class Appointment:
    """A row of ``appointment``; ``phone`` is the hash of its word, ``visit`` what came of it."""

    id: str
    day: str
    field: str
    purpose: str | None
    language: str
    starts_at: str
    ends_at: str
    phone: str
    secret_hash: str
    made_at: str
    cancelled_at: str | None = None
    visit: str | None = None

    @property
    def window(self) -> tuple[dt.datetime, dt.datetime]:
        """From when to when."""
        return instant(self.starts_at), instant(self.ends_at)


COLUMNS = ", ".join(one.name for one in fields(Appointment))


def add_appointment(tx: Transaction, one: Appointment, today: str) -> None:
    """Store a new one, and forget those of days that are over: the log has what came of them."""
    tx.execute("DELETE FROM appointment WHERE centre = :centre AND day < :today", today=today)
    row = asdict(one)
    values = ", ".join(f":{name}" for name in row)
    tx.execute(f"INSERT INTO appointment (centre, {COLUMNS}) VALUES (:centre, {values})", **row)  # noqa: S608


def taken_windows(tx: Transaction, field: str, since: dt.datetime) -> Tally[str]:
    """How many have chosen each window of a field, by when it starts."""
    rows = tx.execute(
        "SELECT starts_at, count(*) FROM appointment WHERE centre = :centre AND field = :field"
        " AND starts_at >= :since AND cancelled_at IS NULL GROUP BY starts_at",
        field=field,
        since=stamp(since),
    )
    return Tally({row[0]: row[1] for row in rows})


def appointments_of_phone(tx: Transaction, phone: str, since_day: str) -> list[Appointment]:
    """Those of one phone that are neither cancelled nor kept, the next one first."""
    return _all(
        tx,
        "phone = :phone AND day >= :day AND cancelled_at IS NULL AND visit IS NULL",
        phone=hashed(phone),
        day=since_day,
    )


def open_appointments(tx: Transaction, day: str) -> list[Appointment]:
    """Everybody who is expected on a day, the first window first."""
    return _all(tx, "day = :day AND cancelled_at IS NULL AND visit IS NULL", day=day)


@dataclass(frozen=True, slots=True)
class Booked:
    """An appointment and what came of it: its number, since when, and whether it was in time."""

    made: Appointment
    number: str | None
    came_at: str | None
    in_time: bool


def booked_from(tx: Transaction, day: str, field: str | None = None) -> list[Booked]:
    """Those from a day on that were not given back, of one field or of all, the first first."""
    named = ", ".join(f"appointment.{one.name}" for one in fields(Appointment))
    of_field = " AND appointment.field = :field" if field is not None else ""
    rows = tx.execute(
        f"SELECT {named}, visit.number, visit.issued_at, visit.appointment IS NOT NULL"  # noqa: S608
        " FROM appointment LEFT JOIN visit ON visit.id = appointment.visit"
        " WHERE appointment.centre = :centre AND appointment.day >= :day"
        f" AND appointment.cancelled_at IS NULL{of_field}"
        " ORDER BY appointment.starts_at, appointment.id",
        day=day,
        field=field,
    )
    return [Booked(Appointment(*row[:-3]), row[-3], row[-2], bool(row[-1])) for row in rows]


def appointment_by_secret(tx: Transaction, secret: str) -> Appointment | None:
    """The one that a secret opens, whatever has become of it."""
    found = _all(tx, "secret_hash = :secret_hash", secret_hash=hashed(secret))
    return found[0] if found else None


def cancel_appointment(tx: Transaction, appointment: str, now: dt.datetime) -> None:
    """Give its place in the window back."""
    tx.execute(
        "UPDATE appointment SET cancelled_at = :now WHERE centre = :centre AND id = :id",
        now=stamp(now),
        id=appointment,
    )


def keep_appointment(tx: Transaction, appointment: str, visit: str) -> None:
    """Its holder has come: this visit."""
    tx.execute(
        "UPDATE appointment SET visit = :visit WHERE centre = :centre AND id = :id",
        visit=visit,
        id=appointment,
    )


def _all(tx: Transaction, which: str, **values: str) -> list[Appointment]:
    rows = tx.execute(
        f"SELECT {COLUMNS} FROM appointment WHERE centre = :centre AND {which}"  # noqa: S608
        " ORDER BY starts_at, id",
        **values,
    )
    return [Appointment(*row) for row in rows]
