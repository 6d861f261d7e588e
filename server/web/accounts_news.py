"""The snapshot of the accounts' page: people, devices, and who has to wait."""

from __future__ import annotations

from server.centre import Centre
from server.messages import AccountsSnapshot, PostAnswer, Role
from server.store import Transaction
from server.store.people import people
from server.web.handlers.devices import devices_told
from server.web.handlers.locks import locks_now
from server.web.handlers.people import person_told


def accounts_snapshot(centre: Centre, tx: Transaction, role: str, seq: int) -> AccountsSnapshot:
    """Everything for an admin; for a supervisor who has to wait, and nobody's account."""
    everything = role == Role.ADMIN
    posts = centre.settings.posts if everything else []
    return AccountsSnapshot(
        seq=seq,
        epoch=centre.epoch,
        at=centre.local_now(),
        people=[person_told(one) for one in people(tx)] if everything else [],
        posts=[PostAnswer(id=one.id, name=one.name, counters=one.counters) for one in posts],
        devices=devices_told(centre, tx) if everything else [],
        locks=locks_now(centre, tx),
    )
