"""A citizen's judgement: once for each service, in time, and bound to officer and visit."""

from __future__ import annotations

import json

import pytest
from hall import KIOSK, LAN, TestHall, done

from server.actions.call import next_ticket
from server.actions.ratings import rate
from server.actions.refusals import NotFound
from server.actions.serve import finish, start
from server.messages import RatingAsked, RatingRequest
from server.reports.tablet import tablet_snapshot
from server.rules.tickets import WrongMove
from server.store.ratings import scores


def serve(hall: TestHall, **more: object) -> str:
    visit = hall.take(**more)
    assert next_ticket(hall.centre, "1", LAN) == visit
    start(hall.centre, "1", LAN)
    hall.clock.go_on(minutes=5)
    finish(hall.centre, "1", done(outcome="received"), LAN)
    return visit


@pytest.fixture
def served(hall: TestHall) -> str:
    hall.open()
    return serve(hall)


def judged(score: int, **more: object) -> RatingRequest:
    return RatingRequest.model_validate({"score": score, **more})


def asked(hall: TestHall) -> RatingAsked | None:
    with hall.centre.store.reading() as tx:
        return tablet_snapshot(hall.centre, tx, hall.now(), "1").asked


def kept(hall: TestHall) -> list[tuple[str, int, int]]:
    with hall.centre.store.reading() as tx:
        found = scores(tx, "2026-11-01", "2026-11-30", trial=False)
    return [(one.officer, one.score, one.count) for one in found]


def test_a_judgement_belongs_to_the_officer_and_the_service(hall: TestHall, served: str) -> None:
    rate(hall.centre, served, judged(3), KIOSK)
    assert kept(hall) == [("lan", 3, 1)]
    line = hall.log()[-1]
    assert (line["event"], line["visit"], line["data"]["score"]) == ("rated", served, 3)


def test_a_service_is_judged_once(hall: TestHall, served: str) -> None:
    rate(hall.centre, served, judged(1), KIOSK)
    before = hall.dump()
    with pytest.raises(WrongMove):
        rate(hall.centre, served, judged(3), KIOSK)
    assert hall.dump() == before


def test_reasons_count_for_the_unhappy_only_and_only_known_ones(
    hall: TestHall, served: str
) -> None:
    rate(hall.centre, served, judged(1, reasons=["cho-lau", "cho-lau", "bia-dat"]), KIOSK)
    assert hall.log()[-1]["data"]["reasons"] == ["cho-lau"]
    other = serve(hall)
    rate(hall.centre, other, judged(2, reasons=["cho-lau"]), KIOSK)
    assert hall.log()[-1]["data"]["reasons"] == []


def test_a_comment_stands_beside_the_log_where_it_can_be_forgotten(
    hall: TestHall, served: str
) -> None:
    rate(hall.centre, served, judged(1, comment="Cán bộ Lan nói to"), KIOSK)
    with hall.centre.store.reading() as tx:
        raw = tx.value("SELECT data FROM visit_log ORDER BY seq DESC LIMIT 1")
    assert "Lan nói" not in json.dumps(json.loads(raw), ensure_ascii=False)
    assert hall.log()[-1]["data"]["comment"] == "Cán bộ Lan nói to"


def test_only_a_finished_service_of_a_known_visit_is_judged_and_not_days_later(
    hall: TestHall, served: str
) -> None:
    with pytest.raises(NotFound):
        rate(hall.centre, "nobody", judged(3), KIOSK)
    with pytest.raises(WrongMove):
        rate(hall.centre, hall.take(), judged(3), KIOSK)
    hall.clock.go_on(days=1, minutes=1)
    with pytest.raises(WrongMove):
        rate(hall.centre, served, judged(3), KIOSK)


def test_the_tablet_asks_after_a_service_until_it_is_judged(hall: TestHall, served: str) -> None:
    before = asked(hall)
    assert before is not None
    assert (before.visit, before.seconds) == (served, 60)
    rate(hall.centre, served, judged(3), KIOSK)
    assert asked(hall) is None


def test_the_tablet_stops_asking_after_its_time_or_when_the_next_is_served(
    hall: TestHall, served: str
) -> None:
    hall.clock.go_on(seconds=59)
    assert asked(hall) is not None
    hall.clock.go_on(seconds=1)
    assert asked(hall) is None
    other = serve(hall)
    assert asked(hall) is not None
    hall.take()
    next_ticket(hall.centre, "1", LAN)
    assert asked(hall) is not None, "the one who leaves still stands before the tablet"
    start(hall.centre, "1", LAN)
    assert asked(hall) is None
    assert other != served


def test_the_tablet_learns_no_number(hall: TestHall, served: str) -> None:
    with hall.centre.store.reading() as tx:
        told = tablet_snapshot(hall.centre, tx, hall.now(), "1").model_dump_json()
    assert hall.number(served) not in told
