"""Numbers that kiosks give while they cannot reach the server."""

from __future__ import annotations

import datetime as dt
import json

from server.actions.offline import take_back_unheard, take_in
from server.actions.ranges import give_back_ranges, reserve_ranges
from server.actions.refusals import FieldClosed, NotAllowed, UnknownField
from server.messages import (
    OfflineAnswer,
    OfflineTicket,
    OfflineTickets,
    RangeAnswer,
    RangesAnswer,
    RangesRequest,
    TakenIn,
)
from server.rules.dossier_code import BadDossier
from server.store.answers import FirstAnswer, first_answer, keep_answer
from server.store.ranges import used_in
from server.web.exchange import Call
from server.web.problems import refusal_of

GIVEN_OFFLINE = "given offline"
"""No request has this digest, so the touch's own request, when it comes late, is refused."""

FOR_GOOD = (NotAllowed, UnknownField, FieldClosed, BadDossier)


def post_ranges(call: Call) -> RangesAnswer:
    """This kiosk's ranges of today, or give back what is unused of them."""
    request: RangesRequest = call.body
    with call.centre.store.transaction() as tx:
        if request.release:
            give_back_ranges(call.centre, call.caller.name)
            return RangesAnswer(items=[])
        ranges = reserve_ranges(call.centre, request.size, call.caller.actor())
        return RangesAnswer(
            items=[
                RangeAnswer(
                    day=one.day,
                    series=one.series,
                    first=one.first,
                    last=one.last,
                    used=used_in(tx, one),
                )
                for one in ranges
            ]
        )


def post_offline(call: Call) -> OfflineAnswer:
    """Queue the numbers in the order of their arrival; each is answered, whatever the others."""
    request: OfflineTickets = call.body
    order = sorted(range(len(request.items)), key=lambda place: _at(request.items[place]))
    taken = {place: _taken_in(call, request.items[place]) for place in order}
    return OfflineAnswer(items=[taken[place] for place in range(len(request.items))])


def _at(ticket: OfflineTicket) -> dt.datetime:
    return dt.datetime.fromisoformat(ticket.at)


def _taken_in(call: Call, ticket: OfflineTicket) -> TakenIn:
    by = call.caller.actor()
    try:
        with call.centre.store.transaction():
            visit = take_in(call.centre, ticket, by)
            _settle_touch(call, ticket, visit)
    except FOR_GOOD as error:
        code = refusal_of(error).code
        return TakenIn(ordinal=ticket.ordinal, state="refused", ticket=None, code=code)
    return TakenIn(ordinal=ticket.ordinal, state="queued", ticket=visit, code=None)


def _settle_touch(call: Call, ticket: OfflineTicket, visit: str) -> None:
    """One touch is one number: the request whose answer was lost gets no other, before or after."""
    owner, machine_now = call.caller.key_owner, dt.datetime.now(dt.UTC)
    if ticket.key is None or owner is None:
        return
    with call.centre.store.transaction() as tx:
        known = first_answer(tx, owner, ticket.key, machine_now)
        if known is None:
            used = FirstAnswer(GIVEN_OFFLINE, 409, "{}")
            keep_answer(tx, owner, ticket.key, used, machine_now)
        elif known.status == 201 and (unheard := str(json.loads(known.body)["id"])) != visit:
            take_back_unheard(call.centre, unheard, call.caller.actor())
