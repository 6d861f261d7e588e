"""What a citizen may do with their own ticket, shown by its secret."""

from __future__ import annotations

from server.actions.cancel import cancel
from server.actions.more_time import take_more_time
from server.messages import Done
from server.web.exchange import Call

LEFT = "left"
"""The log's word for somebody who has left the queue from their phone."""


def post_more_time(call: Call) -> Done:
    """Let the people behind go first."""
    take_more_time(call.centre, call.caller.name, call.caller.actor())
    return Done()


def post_leave(call: Call) -> Done:
    """Leave the queue; the number is cancelled."""
    cancel(call.centre, call.caller.name, LEFT, call.caller.actor())
    return Done()
