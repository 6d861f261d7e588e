"""Open and close a field while the centre runs."""

from __future__ import annotations

from server.actions.actor import Actor
from server.actions.refusals import NotFound
from server.centre import Centre
from server.store.changes import note_change
from server.store.fields import set_field
from server.store.log import append


def change_field(centre: Centre, field: str, is_open: bool, reason: str | None, by: Actor) -> None:
    """Open a field, or close it with the reason the kiosk shows; raises ``NotFound``."""
    if field not in centre.fields:
        raise NotFound(field)
    with centre.store.transaction() as tx:
        set_field(tx, field, is_open, None if is_open else reason)
        note_change(tx, "field", field, centre.now(), by.staff)
        data = {"field": field, "open": is_open, "reason": reason}
        append(tx, "field_changed", centre.now(), staff=by.staff, data=data)
