"""Open or closed, by the hours last heard and the centre's own time."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

import pytest
from fake_centre import a_centre

from kiosk.centre_time import CentreTime
from kiosk.opening import as_of
from server.messages import CentreAnswer, Estimate, FieldAnswer, SessionEnd

ZONE = "Asia/Ho_Chi_Minh"
HOURS = [("23", "07:30", "11:30"), ("23", "13:00", "17:00"), ("24", "07:30", "11:30")]


def at(day: str, clock: str) -> str:
    return f"2026-11-{day}T{clock}:00+07:00"


def centre(**changes: Any) -> CentreAnswer:
    spans = [{"opens_at": at(d, start), "closes_at": at(d, end)} for d, start, end in HOURS]
    return CentreAnswer.model_validate(a_centre(trial=False, hours=spans, **changes))


@pytest.mark.parametrize(
    ("day", "clock", "is_open", "opens"),
    [
        ("23", "07:29", False, at("23", "07:30")),
        ("23", "07:30", True, None),
        ("23", "11:30", False, at("23", "13:00")),
        ("23", "16:59", True, None),
        ("23", "17:00", False, at("24", "07:30")),
        ("24", "08:00", True, None),
        ("24", "12:00", False, None),
    ],
)
def test_the_hours_say_whether_it_is_open(
    day: str, clock: str, is_open: bool, opens: str | None
) -> None:
    now = as_of(centre(open=not is_open), dt.datetime.fromisoformat(at(day, clock)))
    assert (now.open, now.opens_at) == (is_open, opens)


def test_a_trial_is_always_open_and_a_centre_without_hours_stays_as_told() -> None:
    night = dt.datetime.fromisoformat(at("23", "03:00"))
    assert as_of(centre().model_copy(update={"trial": True}), night).open
    assert not as_of(centre(open=False).model_copy(update={"hours": []}), night).open


def test_the_centres_time_runs_on_from_what_the_server_said_whatever_the_pc_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = CentreTime()
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now)
    clock.told("2016-02-29T23:59:59+07:00")
    monkeypatch.setattr(time, "monotonic", lambda: now + 2)
    assert clock.now(ZONE).isoformat() == "2016-03-01T00:00:01+07:00"


def test_before_the_server_has_said_anything_the_pc_is_believed() -> None:
    before = dt.datetime.now(dt.UTC)
    assert before <= CentreTime().now(ZONE) <= dt.datetime.now(dt.UTC)


def test_an_emergency_stays_until_the_server_says_that_it_is_over() -> None:
    now = dt.datetime.fromisoformat(at("23", "08:00"))
    told = centre(open=False, opens_at=None, emergency="Mời công dân ra khỏi sảnh.")
    assert as_of(told, now) == told


# ---------------------------------------------------------------- the session's end


def late_centre(**changes: Any) -> CentreAnswer:
    """A kiosk's field whose wait is told as ten to thirty minutes."""
    told = centre(last_number="low").model_copy(update=changes)
    [first, *others] = told.fields
    first = first.model_copy(update={"estimate": Estimate(low=10, high=30)})
    return told.model_copy(update={"fields": [first, *others]})


def first_field(told: CentreAnswer, clock: str) -> FieldAnswer:
    return as_of(told, dt.datetime.fromisoformat(at("23", clock))).fields[0]


def test_a_field_closes_by_itself_when_its_wait_would_pass_the_end() -> None:
    assert first_field(late_centre(), "11:20").open
    late = first_field(late_centre(), "11:21")
    assert (late.open, late.reason, late.opens_at) == (False, "wait_past_end", at("23", "13:00"))


@pytest.mark.parametrize(("by", "clock"), [("high", "11:01"), ("off", "11:29")])
def test_it_goes_by_what_the_centre_has_chosen(by: str, clock: str) -> None:
    assert first_field(late_centre(last_number=by), clock).open is (by == "off")


def test_a_field_that_was_told_as_too_late_is_open_again_with_the_next_session() -> None:
    told = centre(last_number="low")
    late = {"open": False, "reason": "wait_past_end", "opens_at": at("23", "13:00")}
    fields = [told.fields[0].model_copy(update=late), *told.fields[1:]]
    told = told.model_copy(update={"fields": fields})
    assert not first_field(told, "11:25").open
    again = first_field(told, "13:00")
    assert (again.open, again.reason, again.opens_at) == (True, None, None)


def test_a_centre_whose_counters_are_all_closed_stays_closed_until_the_next_session() -> None:
    ended = SessionEnd.model_validate(
        {
            "kind": "all_closed",
            "way": "carry_over",
            "since": at("23", "10:00"),
            "opens_at": None,
            "count": 0,
            "numbers": [],
            "title": "Hiện các quầy đã đóng.",
            "title_en": "All counters are closed now.",
            "text": "",
            "text_en": "",
        }
    )
    told = centre(open=False).model_copy(update={"session_end": ended})
    assert not as_of(told, dt.datetime.fromisoformat(at("23", "10:30"))).open
    again = as_of(told, dt.datetime.fromisoformat(at("23", "13:00")))
    assert (again.open, again.session_end) == (True, None)


def test_a_trial_that_keeps_its_hours_is_closed_by_them() -> None:
    told = centre().model_copy(update={"trial": True, "hours_hold": True})
    assert not as_of(told, dt.datetime.fromisoformat(at("23", "12:00"))).open
