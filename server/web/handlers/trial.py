"""Only on a trial server: its clock, and what is promised but not built."""

from __future__ import annotations

import datetime as dt

from server.actions.refusals import NotAllowed
from server.clock import TrialClock
from server.messages import ClockAnswer, ClockRequest, Done
from server.web.exchange import Call
from server.web.refusals import BadRequest, NotBuilt


def put_clock(call: Call) -> ClockAnswer:
    """Make it this instant; a server that is not on trial refuses."""
    body: ClockRequest = call.body
    if not isinstance(call.centre.clock, TrialClock):
        raise NotAllowed("clock")
    try:
        at = dt.datetime.fromisoformat(body.now)
    except ValueError:
        raise BadRequest("now: expected a time such as 2026-11-23T08:00:00+07:00") from None
    if at.tzinfo is None or not 2000 <= at.year <= 2100:
        raise BadRequest("now: expected an offset such as +07:00 and a year from 2000 to 2100")
    call.centre.clock.set(at)
    return ClockAnswer(now=call.centre.now().astimezone(call.centre.calendar.zone).isoformat())


def not_built(_call: Call) -> Done:
    """Promised by the contract, not built yet."""
    raise NotBuilt
