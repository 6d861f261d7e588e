"""What supervisors tell the whole hall: notices, and an emergency that stops the numbers."""

from __future__ import annotations

from server.actions.actor import Actor
from server.actions.by_hand import reserve_by_hand
from server.centre import Centre
from server.messages import EmergencyRequest, NoticesRequest
from server.store.changes import note_change
from server.store.log import append
from server.store.meta import set_emergency, set_notices


def tell_notices(centre: Centre, request: NoticesRequest, by: Actor) -> None:
    """Put these lines on the screens instead of those that are there."""
    lines = [{"text": one.text, "text_en": one.text_en or one.text} for one in request.root]
    with centre.store.transaction() as tx:
        set_notices(tx, lines)
        note_change(tx, "notices", "", centre.now(), by.staff)
        append(tx, "notices_changed", centre.now(), staff=by.staff, data={"notices": lines})


def declare_emergency(centre: Centre, request: EmergencyRequest, by: Actor) -> None:
    """Stop giving numbers and say so on every screen, or go on.

    Whoever waits keeps their place, and counters go on calling.  Numbers are kept for paper.
    """
    message = request.message if request.on else None
    message_en = request.message_en if request.on else None
    with centre.store.transaction() as tx:
        set_emergency(tx, message, message_en)
        event = "emergency_declared" if request.on else "emergency_over"
        english = {"message_en": message_en} if message_en is not None else {}
        told = {"message": request.message, **english}
        append(tx, event, centre.now(), staff=by.staff, data=told)
        if request.on:
            reserve_by_hand(centre)
