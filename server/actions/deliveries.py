"""What each webhook is to be told next, and what came of telling it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from server.centre import Centre
from server.settings.outside import WebhookSettings
from server.store.log import lines_after
from server.store.outbox import Delivered, begin_delivery, delivered_to, note_failure, pass_over

MOST_LINES = 100


@dataclass(frozen=True, slots=True)
class Parcel:
    """Lines of the log for one webhook, as the body that is signed and sent."""

    told: Delivered
    last: int
    lines: int
    body: bytes


def next_parcel(centre: Centre, hook: WebhookSettings) -> Parcel | None:
    """The oldest lines that this webhook has not taken; ``None`` when it has taken all."""
    told = _told(centre, hook.name)
    with centre.store.reading() as tx:
        lines = lines_after(tx, told.seq, MOST_LINES)
    if not lines:
        return None
    wanted = [line for line in lines if not hook.events or line["event"] in hook.events]
    local = [{**line, "at": centre.local(line["at"])} for line in wanted]
    content = {"centre": centre.settings.id, "epoch": centre.epoch, "lines": local}
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return Parcel(told, lines[-1]["seq"], len(wanted), body)


def _told(centre: Centre, name: str) -> Delivered:
    """How far a webhook is; nothing is written but at its beginning, so that nobody waits."""
    with centre.store.reading() as tx:
        known = delivered_to(tx, name)
    if known is not None:
        return known
    with centre.store.transaction() as tx:
        return begin_delivery(tx, name)


def taken(centre: Centre, parcel: Parcel) -> None:
    """The webhook has taken a parcel, or nothing in it was for it."""
    with centre.store.transaction() as tx:
        pass_over(tx, parcel.told, parcel.last)


def not_taken(centre: Centre, hook: WebhookSettings) -> int:
    """A parcel was not taken; gives how many tries in a row have failed."""
    with centre.store.transaction() as tx:
        return note_failure(tx, hook.name, centre.now())
