"""What citizens say of a service."""

from __future__ import annotations

from server.actions.ratings import rate
from server.actions.refusals import NotAllowed
from server.messages import Done, RatingRequest
from server.web.callers import CITIZEN
from server.web.exchange import Call


def post_rating(call: Call) -> Done:
    """Keep a judgement; a citizen judges their own visit only."""
    body: RatingRequest = call.body
    visit = call.params["visit"]
    if call.caller.kind == CITIZEN and call.caller.name != visit:
        raise NotAllowed(visit)
    rate(call.centre, visit, body, call.caller.actor())
    return Done()
