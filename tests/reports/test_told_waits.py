"""How true today's told waits are, as supervisors see it and as the daily report says it."""

from __future__ import annotations

from hall import KIOSK, LAN, TestHall

from server.actions.call import next_ticket
from server.actions.counting import bring_up_to_date
from server.actions.more_time import take_more_time
from server.actions.promise import note_estimate
from server.actions.serve import finish, start
from server.messages import Estimate, FinishRequest, HallTold, ReportAnswer
from server.reports.periods import Period
from server.reports.sheets.all import SHEETS
from server.reports.sheets.of_stops import cells_of
from server.reports.sheets.sheet import Question, answered
from server.reports.supervision import ENOUGH, hall_snapshot
from server.rules.figures import Figures


def told(hall: TestHall) -> HallTold | None:
    with hall.centre.store.reading() as tx:
        return hall_snapshot(hall.centre, tx, hall.now(), hall.centre.now()).told_waits


def tell_and_call(hall: TestHall, low: int, high: int, waits_min: float) -> None:
    """Somebody takes a number, is told a range, and is called and served after so long."""
    visit = hall.take()
    note_estimate(hall.centre, visit, Estimate(low=low, high=high), KIOSK)
    hall.clock.go_on(minutes=waits_min)
    assert next_ticket(hall.centre, "1", LAN) == visit
    start(hall.centre, "1", LAN)
    finish(hall.centre, "1", FinishRequest(), LAN)


def report(hall: TestHall, name: str) -> ReportAnswer:
    today = hall.centre.calendar.day_of(hall.centre.now())
    bring_up_to_date(hall.centre, today.isoformat(), today.isoformat())
    question = Question(Period(today, today), SHEETS[name].by[0], "vi")
    with hall.centre.store.looking() as tx:
        return answered(hall.centre, tx, SHEETS[name], question)


def test_the_hall_says_nothing_until_enough_have_been_called(hall: TestHall) -> None:
    hall.open()
    for _ in range(ENOUGH - 1):
        tell_and_call(hall, 1, 3, 2)
    assert told(hall) is None
    tell_and_call(hall, 1, 3, 2)
    assert told(hall) == HallTold(told=20, kept=1.0, off_s=60, error=0.5, width_s=120)


def test_the_hall_says_what_the_reports_of_the_day_say(hall: TestHall) -> None:
    hall.open()
    for nth in range(ENOUGH + 4):
        tell_and_call(hall, 2, 3 + nth % 4, 1.5 + nth % 5)
    hall.take()  # told nothing
    here = told(hall)
    assert here is not None
    for name in ("day", "estimates"):
        total = report(hall, name).total
        assert total is not None
        assert (total["kept"], total["error"]) == (here.kept, here.error)
        assert total["width_s"] == here.width_s == 150
    assert 0 < here.kept < 1


def test_whoever_asked_for_more_time_proves_nothing(hall: TestHall) -> None:
    hall.open()
    for _ in range(ENOUGH):
        tell_and_call(hall, 1, 3, 2)
    visit, _ = hall.take(), hall.take()
    note_estimate(hall.centre, visit, Estimate(low=1, high=2), KIOSK)
    take_more_time(hall.centre, visit, KIOSK)
    hall.clock.go_on(minutes=30)
    for _ in range(2):
        next_ticket(hall.centre, "1", LAN)
        start(hall.centre, "1", LAN)
        finish(hall.centre, "1", FinishRequest(), LAN)
    here = told(hall)
    assert here is not None
    assert (here.told, here.kept) == (ENOUGH, 1.0)


def test_days_counted_before_widths_were_kept_say_nothing_of_them() -> None:
    before = Figures(promised=10, longer=1, promised_wait_s=600, off_s=60)
    assert (cells_of(before)["kept"], cells_of(before)["width_s"]) == (0.9, None)
