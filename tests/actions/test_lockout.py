"""Wrong passwords slow down whoever goes on guessing, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hall import CHIEF, TestHall, open_hall
from made_centre import small_centre, write_centre

from server.actions.accounts import (
    SignedIn,
    WrongPassword,
    change_password,
    change_person,
    make_account,
    say_password_again,
    sign_in,
)
from server.actions.lockout import (
    TooManyTries,
    clear_address,
    clear_person,
    locked_addresses,
    locked_people,
)
from server.actions.refusals import NotAllowed, NotFound
from server.messages import PasswordChange, PersonChange, Role

RIGHT = "the right password"
HERE, ELSEWHERE = "10.0.0.7", "10.0.0.8"
NAMES = 3
LONGEST_S = 120


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    guarded = {"longest_wait_minutes": LONGEST_S / 60, "names_an_address": NAMES}
    return write_centre(tmp_path_factory.mktemp("guarded"), small_centre(accounts=guarded))


@pytest.fixture
def hall(config: Path, tmp_path: Path) -> Iterator[TestHall]:
    with open_hall(tmp_path / "data", config) as opened:
        for name in ("lan", "minh"):
            make_account(opened.centre.store, name, Role.OFFICER, RIGHT, opened.machine.now())
        yield opened


def enter(hall: TestHall, name: str = "lan", password: str = RIGHT, at: str = HERE) -> SignedIn:
    return sign_in(hall.centre, name, password, at)


def fail(hall: TestHall, name: str = "lan", at: str = HERE) -> None:
    with pytest.raises(WrongPassword):
        enter(hall, name, "a guess", at)


def wait_of(hall: TestHall, name: str = "lan", at: str = HERE) -> int:
    """How long a try with the right password is told to wait."""
    with pytest.raises(TooManyTries) as told:
        enter(hall, name, at=at)
    return told.value.seconds


def fail_often(hall: TestHall, times: int, name: str = "lan") -> None:
    for _ in range(times):
        fail(hall, name)
        hall.machine.go_on(seconds=LONGEST_S)


@pytest.mark.parametrize("name", ["lan", "nobody-of-this-name"])
def test_each_failure_doubles_the_wait_up_to_the_bound(hall: TestHall, name: str) -> None:
    waits = []
    for _ in range(9):
        fail(hall, name)
        waits.append(wait_of(hall, name))
        hall.machine.go_on(seconds=waits[-1])
    assert waits == [1, 2, 4, 8, 16, 32, 64, LONGEST_S, LONGEST_S]


def test_after_the_wait_the_right_password_ends_it_all(hall: TestHall) -> None:
    fail_often(hall, 6)
    assert enter(hall).person.username == "lan"
    fail(hall)
    assert wait_of(hall) == 1


def test_a_try_during_the_wait_does_not_lengthen_it(hall: TestHall) -> None:
    fail_often(hall, 4)
    fail(hall)
    for _ in range(5):
        assert wait_of(hall) == 16
    hall.machine.go_on(seconds=16)
    assert enter(hall).person.username == "lan"


def test_an_account_waits_from_whatever_address_it_is_tried(hall: TestHall) -> None:
    fail(hall, at=HERE)
    assert wait_of(hall, at=ELSEWHERE) == 1


def test_one_person_typing_wrong_does_not_stop_the_hall_behind_the_same_address(
    hall: TestHall,
) -> None:
    fail_often(hall, 50)
    fail(hall)
    assert enter(hall, "minh").person.username == "minh"


def test_many_names_failing_at_an_address_make_it_wait_and_no_other(hall: TestHall) -> None:
    for number in range(NAMES):
        fail(hall, f"guess-{number}")
    assert enter(hall, "minh").person.username == "minh"
    fail(hall, "one-too-many")
    assert wait_of(hall, "minh") == 1
    assert enter(hall, "minh", at=ELSEWHERE).person.username == "minh"
    for number in range(20):
        hall.machine.go_on(seconds=60)
        fail(hall, f"more-{number}")
    assert wait_of(hall, "minh") == 60


def test_an_hour_later_the_address_is_like_any_other(hall: TestHall) -> None:
    for number in range(NAMES + 1):
        fail(hall, f"guess-{number}")
    hall.machine.go_on(minutes=61)
    fail(hall, "guess-0")
    assert enter(hall, "minh").person.username == "minh"


def test_a_restart_forgives_nobody(hall: TestHall, config: Path) -> None:
    fail_often(hall, 5)
    fail(hall)
    with open_hall(hall.centre.store.path.parent, config) as again:
        again.machine.at = hall.machine.at
        assert wait_of(again) == 32


def test_a_clock_set_back_makes_nobody_wait_longer(hall: TestHall) -> None:
    fail_often(hall, 2)
    fail(hall)
    hall.machine.go_on(days=-400)
    assert wait_of(hall) == 4


def test_a_supervisor_lets_a_person_try_again(hall: TestHall) -> None:
    fail_often(hall, 5)
    fail(hall)
    [lock] = locks(hall, "people")
    assert (lock.name, lock.failures) == ("lan", 6)
    clear_person(hall.centre, "lan", CHIEF)
    assert locks(hall, "people") == []
    assert enter(hall).person.username == "lan"
    assert (hall.log()[-1]["event"], hall.log()[-1]["staff"]) == ("lock_cleared", "truong")
    with pytest.raises(NotFound):
        clear_person(hall.centre, "lan", CHIEF)


def test_a_supervisor_lets_an_address_try_again_and_the_accounts_keep_theirs(
    hall: TestHall,
) -> None:
    for name in ("lan", *(f"guess-{number}" for number in range(NAMES))):
        fail(hall, name)
    [lock] = locks(hall, "addresses")
    assert lock.name == HERE
    clear_address(hall.centre, HERE, CHIEF)
    assert enter(hall, "minh").person.username == "minh"
    assert wait_of(hall, "lan") == 1
    with pytest.raises(NotFound):
        clear_address(hall.centre, HERE, CHIEF)


def locks(hall: TestHall, of: str) -> list:  # type: ignore[type-arg]
    ask = locked_people if of == "people" else locked_addresses
    with hall.centre.store.reading() as tx:
        return ask(hall.centre, tx)


@pytest.mark.parametrize("how", ["an admin's", "the operator's"])
def test_a_new_password_ends_the_wait(hall: TestHall, how: str) -> None:
    make_account(hall.centre.store, "chi", Role.ADMIN, RIGHT, hall.machine.now())
    fail_often(hall, 3)
    fail(hall)
    if how == "an admin's":
        change_person(hall.centre, "lan", PersonChange(password=RIGHT), "chi")
    else:
        make_account(hall.centre.store, "lan", Role.OFFICER, RIGHT, hall.machine.now())
    assert enter(hall).person.username == "lan"


def test_guessing_elsewhere_keeps_nobody_out_of_an_open_page(hall: TestHall) -> None:
    signed = enter(hall)
    for _ in range(4):
        fail(hall)
        hall.machine.go_on(seconds=LONGEST_S)
    say_password_again(hall.centre, "lan", RIGHT, signed.token)


def test_guesses_at_an_open_page_wait_too_and_leave_the_sign_in_alone(hall: TestHall) -> None:
    signed = enter(hall)
    guess = PasswordChange(old="a guess", new="another one")
    with pytest.raises(NotAllowed):
        change_password(hall.centre, "lan", guess, signed.token)
    with pytest.raises(TooManyTries):
        change_password(hall.centre, "lan", guess, signed.token)
    assert enter(hall).person.username == "lan"


def test_neither_a_password_nor_a_tried_name_is_kept_or_logged(hall: TestHall) -> None:
    fail(hall, "mat-khau-go-nham-cho")
    fail(hall, "lan")
    assert [line["data"]["person"] for line in hall.log() if line["event"] == "password_wrong"] == [
        None,
        "lan",
    ]
    kept = "\n".join(hall.dump())
    assert "mat-khau-go-nham-cho" not in kept
    assert "a guess" not in kept


def test_a_trial_clock_that_jumps_ends_no_wait(hall: TestHall) -> None:
    fail(hall)
    hall.clock.go_on(days=3)
    assert wait_of(hall) == 1
