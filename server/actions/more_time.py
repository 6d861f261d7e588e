"""*I need more time*: whoever waits lets some people go first, a few times."""

from __future__ import annotations

from server.actions.actor import Actor
from server.actions.desk import waiting_line
from server.actions.refusals import NotFound
from server.centre import Centre
from server.rules.moving_back import MovedBack, moved_back
from server.rules.tickets import State, WrongMove
from server.store import Transaction
from server.store.log import append
from server.store.stops import Stop, current_stop, set_stop, stops_of
from server.store.times import stamp

MOVE = "move_back"
NOBODY_BEHIND, ASKED_ENOUGH = "nobody_behind", "asked_enough"


def take_more_time(centre: Centre, visit_id: str, by: Actor) -> None:
    """Move a waiting ticket behind the next people of its field.

    Raises ``NotFound``, and ``WrongMove`` (its state; ``asked_enough`` times; ``nobody_behind``).
    """
    with centre.store.transaction() as tx:
        stops = stops_of(tx, visit_id)
        if not stops:
            raise NotFound(visit_id)
        stop = current_stop(stops)
        if stop.state is not State.WAITING or stop.day != centre.today():
            raise WrongMove(stop.state, MOVE)
        if stop.moved_back >= centre.settings.follow.more_time_times:
            raise WrongMove(ASKED_ENOUGH, MOVE)
        _move(centre, tx, stop, by)


def _move(centre: Centre, tx: Transaction, stop: Stop, by: Actor) -> None:
    waiting, places = waiting_line(tx, centre.today()), centre.settings.follow.more_time_places
    back: MovedBack | None = moved_back(stop.id, waiting, centre.queue(tx), places)
    if back is None:
        raise WrongMove(NOBODY_BEHIND, MOVE)
    arrived_at = stamp(back.arrived_at)
    seq = append(
        tx,
        "moved_back",
        centre.now(),
        visit=stop.visit,
        stop=stop.position,
        staff=by.staff,
        device=by.device,
        data={
            "arrived_at": arrived_at,
            "before": stop.arrived_at,
            "let_through": back.let_through,
        },
    )
    times = stop.moved_back + 1
    set_stop(tx, stop.id, arrived_at=arrived_at, sequence=seq, goes_first=0, moved_back=times)
