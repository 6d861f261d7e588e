"""Only on a trial server: its clock."""

from __future__ import annotations

import datetime as dt

from server.actions.refusals import NotFound
from server.clock import TrialClock
from server.messages import ClockAnswer, ClockRequest
from server.web.exchange import Call


def put_clock(call: Call) -> ClockAnswer:
    """Make it this instant; a server that is not on trial knows no such thing."""
    body: ClockRequest = call.body
    if not isinstance(call.centre.clock, TrialClock):
        raise NotFound("trial")
    call.centre.clock.set(dt.datetime.fromisoformat(body.now))
    return ClockAnswer(now=call.centre.now().astimezone(call.centre.calendar.zone).isoformat())
