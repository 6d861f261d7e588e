"""Histograms: median and percentiles exact to five seconds, however they were put together."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from server.rules.histogram import EMPTY, LONGEST_S, RESOLUTION_S, histogram, percentile, together

seconds = st.lists(st.integers(0, 3 * 3600), max_size=60)


def nearest_rank(values: list[int], share: float) -> int:
    """The definition itself: the smallest value that this share does not exceed."""
    return sorted(values)[math.ceil(share * len(values)) - 1]


@given(values=seconds.filter(bool), share=st.sampled_from([0.5, 0.9, 1.0]))
def test_a_percentile_is_exact_to_five_seconds(values: list[int], share: float) -> None:
    found = percentile(histogram(values), share)
    exact = nearest_rank(values, share)
    assert found == exact // RESOLUTION_S * RESOLUTION_S


@given(parts=st.lists(seconds, max_size=6))
def test_histograms_of_parts_together_are_the_histogram_of_the_whole(
    parts: list[list[int]],
) -> None:
    whole = [one for part in parts for one in part]
    assert together(histogram(part) for part in parts) == histogram(whole)


def test_nothing_has_no_percentile() -> None:
    assert histogram([]) == EMPTY == together([])
    assert percentile(EMPTY, 0.5) is None


def test_a_service_left_running_for_days_does_not_make_a_histogram_of_days() -> None:
    assert percentile(histogram([40 * LONGEST_S]), 0.5) == LONGEST_S
