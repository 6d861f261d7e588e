"""Ask the called number again."""

from __future__ import annotations

from server.actions.actor import Actor
from server.actions.desk import ticket_at
from server.centre import Centre
from server.rules.tickets import Move, State, WrongMove, moved
from server.store.log import append
from server.store.stops import move_stop
from server.store.visits import visit_by_id


def recall(centre: Centre, counter: str, by: Actor) -> str:
    """Call the same number to the same counter once more and return the visit.

    Raises ``WrongMove`` when it has been called as often as the centre allows.
    """
    with centre.store.transaction() as tx:
        stop = ticket_at(centre, tx, counter, by, Move.RECALL)
        moved(stop.state, Move.RECALL)
        if stop.calls >= centre.settings.rules.max_calls:
            raise WrongMove(State.CALLED, Move.RECALL)
        visit = visit_by_id(tx, stop.visit)
        assert visit is not None
        again = {
            "number": visit.number,
            "field": stop.field,
            "nth": stop.calls + 1,
            "language": visit.language,
            "customer": visit.customer,
        }
        seq = append(
            tx,
            "recalled",
            centre.now(),
            visit=visit.id,
            stop=stop.position,
            counter=counter,
            staff=by.staff,
            data=again,
        )
        move_stop(tx, stop, Move.RECALL, calls=stop.calls + 1, call_seq=seq)
    return visit.id
