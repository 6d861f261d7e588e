"""At the counter: start, finish with what came of it, nobody came."""

from __future__ import annotations

import pytest
from hall import LAN, TestHall, done

from server.actions.call import next_ticket
from server.actions.serve import finish, no_show, start
from server.reports.dossiers import dossier_answer
from server.reports.visits import visits_answer
from server.rules.dossier_code import BadDossier
from server.rules.tickets import WrongMove
from server.store.visits import VisitQuestion

CODE = "H57.12-260302-0041"


@pytest.fixture
def called(hall: TestHall) -> TestHall:
    """A hall where A001 is called to counter 1."""
    hall.open()
    hall.take(purpose="submit")
    hall.clock.go_on(minutes=5)
    next_ticket(hall.centre, "1", LAN)
    return hall


@pytest.fixture
def serving(called: TestHall) -> TestHall:
    """A hall where A001 is being served at counter 1."""
    called.clock.go_on(minutes=1)
    start(called.centre, "1", LAN)
    called.clock.go_on(minutes=7)
    return called


def visit_of(hall: TestHall, number: str = "A001") -> str:
    with hall.centre.store.reading() as tx:
        found = visits_answer(hall.centre, tx, VisitQuestion(number=number))
    return found.items[0].id


def test_a_service_begins_when_the_citizen_is_there(called: TestHall) -> None:
    called.clock.go_on(seconds=30)
    ticket = called.ticket(start(called.centre, "1", LAN))
    assert ticket.state == "serving"
    assert ticket.started_at == "2026-11-23T08:05:30.000+07:00"
    assert called.counter().state == "serving"
    assert called.log()[-1]["event"] == "started"


def test_a_finished_service_frees_the_counter_and_closes_the_visit(serving: TestHall) -> None:
    ticket = serving.ticket(finish(serving.centre, "1", done(outcome="received"), LAN))
    assert ticket.state == "done"
    assert ticket.finished_at == "2026-11-23T08:13:00.000+07:00"
    counter = serving.counter()
    assert (counter.state, counter.ticket) == ("open", None)
    with serving.centre.store.reading() as tx:
        [visit] = visits_answer(serving.centre, tx, VisitQuestion()).items
    assert (visit.state, visit.outcome) == ("done", "received")
    assert visit.closed_at == ticket.finished_at


def test_the_days_figures_of_a_counter_are_true(serving: TestHall) -> None:
    finish(serving.centre, "1", done(), LAN)
    serving.take()
    next_ticket(serving.centre, "1", LAN)
    no_show(serving.centre, "1", LAN)
    today = serving.counter().today
    assert (today.served, today.no_show) == (1, 1)
    assert today.mean_service_s == pytest.approx(420)
    assert today.mean_wait_s == pytest.approx((300 + 0) / 2)


def test_the_visit_stands_in_its_dossiers_history(serving: TestHall) -> None:
    dossiers = [{"code": CODE}, {"code": "h57.12–260302-0042", "outcome": "refused"}]
    request = done(outcome="received", dossiers=dossiers, note="thiếu bản sao")
    visit = finish(serving.centre, "1", request, LAN)
    with serving.centre.store.reading() as tx:
        first = dossier_answer(serving.centre, tx, CODE)
        second = dossier_answer(serving.centre, tx, "000.00.12.H57-260302-0042")
    assert first is not None
    assert second is not None
    assert (first.visit_count, first.visits[0].visit) == (1, visit)
    assert (first.visits[0].number, first.visits[0].outcome) == ("A001", "received")
    [stop] = first.visits[0].stops
    assert (stop.field, stop.counter, stop.officer) == ("ho-tich", "1", "lan")
    assert stop.called_at == "2026-11-23T08:05:00.000+07:00"
    assert second.visits[0].outcome == "refused"


def test_a_dossier_named_at_the_kiosk_gets_its_outcome_at_the_counter(hall: TestHall) -> None:
    hall.open()
    hall.take(dossiers=["000.00.12.H57-260302-0041"])
    next_ticket(hall.centre, "1", LAN)
    start(hall.centre, "1", LAN)
    finish(hall.centre, "1", done(dossiers=[{"code": CODE, "outcome": "result_returned"}]), LAN)
    with hall.centre.store.reading() as tx:
        history = dossier_answer(hall.centre, tx, CODE)
    assert history is not None
    assert [one.outcome for one in history.visits] == ["result_returned"]


def test_a_dossiers_visits_are_counted_newest_first(hall: TestHall) -> None:
    hall.open()
    for _ in range(3):
        hall.clock.go_on(days=1)
        hall.take(dossiers=[CODE])
    with hall.centre.store.reading() as tx:
        history = dossier_answer(hall.centre, tx, CODE)
    assert history is not None
    assert history.visit_count == 3
    assert [one.day for one in history.visits] == ["2026-11-26", "2026-11-25", "2026-11-24"]


def test_a_bad_dossier_finishes_nothing(serving: TestHall) -> None:
    before = serving.dump()
    request = done(outcome="received", dossiers=[{"code": CODE}, {"code": "H57.12-261302-0041"}])
    with pytest.raises(BadDossier):
        finish(serving.centre, "1", request, LAN)
    assert serving.dump() == before
    assert serving.counter().state == "serving"


def test_who_does_not_come_is_missed_and_the_counter_is_free(called: TestHall) -> None:
    visit = no_show(called.centre, "1", LAN)
    assert called.ticket(visit).state == "no_show"
    assert (called.counter().state, called.log()[-1]["event"]) == ("open", "no_show")
    assert [one.number for one in called.counter().missed] == ["A001"]


@pytest.mark.parametrize("move", [start, no_show])
def test_only_what_is_called_is_started_or_missed(serving: TestHall, move: object) -> None:
    before = serving.dump()
    with pytest.raises(WrongMove) as refused:
        move(serving.centre, "1", LAN)  # type: ignore[operator]
    assert refused.value.state == "serving"
    assert serving.dump() == before


def test_only_what_is_served_is_finished(called: TestHall) -> None:
    before = called.dump()
    with pytest.raises(WrongMove) as refused:
        finish(called.centre, "1", done(dossiers=[{"code": "not even looked at"}]), LAN)
    assert refused.value.state == "called"
    assert called.dump() == before


def test_a_free_counter_has_nothing_to_start_miss_or_finish(hall: TestHall) -> None:
    hall.open()
    before = hall.dump()
    for act in (
        lambda: start(hall.centre, "1", LAN),
        lambda: no_show(hall.centre, "1", LAN),
        lambda: finish(hall.centre, "1", done(), LAN),
    ):
        with pytest.raises(WrongMove) as refused:
            act()
        assert refused.value.state == "open"
    assert hall.dump() == before
