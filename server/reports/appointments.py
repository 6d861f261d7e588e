"""What a phone is told of its appointments, and which one a check-in means."""

from __future__ import annotations

import datetime as dt
import hmac
import re

import segno

from server.centre import Centre
from server.messages import AppointmentAnswer
from server.store import Transaction
from server.store.appointments import Appointment, appointments_of_phone, open_appointments
from server.store.times import stamp

LINK = re.compile(r"/hen/([A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])", re.ASCII)
CODE = re.compile(r"\s*HEN\s*-?\s*(\d{4})\s*-?\s*(\d{4})\s*", re.ASCII)


def appointments_answer(centre: Centre, tx: Transaction, phone: str) -> list[AppointmentAnswer]:
    """Those of a phone that are still to be kept, also late, the next one first."""
    mine = appointments_of_phone(tx, phone, centre.today()) if phone else []
    return [appointment_answer(centre, one) for one in mine]


def appointment_answer(centre: Centre, one: Appointment) -> AppointmentAnswer:
    """One of them."""
    field, secret = centre.fields.get(one.field), centre.appointment_secret(one.id)
    early = dt.timedelta(minutes=centre.settings.appointments.early_minutes)
    picture = segno.make(f"/hen/{secret}", error="m", micro=False)
    return AppointmentAnswer(
        field=one.field,
        field_name=field.name if field else one.field,
        field_name_en=field.name_en if field else one.field,
        starts_at=centre.local(one.starts_at),
        ends_at=centre.local(one.ends_at),
        checks_in_from=centre.local(stamp(one.window[0] - early)),
        secret=secret,
        code=shown_code(centre, one.id),
        qr=picture.svg_data_uri(border=2, dark="#000", light="#fff"),
    )


def shown_code(centre: Centre, appointment: str) -> str:
    """``HEN-1234-5678``: what is typed at a kiosk without a scanner."""
    digits = centre.appointment_code(appointment)
    return f"HEN-{digits[:4]}-{digits[4:]}"


def secret_in(centre: Centre, tx: Transaction, text: str) -> str | None:
    """The secret of the appointment that a text means: its QR, or the code of one of today."""
    if match := LINK.search(text):
        return match[1]
    if (typed := CODE.fullmatch(text.upper())) is None:
        return None
    meant = typed[1] + typed[2]
    for one in open_appointments(tx, centre.today()):
        if hmac.compare_digest(centre.appointment_code(one.id), meant):
            return centre.appointment_secret(one.id)
    return None
