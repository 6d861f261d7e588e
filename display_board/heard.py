"""What a board understands of the server's news: no more than the contract promises.

Keys it does not know are passed over, and those that our own server adds may be missing, so that
board and server need not be of the same day.
"""

from __future__ import annotations

from typing import Any

from server.messages import BoardSnapshot, CallEvent, Customer


class HeardCall(CallEvent):
    """A ``call`` event."""

    counter_id: str = ""
    customer: Customer = "citizen"


class HeardSnapshot(BoardSnapshot):
    """A board's ``snapshot``."""

    zone_name: str = ""
    centre_name: str = ""
    centre_name_en: str = ""
    undone: list[int] = []


def heard_call(data: Any) -> HeardCall:
    """Read a ``call`` event; raises pydantic's ``ValidationError``."""
    return HeardCall.model_validate(data, extra="ignore")


def heard_snapshot(data: Any) -> HeardSnapshot:
    """Read a ``snapshot`` event; raises pydantic's ``ValidationError``."""
    return HeardSnapshot.model_validate(data, extra="ignore")
