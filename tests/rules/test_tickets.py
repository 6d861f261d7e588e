"""The table of moves, read against the contract's sentence about states."""

from __future__ import annotations

from itertools import product

import pytest

from server.rules.tickets import MOVES, Move, State, WrongMove, moved

LEGAL = {
    ("planned", "queue"): "waiting",
    ("waiting", "call"): "called",
    ("waiting", "cancel"): "cancelled",
    ("waiting", "close"): "cancelled",
    ("called", "recall"): "called",
    ("called", "start"): "serving",
    ("called", "no_show"): "no_show",
    ("called", "put_back"): "waiting",
    ("called", "hold"): "held",
    ("called", "transfer"): "transferred",
    ("serving", "finish"): "done",
    ("serving", "hold"): "held",
    ("serving", "transfer"): "transferred",
    ("held", "resume"): "serving",
    ("held", "call"): "called",
    ("held", "close"): "cancelled",
    ("no_show", "call"): "called",
    ("no_show", "reinstate"): "waiting",
    ("no_show", "cancel"): "cancelled",
}
"""Written by hand from the contract, "States of a stop"; ``close`` is the end of a day."""

EVERY = list(product(State, Move))


@pytest.mark.parametrize(("state", "move"), EVERY, ids=[f"{s}-{m}" for s, m in EVERY])
def test_a_move_leads_where_the_contract_says_or_is_refused(state: State, move: Move) -> None:
    expected = LEGAL.get((state, move))
    if expected is not None:
        assert moved(state, move) == expected
        return
    with pytest.raises(WrongMove) as refused:
        moved(state, move)
    assert (refused.value.state, refused.value.move) == (state, move)


def test_the_table_holds_nothing_else() -> None:
    assert {(str(state), str(move)): str(to) for (state, move), to in MOVES.items()} == LEGAL


def test_what_is_done_transferred_or_cancelled_stays_so() -> None:
    ended = {State.DONE, State.TRANSFERRED, State.CANCELLED}
    assert not [state for state, _ in MOVES if state in ended]


def test_every_state_but_the_first_can_be_reached() -> None:
    reached = set(MOVES.values()) | {State.PLANNED}
    assert reached == set(State)
