"""How true the waits were that people were told, as reports add it up."""

from __future__ import annotations

from server.rules.figures import Figures, StopFact, added, figures_of
from server.rules.tickets import State


def fact(wait_s: int | None, promise: tuple[int, int] | None) -> StopFact:
    state = State.DONE if wait_s is not None else State.CANCELLED
    times = (wait_s, None, None, None, None)
    return StopFact(True, state, 8, "a", None, "1", "lan", False, *times, promise=promise)


def told(figures: Figures) -> tuple[int, int, int]:
    return figures.promised, figures.promised_wait_s, figures.off_s


def test_the_error_is_the_distance_from_the_lower_end_in_either_direction() -> None:
    facts = [fact(700, (10, 15)), fact(500, (10, 15))]
    assert told(figures_of(facts)) == (2, 1200, 200)


def test_who_was_told_nothing_or_never_called_proves_nothing() -> None:
    assert told(figures_of([fact(700, None), fact(None, (1, 2))])) == (0, 0, 0)


def test_the_width_is_the_upper_end_less_the_lower_of_every_range_that_was_proved() -> None:
    facts = [fact(700, (10, 15)), fact(500, (10, 30)), fact(None, (1, 99))]
    assert (figures_of(facts).widths, figures_of(facts).width_s) == (2, 25 * 60)


def test_days_are_added() -> None:
    day = figures_of([fact(700, (10, 15))])
    assert told(added([day, day])) == (2, 1400, 200)
