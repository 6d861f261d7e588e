"""The states of a stop and the moves between them.

One table holds every legal move.  A move that is not in it raises ``WrongMove`` and nothing
happens.  A ticket's state is the state of its visit's current stop.
"""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a stop stands.  ``planned`` is a later stop of a route, not yet in the queue."""

    PLANNED = "planned"
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    DONE = "done"
    TRANSFERRED = "transferred"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


class Move(StrEnum):
    """What can be done with a stop."""

    QUEUE = "queue"
    CALL = "call"
    RECALL = "recall"
    START = "start"
    FINISH = "finish"
    NO_SHOW = "no_show"
    PUT_BACK = "put_back"
    HOLD = "hold"
    RESUME = "resume"
    TRANSFER = "transfer"
    REINSTATE = "reinstate"
    CANCEL = "cancel"
    CLOSE = "close"


MOVES: dict[tuple[State, Move], State] = {
    (State.PLANNED, Move.QUEUE): State.WAITING,
    (State.WAITING, Move.CALL): State.CALLED,
    (State.WAITING, Move.CANCEL): State.CANCELLED,
    (State.WAITING, Move.CLOSE): State.CANCELLED,
    (State.CALLED, Move.RECALL): State.CALLED,
    (State.CALLED, Move.START): State.SERVING,
    (State.CALLED, Move.NO_SHOW): State.NO_SHOW,
    (State.CALLED, Move.PUT_BACK): State.WAITING,
    (State.CALLED, Move.HOLD): State.HELD,
    (State.CALLED, Move.TRANSFER): State.TRANSFERRED,
    (State.SERVING, Move.FINISH): State.DONE,
    (State.SERVING, Move.HOLD): State.HELD,
    (State.SERVING, Move.TRANSFER): State.TRANSFERRED,
    (State.HELD, Move.RESUME): State.SERVING,
    (State.HELD, Move.CALL): State.CALLED,
    (State.HELD, Move.CLOSE): State.CANCELLED,
    (State.NO_SHOW, Move.CALL): State.CALLED,
    (State.NO_SHOW, Move.REINSTATE): State.WAITING,
    (State.NO_SHOW, Move.CANCEL): State.CANCELLED,
}


class WrongMove(Exception):
    """The ticket or counter is not in a state for this; ``state`` says which it is in."""

    def __init__(self, state: str, move: str) -> None:
        self.state = state
        self.move = move
        super().__init__(f"{move} is not possible while {state}")


def moved(state: State, move: Move) -> State:
    """The state after a move; raises ``WrongMove`` when the move is not in the table."""
    try:
        return MOVES[state, move]
    except KeyError:
        raise WrongMove(state, move) from None
