"""One touch, one number."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Barrier

import pytest

from kiosk.touches import REMEMBERED, OtherWish, Touches


def test_a_touch_that_comes_eight_times_at_once_takes_one_number() -> None:
    touches: Touches[int] = Touches()
    numbers = count(1)
    ready = Barrier(8)

    def press() -> int:
        ready.wait()
        return touches.once("touch", "ho-tich", lambda: next(numbers))

    with ThreadPoolExecutor(8) as pool:
        got = [future.result() for future in [pool.submit(press) for _ in range(8)]]
    assert got == [1] * 8


def test_two_touches_take_two_numbers() -> None:
    touches: Touches[int] = Touches()
    numbers = count(1)
    assert touches.once("one", "ho-tich", lambda: next(numbers)) == 1
    assert touches.once("two", "ho-tich", lambda: next(numbers)) == 2


def test_a_touch_that_failed_may_be_tried_again() -> None:
    touches: Touches[int] = Touches()

    def fail() -> int:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        touches.once("touch", "ho-tich", fail)
    assert touches.once("touch", "ho-tich", lambda: 7) == 7


def test_a_touch_with_another_wish_is_refused() -> None:
    touches: Touches[int] = Touches()
    touches.once("touch", "ho-tich", lambda: 1)
    with pytest.raises(OtherWish):
        touches.once("touch", "dat-dai", lambda: 2)


def test_old_touches_are_forgotten_and_new_ones_are_not() -> None:
    touches: Touches[int] = Touches()
    for touch in range(REMEMBERED * 3):
        touches.once(str(touch), "ho-tich", lambda touch=touch: touch)
    assert touches.taken("0") is None
    newest = [touches.taken(str(touch)) for touch in range(REMEMBERED * 3 - 8, REMEMBERED * 3)]
    assert newest == list(range(REMEMBERED * 3 - 8, REMEMBERED * 3))


def test_asking_again_does_not_forget_the_others() -> None:
    touches: Touches[int] = Touches()
    for touch in range(REMEMBERED):
        touches.once(str(touch), "ho-tich", lambda touch=touch: touch)
    for _ in range(REMEMBERED):
        touches.once(str(REMEMBERED - 1), "ho-tich", lambda: -1)
    assert touches.taken("1") == 1
