"""Which service of a visit may be judged now: for the verb, and for whoever offers it."""

from __future__ import annotations

from server.centre import Centre
from server.rules.rating import may_be_rated
from server.rules.tickets import State, WrongMove
from server.store import Transaction
from server.store.ratings import is_rated
from server.store.stops import Stop, stops_of
from server.store.times import instant
from server.store.visits import Visit


def service_to_judge(centre: Centre, tx: Transaction, visit: Visit) -> Stop:
    """The newest finished service of a visit.

    Raises ``WrongMove``: ``not_served``, ``closed`` (finished too long ago) or ``rated``.
    """
    served = [stop for stop in stops_of(tx, visit.id) if stop.state is State.DONE]
    if not served:
        raise WrongMove("not_served", "rate")
    newest = served[-1]
    assert newest.finished_at is not None
    finished_at, days = instant(newest.finished_at), centre.settings.ratings.days
    if not may_be_rated(finished_at, centre.now(), days):
        raise WrongMove("closed", "rate")
    if is_rated(tx, visit.id, newest.position):
        raise WrongMove("rated", "rate")
    return newest
