"""One touch, one number."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor, wait
from itertools import count

import pytest

from kiosk.touches import REMEMBERED, OtherWish, Touches


def test_a_touch_that_comes_again_waits_for_the_first_and_gets_its_number() -> None:
    touches: Touches[int] = Touches()
    numbers = count(1)

    def again() -> int:
        return touches.once("touch", "ho-tich", lambda: next(numbers))

    with ThreadPoolExecutor(1) as pool:

        def take() -> int:
            rivals.append(pool.submit(again))
            wait(rivals, timeout=0.2)  # time enough for a rival that nothing holds back
            return next(numbers)

        rivals: list[Future[int]] = []
        assert touches.once("touch", "ho-tich", take) == 1
        assert rivals[0].result() == 1


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
    assert touches.taken("0") == 0
