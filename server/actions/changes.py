"""Put back what supervisors have changed: one thing, or everything, as the files have it."""

from __future__ import annotations

from server.actions.actor import Actor
from server.actions.announce import tell_notices
from server.actions.counters import set_counter_fields, set_mode
from server.actions.fields import change_field
from server.actions.refusals import NotFound
from server.centre import Centre
from server.changed import Difference, differences
from server.messages import NoticesRequest, PutBackRequest


def put_back(centre: Centre, request: PutBackRequest, by: Actor) -> None:
    """Make what is named as it is in the files; raises ``NotFound`` for what is so already.

    Each is logged as the change that it is.
    """
    with centre.store.transaction() as tx:
        found = {(one.kind, one.subject): one for one in differences(centre, tx)}
        asked = list(found) if request.all else [(one.kind, one.subject) for one in request.items]
        for key in asked:
            if key not in found:
                raise NotFound(f"{key[0]} {key[1]}".strip())
            _put_back(centre, found[key], by)


def _put_back(centre: Centre, one: Difference, by: Actor) -> None:
    if one.kind == "counter_fields":
        set_counter_fields(centre, one.subject, list(one.file), by)
    elif one.kind == "mode":
        set_mode(centre, one.subject, "manual", by)
    elif one.kind == "field":
        change_field(centre, one.subject, True, None, by)
    else:
        tell_notices(centre, NoticesRequest([]), by)
