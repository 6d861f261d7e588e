"""A page that nobody touches locks, and its owner's password opens it again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hall import TestHall, open_hall
from made_centre import small_centre, write_centre

from server.actions.accounts import SignedIn, end_trials, make_account, sign_in
from server.actions.idle import keep_awake, lock, unlock
from server.actions.refusals import NotAllowed
from server.attendance import is_locked
from server.messages import Role
from server.store.people import Session, add_session, session_by_token

RIGHT = "the right password"


def entered(hall: TestHall, name: str = "lan", shown: str = "") -> SignedIn:
    make_account(hall.centre.store, name, Role.OFFICER, RIGHT, hall.machine.now())
    return sign_in(hall.centre, name, RIGHT, "10.0.0.7", shown)


def session(hall: TestHall, token: str) -> Session | None:
    with hall.centre.store.reading() as tx:
        return session_by_token(tx, token, hall.machine.now())


def locked(hall: TestHall, token: str) -> bool:
    found = session(hall, token)
    assert found is not None
    return is_locked(hall.centre, found)


def touch(hall: TestHall, token: str) -> None:
    found = session(hall, token)
    assert found is not None
    keep_awake(hall.centre, found, token)


def test_a_page_left_alone_locks_and_a_touched_one_does_not(hall: TestHall) -> None:
    token = entered(hall).token
    for _ in range(5):
        hall.machine.go_on(minutes=9)
        assert not locked(hall, token)
        touch(hall, token)
    hall.machine.go_on(minutes=11)
    assert locked(hall, token)


def test_the_password_opens_it_and_another_does_not(hall: TestHall) -> None:
    token = entered(hall).token
    lock(hall.centre, token)
    with pytest.raises(NotAllowed):
        unlock(hall.centre, "lan", "a guess", token)
    assert locked(hall, token)
    hall.machine.go_on(seconds=1)
    unlock(hall.centre, "lan", RIGHT, token)
    assert not locked(hall, token)


def test_a_restart_opens_no_locked_page(hall: TestHall, small_config: Path) -> None:
    token = entered(hall).token
    lock(hall.centre, token)
    with open_hall(hall.centre.store.path.parent, small_config) as again:
        assert locked(again, token)


@pytest.fixture
def patient_hall(tmp_path: Path) -> Iterator[TestHall]:
    config = write_centre(tmp_path / "config", small_centre(accounts={"idle_minutes": 0}))
    with open_hall(tmp_path / "data", config) as opened:
        yield opened


def test_a_centre_may_want_no_lock(patient_hall: TestHall) -> None:
    token = entered(patient_hall).token
    patient_hall.machine.go_on(hours=11)
    assert not locked(patient_hall, token)
    lock(patient_hall.centre, token)
    assert locked(patient_hall, token)


def test_signing_in_again_ends_the_session_before(hall: TestHall) -> None:
    first = entered(hall)
    second = sign_in(hall.centre, "lan", RIGHT, "10.0.0.7", first.token)
    assert session(hall, first.token) is None
    assert session(hall, second.token) is not None


def test_somebody_else_at_a_locked_page_ends_the_session_of_whoever_left(hall: TestHall) -> None:
    left = entered(hall, "lan")
    lock(hall.centre, left.token)
    entered(hall, "minh", shown=left.token)
    assert session(hall, left.token) is None


def test_when_the_trial_is_over_its_sign_in_is_shown_out(hall: TestHall) -> None:
    stays = entered(hall, "lan").token
    make_account(hall.centre.store, "thu", Role.ADMIN, RIGHT, hall.machine.now(), trial=True)
    with hall.centre.store.transaction() as tx:
        now = hall.machine.now()
        add_session(tx, "of the trial", "thu", "csrf", now + dt.timedelta(hours=1), now)
    assert session(hall, "of the trial") is not None
    end_trials(hall.centre.store)
    assert session(hall, "of the trial") is None
    assert session(hall, stays) is not None
