"""Opening hours as a configuration writes them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.settings.hours import HoursSettings, parse_span


def test_a_week_has_the_spans_of_its_open_days() -> None:
    week = HoursSettings(saturday=["08:00-11:00"]).weekly()
    assert [len(day) for day in week] == [2, 2, 2, 2, 2, 1, 0]
    assert week[5] == [(dt.time(8), dt.time(11))]


@given(st.times(), st.times())
def test_a_span_runs_from_an_earlier_to_a_later_minute(one: dt.time, other: dt.time) -> None:
    start, end = (time.replace(second=0, microsecond=0) for time in (one, other))
    text = f"{start:%H:%M}-{end:%H:%M}"
    if start < end:
        assert parse_span(text) == (start, end)
    else:
        with pytest.raises(ValueError, match="opening before the closing"):
            parse_span(text)


@given(st.text(max_size=15))
def test_any_other_text_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        parse_span(f"{text}-")
