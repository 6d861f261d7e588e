"""Who has to wait after wrong passwords, and letting them try again."""

from __future__ import annotations

from typing import Any

from server.actions.lockout import (
    Lock,
    clear_address,
    clear_person,
    locked_addresses,
    locked_people,
)
from server.centre import Centre
from server.messages import Done, LockAnswer, LocksAnswer
from server.store import Transaction
from server.store.times import stamp
from server.web.exchange import Call


def get_locks(call: Call) -> LocksAnswer:
    """Everybody who has to wait now, and every address."""
    with call.centre.store.reading() as tx:
        return LocksAnswer(items=locks_now(call.centre, tx))


def locks_now(centre: Centre, tx: Transaction) -> list[LockAnswer]:
    """The people first, then the addresses."""
    persons, addresses = locked_people(centre, tx), locked_addresses(centre, tx)
    return [
        *(LockAnswer(person=one.name, **_told(centre, one)) for one in persons),
        *(LockAnswer(address=one.name, **_told(centre, one)) for one in addresses),
    ]


def post_person_unlocked(call: Call) -> Done:
    """Let a person try again at once."""
    clear_person(call.centre, call.params["name"], call.caller.actor())
    return Done()


def post_address_unlocked(call: Call) -> Done:
    """Let an address try again at once."""
    clear_address(call.centre, call.params["address"], call.caller.actor())
    return Done()


def _told(centre: Centre, lock: Lock) -> dict[str, Any]:
    return {"failures": lock.failures, "until": centre.local(stamp(lock.until))}
