"""The national ten states by their names, and what dates say."""

from __future__ import annotations

import datetime as dt

import pytest

from server.rules.dossier_states import STATES, disorder, state_named, state_of_dates

MONDAY, TUESDAY = dt.date(2026, 11, 23), dt.date(2026, 11, 24)


@pytest.mark.parametrize("state", STATES)
def test_a_state_is_known_by_its_number_and_its_name(state: int) -> None:
    name = STATES[state]
    for text in (str(state), name, name.upper(), f"{state} - {name}", f" {state}. {name} "):
        assert state_named(text) == state


@pytest.mark.parametrize("text", ["", "0", "11", "-1", "²", "4 - Đã trả kết quả", "Đang"])
def test_anything_else_is_no_state(text: str) -> None:
    assert state_named(text) is None


def test_dates_show_a_state_where_none_is_told() -> None:
    assert state_of_dates(None, None, None) is None
    assert state_of_dates(MONDAY, None, None) == 2
    assert state_of_dates(MONDAY, MONDAY, None) == 9
    assert state_of_dates(MONDAY, None, TUESDAY) == 10


def test_nothing_comes_before_a_dossier_was_received() -> None:
    assert disorder(MONDAY, MONDAY, MONDAY, MONDAY) is None
    assert disorder(TUESDAY, MONDAY, None, None) is not None
    assert disorder(TUESDAY, None, MONDAY, None) is not None
    assert disorder(TUESDAY, None, None, MONDAY) is not None
    assert disorder(None, None, TUESDAY, MONDAY) is not None
    assert disorder(None, MONDAY, TUESDAY, None) is None  # late, but it happens
