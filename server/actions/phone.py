"""Take a number on a phone, and be here: as at the kiosk, but nobody is called who is away."""

from __future__ import annotations

from dataclasses import replace

from server.actions.actor import Actor
from server.actions.begin import Given, begin_visit
from server.actions.cancel import cancel
from server.actions.issue import next_number
from server.actions.last_numbers import longest_wait
from server.actions.refusals import FieldClosed, NotFound, UnknownField
from server.actions.wish import Wish, checked_wish, must_be_in_time, must_be_open
from server.centre import Centre
from server.messages import PHONES_FULL, TicketWish
from server.rules.check_in import here_by, is_within
from server.rules.tickets import State, WrongMove
from server.store import Transaction, phones
from server.store.log import append
from server.store.phones import coming_in, keep_phone, numbers_of_phone, overdue
from server.store.stops import current_stop, set_stop, stops_of
from server.store.visits import Visit, visit_by_id

PHONE = Actor(device=phones.PHONE)
"""Who has taken the number, in the log: some phone, nobody says whose."""

TAKE, CHECK_IN = "take_from_phone", "check_in"
NOT_HERE = "not_here"
"""Why a number from a phone was cancelled: its time to check in is over."""


def take_from_phone(centre: Centre, asked: TicketWish, phone: str, address: str) -> str:
    """Give a phone a number by the kiosk's rules, and return the visit's id.

    Raises what ``issue`` raises; ``FieldClosed`` for a field that gives phones no number or is
    waiting for as many as it may; ``WrongMove`` for a phone that has as many as it may have.
    """
    now = centre.now()
    with centre.store.transaction() as tx:
        wish = checked_wish(centre, asked)
        _must_be_offered(centre, tx, wish)
        must_be_open(centre, tx, wish.field, now)
        must_be_in_time(centre, tx, wish.field, now)
        _must_have_few(centre, tx, phone)
        given = Given(centre.today(), next_number(centre, tx, wish.field.series), now)
        if not is_within(address, centre.settings.phone.networks):
            given = _to_be_here(centre, tx, wish, given)
        visit = begin_visit(centre, tx, wish, given, PHONE)
        keep_phone(tx, visit, given.day, phone)
    return visit


def check_in(centre: Centre, visit_id: str, by: Actor) -> Visit:
    """Whoever holds this number is here: from now on it is called; return its visit.

    Once is enough: a second time changes nothing.  Raises ``NotFound``, and ``WrongMove`` for a
    number that does not wait any more.
    """
    with centre.store.transaction() as tx:
        visit = visit_by_id(tx, visit_id)
        if visit is None:
            raise NotFound(visit_id)
        stop = current_stop(stops_of(tx, visit_id))
        if stop.here_by is None:
            return visit
        if stop.state is not State.WAITING:
            raise WrongMove(stop.state, CHECK_IN)
        set_stop(tx, stop.id, here_by=None)
        append(
            tx,
            "checked_in",
            centre.now(),
            visit=visit_id,
            stop=stop.position,
            staff=by.staff,
            device=by.device,
        )
    return visit


def let_lapse(centre: Centre) -> None:
    """Cancel the numbers whose holders should have been here by now."""
    with centre.store.reading() as tx:
        late = overdue(tx, centre.now())
    for visit in late:
        cancel(centre, visit, NOT_HERE, PHONE)


def _must_be_offered(centre: Centre, tx: Transaction, wish: Wish) -> None:
    offered = centre.settings.phone.fields
    if offered and wish.field.id not in offered:
        raise FieldClosed("not_from_phones")
    if coming_in(tx, centre.today(), wish.field.id) >= centre.settings.phone.coming:
        raise FieldClosed(PHONES_FULL)
    if wish.priority is not None and not centre.settings.phone.priorities:
        raise UnknownField(wish.priority)


def _must_have_few(centre: Centre, tx: Transaction, phone: str) -> None:
    numbers = numbers_of_phone(tx, centre.today(), phone)
    if sum(still_open for _, still_open in numbers) >= centre.settings.phone.numbers_at_once:
        raise WrongMove("has_number", TAKE)
    if len(numbers) >= centre.settings.phone.numbers_a_day:
        raise WrongMove("no_more_today", TAKE)


def _to_be_here(centre: Centre, tx: Transaction, wish: Wish, given: Given) -> Given:
    more = centre.settings.phone.check_in_minutes
    closes_at = centre.calendar.closes_at(given.at) if centre.keeps_hours else None
    last = here_by(given.at, longest_wait(centre, tx, wish.field.id), more, closes_at)
    return replace(given, here_by=last)
