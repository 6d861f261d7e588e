"""Accounts: somebody always looks after them."""

from __future__ import annotations

import pytest
from hall import TestHall

from server.actions.accounts import change_person, make_account
from server.messages import PersonChange, Role
from server.rules.tickets import WrongMove


@pytest.mark.parametrize("change", [{"disabled": True}, {"role": Role.OFFICER}])
def test_the_last_admin_stays_one(hall: TestHall, change: dict[str, object]) -> None:
    now, store = hall.machine.now(), hall.centre.store
    for name, role in (("chi", Role.ADMIN), ("lan", Role.OFFICER)):
        make_account(store, name, role, "a password", now)
    before = hall.dump()
    with pytest.raises(WrongMove):
        change_person(hall.centre, "chi", PersonChange(**change), "chi")  # type: ignore[arg-type]
    assert hall.dump() == before
    make_account(store, "second", Role.ADMIN, "a password", now)
    change_person(hall.centre, "chi", PersonChange(**change), "chi")  # type: ignore[arg-type]


def test_a_centre_without_an_admin_lets_an_officer_change_a_password(hall: TestHall) -> None:
    make_account(hall.centre.store, "lan", Role.OFFICER, "a password", hall.machine.now())
    change_person(hall.centre, "lan", PersonChange(password="another password"), "lan")
