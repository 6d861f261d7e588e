"""What everybody may see: the day's figures as its report has them, and nothing of a person."""

from __future__ import annotations

import datetime as dt

import pytest
from hall import LAN, MINH, TestHall, done

from server.actions.call import next_ticket
from server.actions.counting import EVER, bring_up_to_date
from server.actions.counting_dossiers import count_dossiers
from server.actions.serve import finish, no_show, start
from server.messages import PublicFigures
from server.reports.periods import Period
from server.reports.public_figures import FEWEST, public_figures
from server.reports.sheets.all import SHEETS
from server.reports.sheets.sheet import Question, answered
from server.store.dossiers import DossierRow, save_dossier
from server.store.ratings import Rating, add_rating
from server.store.times import stamp


def figures(hall: TestHall) -> PublicFigures:
    with hall.centre.store.looking() as tx:
        return public_figures(hall.centre, tx)


def a_busy_morning(hall: TestHall) -> None:
    hall.open("1", LAN)
    hall.open("2", MINH)
    for nth in range(7):
        hall.take("ho-tich" if nth % 2 else "chung-thuc")
        hall.clock.go_on(minutes=3, seconds=7.4)
    for nth, act in enumerate((finish, no_show, finish, None)):
        counter, officer = (("1", LAN), ("2", MINH))[nth % 2]
        next_ticket(hall.centre, counter, officer)
        hall.clock.go_on(minutes=4)
        if act is no_show:
            no_show(hall.centre, counter, officer)
        else:
            start(hall.centre, counter, officer)
        if act is finish:
            finish(hall.centre, counter, done(), officer)


def test_today_is_what_the_days_report_says(hall: TestHall) -> None:
    a_busy_morning(hall)
    bring_up_to_date(hall.centre, *EVER)
    today = dt.date.fromisoformat(hall.centre.today())
    with hall.centre.store.looking() as tx:
        question = Question(Period(today, today), "field", "vi")
        total = answered(hall.centre, tx, SHEETS["day"], question).total
    assert total is not None
    told = figures(hall)
    assert (told.issued, told.served) == (total["issued"], total["served"]) == (7, 2)
    assert told.wait_mean_s == total["wait_mean_s"]
    assert told.wait_in_target == total["wait_in_target"]
    assert told.waiting == 3


def test_before_anybody_has_come_there_is_no_mean_and_no_share(hall: TestHall) -> None:
    told = figures(hall)
    assert (told.issued, told.wait_mean_s, told.wait_in_target) == (0, None, None)


@pytest.mark.parametrize(("many", "share"), [(FEWEST - 1, None), (FEWEST, 0.8)])
def test_a_share_of_a_few_is_not_told_for_it_would_be_somebodys(
    hall: TestHall, many: int, share: float | None
) -> None:
    visits = [hall.take() for _ in range(many)]
    day, at = hall.centre.today(), hall.centre.now()
    with hall.centre.store.transaction() as tx:
        for nth, visit in enumerate(visits):
            score = 1 if nth == 0 else 2 + nth % 2
            add_rating(tx, Rating(visit, 1, day, stamp(at), score, [], "ho-tich", "lan", 0))
            ready = at - dt.timedelta(days=1)
            due = ready + dt.timedelta(hours=-1 if nth == 0 else 1)
            save_dossier(
                tx,
                DossierRow(
                    f"H57.12-261101-{nth:04d}",
                    f"H57.12-261101-{nth:04d}",
                    state=9,
                    received_at=stamp(ready - dt.timedelta(days=3)),
                    due_at=stamp(due),
                    result_ready_at=stamp(ready),
                ),
            )
    count_dossiers(hall.centre)
    assert (figures(hall).satisfied_share, figures(hall).on_time_share) == (share, share)
