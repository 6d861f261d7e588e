"""The kiosk program while the server gives no answer: numbers of its own, and their delivery."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from broken_line import broken_line
from fake_centre import FakeCentre, a_field, fake_centre
from kiosk_program import KioskProgram, running_kiosk, until

RANGE = 5
HOURS = [
    {"opens_at": f"2026-11-{day}T07:30:00+07:00", "closes_at": f"2026-11-{day}T11:30:00+07:00"}
    for day in (23, 24)
]


@pytest.fixture
def centre() -> Iterator[FakeCentre]:
    with fake_centre(range_size=RANGE) as running:
        yield running


Start = Callable[..., AbstractContextManager[KioskProgram]]


@pytest.fixture
def start(tmp_path: Path, centre: FakeCentre) -> Start:
    """Starts the kiosk, every time on the same data."""

    @contextmanager
    def started(url: str | None = None, **more: Any) -> Iterator[KioskProgram]:
        with running_kiosk(tmp_path, url or centre.url, centre.token, **more) as kiosk:
            yield kiosk

    return started


@pytest.fixture
def kiosk(start: Start) -> Iterator[KioskProgram]:
    with start(tickets_per_minute=600) as running:
        ready(running)
        yield running


def ready(kiosk: KioskProgram) -> None:
    until("the kiosk holds its range", lambda: held(kiosk))


def held(kiosk: KioskProgram) -> list[dict[str, Any]]:
    path = kiosk.data / "ranges.json"
    ranges: list[dict[str, Any]] = json.loads(path.read_text())["ranges"] if path.exists() else []
    return ranges


def alone(kiosk: KioskProgram, centre: FakeCentre) -> None:
    centre.cut()
    until("the link is seen down", lambda: kiosk.state()["link"] == "down")


def delivered(centre: FakeCentre) -> list[int]:
    return [one["ordinal"] for one in centre.delivered]


def is_settled(kiosk: KioskProgram, count: int) -> Callable[[], bool]:
    path = kiosk.data / "given-alone.jsonl"
    return lambda: path.read_text().count('"settled"') == count


def test_a_number_is_given_alone_and_says_nothing_that_nobody_knows(
    kiosk: KioskProgram, centre: FakeCentre
) -> None:
    alone(kiosk, centre)
    assert kiosk.state()["alone"]
    answer = kiosk.take("touch-0001", field="dat-dai")
    assert answer.status_code == 201
    told = answer.json()
    assert (told["number"], told["field_name"]) == ("A501", "Đất đai")
    assert (told["ahead"], told["estimate"], told["has_qr"]) == (None, None, False)
    assert kiosk.paper("touch-0001") == "printed"


def test_it_is_on_the_disk_before_it_is_shown_and_nobody_else_may_read_it(
    kiosk: KioskProgram, centre: FakeCentre
) -> None:
    alone(kiosk, centre)
    number = kiosk.take("touch-0001").json()["number"]
    kiosk.process.kill()
    line = json.loads((kiosk.data / "given-alone.jsonl").read_text())["given"]
    assert f"{line['series']}{line['ticket']['ordinal']}" == number
    assert line["ticket"]["key"] == "touch-0001"
    for name in ("given-alone.jsonl", "ranges.json", "centre.json"):
        assert stat.S_IMODE((kiosk.data / name).stat().st_mode) == 0o600, name


def test_a_number_that_cannot_be_written_is_not_shown(
    kiosk: KioskProgram, centre: FakeCentre
) -> None:
    alone(kiosk, centre)
    (kiosk.data / "given-alone.jsonl").mkdir()
    answer = kiosk.take("touch-0001")
    assert (answer.status_code, answer.json()["code"]) == (503, "unreachable")
    assert not kiosk.state()["alone"]


def test_what_was_given_is_delivered_once_in_its_order_and_then_the_server_is_asked_again(
    kiosk: KioskProgram, centre: FakeCentre
) -> None:
    alone(kiosk, centre)
    given = [kiosk.take(f"touch-{nth:04}").json()["number"] for nth in range(3)]
    assert given == ["A501", "A502", "A503"]
    centre.mend()
    until("all is settled", is_settled(kiosk, 3))
    assert delivered(centre) == [501, 502, 503]
    assert [one["key"] for one in centre.delivered] == [f"touch-{nth:04}" for nth in range(3)]
    times = [one["at"] for one in centre.delivered]
    assert times == sorted(set(times))
    assert kiosk.take("touch-0009").json()["number"] == "A001"
    until("the range is asked for again", lambda: held(kiosk)[0]["used"] == [501, 502, 503])


def test_it_is_delivered_after_a_restart_too_and_ticked_off_for_good(
    start: Start, centre: FakeCentre
) -> None:
    with start() as kiosk:
        ready(kiosk)
        alone(kiosk, centre)
        kiosk.take("touch-0001")
        kiosk.process.kill()
    centre.mend()
    with start() as kiosk:
        until("all is settled", is_settled(kiosk, 1))
    with start() as kiosk:
        ready(kiosk)
    assert delivered(centre) == [501]


def test_a_kiosk_started_without_its_server_goes_on_where_it_was(
    start: Start, centre: FakeCentre
) -> None:
    with start() as kiosk:
        ready(kiosk)
        alone(kiosk, centre)
        first = kiosk.take("touch-0001").json()["number"]
        kiosk.process.kill()
    today = held(kiosk)[0]["day"]
    with start() as kiosk:
        until("the link is seen down", lambda: kiosk.state()["link"] == "down")
        again, next_one = kiosk.take("touch-0001"), kiosk.take("touch-0002")
    # The PC's own clock, which is all there is now, stands on another day than the test's centre.
    assert today == "2026-11-23"
    assert (first, again.json()["number"]) == ("A501", "A501")
    assert (next_one.status_code, next_one.json()["code"]) == (503, "unreachable")


def test_a_server_that_hangs_costs_a_citizen_about_two_seconds(
    kiosk: KioskProgram, centre: FakeCentre
) -> None:
    centre.issuing.clear()
    assert kiosk.take("touch-0001").json()["number"] == "A501"
    until("it is settled though the link never went", is_settled(kiosk, 1))
    centre.issuing.set()
    assert centre.delivered[0]["key"] == centre.asked[0][0] == "touch-0001"


def test_an_answer_cut_off_midway_is_delivered_again_and_is_the_same(
    start: Start, centre: FakeCentre
) -> None:
    with broken_line(centre.port) as line, start(line.url) as kiosk:
        ready(kiosk)
        line.deafen()
        assert kiosk.take("touch-0001").json()["number"] == "A501"
        until("it is delivered", lambda: centre.delivered)
        line.mend()
        until("all is settled", is_settled(kiosk, 1))
    assert set(delivered(centre)) == {501}


def test_a_used_up_range_is_said_and_its_field_is_closed(
    kiosk: KioskProgram, centre: FakeCentre
) -> None:
    fields = [a_field("ho-tich", "Hộ tịch"), a_field("dat-dai", "Đất đai", code="C")]
    centre.tell(fields=fields)
    centre.cut()
    until("the link is seen down", lambda: kiosk.state()["link"] == "down")
    numbers = [kiosk.take(f"touch-{nth:04}").json()["number"] for nth in range(RANGE)]
    assert len(set(numbers)) == RANGE
    refused = kiosk.take("touch-0009")
    assert (refused.status_code, refused.json()["code"]) == (409, "used_up_alone")
    [field] = [one for one in kiosk.state()["centre"]["fields"] if one["id"] == "ho-tich"]
    assert (field["open"], field["reason"]) == (False, "used_up_alone")
    centre.mend()
    until("all is settled", is_settled(kiosk, RANGE))
    assert kiosk.take("touch-0009").json()["number"] == "A001"


@pytest.mark.parametrize(
    ("known", "code", "extra"),
    [
        (
            {"fields": [a_field("ho-tich", "Hộ tịch", open=False, reason="Nghỉ")]},
            "field_closed",
            {"reason": "Nghỉ"},
        ),
        ({"fields": [a_field("dat-dai", "Đất đai")]}, "unknown_field", {}),
        (
            {"trial": False, "hours": HOURS, "at": "2026-11-23T12:00:00+07:00"},
            "centre_closed",
            {"opens_at": HOURS[1]["opens_at"]},
        ),
    ],
)
def test_it_respects_what_it_last_heard(
    kiosk: KioskProgram, centre: FakeCentre, known: dict[str, Any], code: str, extra: dict[str, Any]
) -> None:
    version = kiosk.state()["version"]
    centre.tell(**known)
    until("it is heard", lambda: kiosk.state()["version"] != version)
    alone(kiosk, centre)
    answer = kiosk.take("touch-0001", field="ho-tich")
    assert answer.status_code == 409
    assert {"code": code, **extra}.items() <= answer.json().items()
    assert not (kiosk.data / "given-alone.jsonl").exists()


def test_within_the_hours_and_on_trial_at_any_hour_numbers_are_given(
    kiosk: KioskProgram, centre: FakeCentre
) -> None:
    version = kiosk.state()["version"]
    centre.tell(trial=False, hours=HOURS)
    until("it is heard", lambda: kiosk.state()["version"] != version)
    alone(kiosk, centre)
    assert kiosk.take("touch-0001").status_code == 201


def test_a_range_of_another_day_is_worth_nothing(kiosk: KioskProgram, centre: FakeCentre) -> None:
    centre.range_size = 0
    centre.tell(at="2026-11-24T07:00:00+07:00")
    until("the day has turned", lambda: held(kiosk) == [])
    alone(kiosk, centre)
    assert not kiosk.state()["alone"]
    assert kiosk.take("touch-0001").json()["code"] == "unreachable"


def test_a_child_gets_so_many_numbers_a_minute_also_while_alone(
    start: Start, centre: FakeCentre
) -> None:
    with start(tickets_per_minute=2) as kiosk:
        ready(kiosk)
        alone(kiosk, centre)
        answers = [kiosk.take(f"touch-{nth:04}") for nth in range(3)]
    assert [one.status_code for one in answers] == [201, 201, 429]
    assert 0 < answers[-1].json()["retry_after"] <= 60


def test_a_refused_number_is_told_to_staff_and_not_sent_again(
    kiosk: KioskProgram, centre: FakeCentre
) -> None:
    centre.refused_ordinals = {502}
    alone(kiosk, centre)
    for nth in range(3):
        kiosk.take(f"touch-{nth:04}")
    centre.mend()
    until("staff are told", lambda: "A502" in (centre.statuses[-1].get("message") or ""))
    assert "A501" not in centre.statuses[-1]["message"]
    assert centre.statuses[-1]["refused"] == 1
    assert "event=number_refused number=A502" in kiosk.log.read_text(encoding="utf-8")
    assert delivered(centre) == [501, 502, 503]


def test_a_kiosk_that_is_not_known_any_more_gives_nothing_alone(
    start: Start, centre: FakeCentre
) -> None:
    with start() as kiosk:
        ready(kiosk)
        kiosk.process.kill()
    with fake_centre(token="a new one", range_size=RANGE) as another, start(another.url) as kiosk:
        until("the refusal is seen", lambda: kiosk.state()["link"] == "refused")
        until("the range is dropped", lambda: held(kiosk) == [])
        alone(kiosk, another)
        assert kiosk.take("touch-0001").json()["code"] == "unreachable"
    assert centre.returned == another.returned == []


def test_a_kiosk_that_is_ended_gives_back_its_range(
    kiosk: KioskProgram, centre: FakeCentre
) -> None:
    kiosk.process.terminate()
    assert kiosk.process.wait(15) == 0
    assert len(centre.returned) == 1
    assert held(kiosk) == []


def test_a_kiosk_ended_while_alone_keeps_its_range_and_what_it_gave(
    kiosk: KioskProgram, centre: FakeCentre
) -> None:
    alone(kiosk, centre)
    kiosk.take("touch-0001")
    kiosk.process.terminate()
    assert kiosk.process.wait(15) == 0
    assert held(kiosk)
    assert is_settled(kiosk, 0)()


def test_giving_back_is_repeated_with_its_key_before_another_range_is_asked_for(
    start: Start, centre: FakeCentre
) -> None:
    """A late one must not take away the range that was got after it."""
    with broken_line(centre.port) as line, start(line.url) as kiosk:
        ready(kiosk)
        line.deafen()
        kiosk.process.terminate()
        assert kiosk.process.wait(15) == 0
    assert held(kiosk) == []
    first = set(centre.returned)
    with start() as kiosk:
        ready(kiosk)
    assert len(first) == 1
    assert set(centre.returned[: len(centre.returned) - 1]) == first


def test_a_kiosk_set_to_give_none_alone_asks_for_no_range(start: Start, centre: FakeCentre) -> None:
    with start(numbers_alone=0) as kiosk:
        until("it has its centre", lambda: kiosk.state()["link"] == "up")
        until("it has reported", lambda: centre.statuses)
        assert kiosk.take("touch-0001").status_code == 201
        assert not (kiosk.data / "ranges.json").exists()
        alone(kiosk, centre)
        assert kiosk.take("touch-0002").json()["code"] == "unreachable"
