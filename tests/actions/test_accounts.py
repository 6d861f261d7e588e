"""Accounts: somebody always looks after them."""

from __future__ import annotations

import pytest
from argon2 import Parameters, PasswordHasher, extract_parameters
from argon2.exceptions import VerifyMismatchError
from hall import TestHall

from server.actions import accounts
from server.actions.accounts import WrongPassword, change_person, make_account, sign_in
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


def test_an_unknown_name_is_checked_at_the_cost_of_a_known_one(
    hall: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[Parameters] = []

    class Watched(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # noqa: A002
            try:
                return super().verify(hash, password)
            finally:
                checked.append(extract_parameters(str(hash)))

    monkeypatch.setattr(accounts, "HASHER", Watched(time_cost=2, memory_cost=64, parallelism=3))
    make_account(hall.centre.store, "lan", Role.OFFICER, "a password", hall.machine.now())
    for name in ("lan", "nobody"):
        with pytest.raises(WrongPassword):
            sign_in(hall.centre, name, "a guess", "10.0.0.7")
    known, unknown = checked
    assert unknown == known


def test_the_hash_of_nobody_is_reckoned_to_its_end_and_fits_no_password() -> None:
    with pytest.raises(VerifyMismatchError):
        accounts.HASHER.verify(accounts.nobodys_hash(), "a guess")
