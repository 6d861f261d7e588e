"""What a phone is told of its own numbers, and which number a check-in means."""

from __future__ import annotations

import hmac
import re

import segno

from server.centre import Centre
from server.messages import CheckInMeans, Named, PhoneAnswer, PhoneLapsed, PhoneNumber
from server.reports.appointments import appointments_answer
from server.reports.centre import PURPOSES
from server.reports.follow import has_lapsed
from server.reports.hall import Hall
from server.reports.tickets import ticket_answer
from server.rules.check_in import is_within
from server.store import Transaction
from server.store.phones import numbers_of_phone
from server.store.stops import current_stop, stops_of
from server.store.visits import Visit, visit_by_id, visit_by_number, visit_by_secret

FOLLOW = re.compile(r"/t/([A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])", re.ASCII)
NUMBER_AND_CODE = re.compile(r"\s*([A-Z]?\d{3,5})\s*[- ]\s*(\d{4})\s*", re.ASCII)


def phone_answer(
    centre: Centre, tx: Transaction, hall: Hall, phone: str | None, address: str
) -> PhoneAnswer:
    """``GET /phone``; ``phone`` is ``None`` for one that has no word of its own yet."""
    settings = centre.settings
    mine = numbers_of_phone(tx, centre.today(), phone) if phone else []
    priorities = settings.priorities if settings.phone.priorities else []
    return PhoneAnswer(
        at=centre.local_now(),
        fields=_offered(centre, settings.phone.enabled, settings.phone.fields),
        appointment_fields=_offered(
            centre, settings.appointments.enabled, settings.appointments.fields
        ),
        appointments=appointments_answer(centre, tx, phone or ""),
        purposes=[Named(id=one, name=vi, name_en=en) for one, (vi, en) in PURPOSES.items()],
        priorities=[Named(id=one.id, name=one.name, name_en=one.name_en) for one in priorities],
        in_hall=is_within(address, settings.phone.networks),
        follows=settings.follow.enabled,
        numbers=[_number(centre, tx, hall, visit) for visit, still_open in mine if still_open],
        lapsed=_lapsed(centre, tx, mine),
    )


def visit_to_check_in(centre: Centre, tx: Transaction, text: str) -> Visit | None:
    """Whose follow link was scanned, or whose number was typed with its code; of today."""
    if match := FOLLOW.search(text):
        visit = visit_by_secret(tx, match[1])
        of_today = visit is not None and centre.today() in (visit.day, visit.carried_to)
        return visit if of_today else None
    typed = NUMBER_AND_CODE.fullmatch(text.upper())
    visit = visit_by_number(tx, centre.today(), typed[1]) if typed else None
    if typed is None or visit is None:
        return None
    right = hmac.compare_digest(centre.check_in_code(visit.id), typed[2])
    return visit if right else None


def _offered(centre: Centre, enabled: bool, chosen: list[str]) -> list[str]:
    return centre.offered(chosen) if enabled else []


def _number(centre: Centre, tx: Transaction, hall: Hall, visit: str) -> PhoneNumber:
    ticket = ticket_answer(centre, tx, hall, visit)
    here_by = current_stop(stops_of(tx, visit)).here_by
    counter = centre.counters.get(ticket.counter or "")
    return PhoneNumber(
        number=ticket.number,
        field=ticket.field,
        field_name=ticket.field_name,
        field_name_en=ticket.field_name_en,
        state=ticket.state,
        counter=counter.number if counter else None,
        ahead=ticket.ahead,
        estimate=ticket.estimate,
        here_by=centre.local_or_none(here_by),
        follow=f"t/{centre.secret(visit)}",
    )


def _lapsed(centre: Centre, tx: Transaction, mine: list[tuple[str, bool]]) -> PhoneLapsed | None:
    if not mine or any(still_open for _, still_open in mine):
        return None
    visit, _ = mine[0]
    stop, known = current_stop(stops_of(tx, visit)), visit_by_id(tx, visit)
    if not has_lapsed(stop) or known is None or stop.here_by is None:
        return None
    return PhoneLapsed(number=known.number, by=centre.local(stop.here_by))


def check_in_means(centre: Centre, visit: Visit, address: str) -> CheckInMeans:
    """``GET /phone/check-in``; a kiosk's scanner reads the follow link, or just its path."""
    link = centre.follow_url(visit.id) or f"/t/{centre.secret(visit.id)}"
    picture = segno.make(link, error="m", micro=False)
    return CheckInMeans(
        number=visit.number,
        code=centre.check_in_code(visit.id),
        qr=picture.svg_data_uri(border=2, dark="#000", light="#fff"),
        in_hall=is_within(address, centre.settings.phone.networks),
    )
