"""A citizen's judgement of one service: once, by the slip's secret or at the counter's tablet."""

from __future__ import annotations

import datetime as dt

from server.actions.actor import Actor
from server.actions.refusals import NotFound
from server.centre import Centre
from server.messages import RatingRequest
from server.rules.tickets import State, WrongMove
from server.store import Transaction
from server.store.log import append
from server.store.ratings import Rating, add_rating, is_rated
from server.store.stops import Stop, stops_of
from server.store.times import instant, stamp
from server.store.visits import Visit, visit_by_id

UNHAPPY = 1


def rate(centre: Centre, visit_id: str, request: RatingRequest, by: Actor) -> None:
    """Keep the judgement of the newest finished service of a visit.

    Raises ``NotFound`` for no such visit, ``WrongMove`` (``rated``) for one judged already and
    (its state) for one without a finished service, or finished too long ago.
    """
    with centre.store.transaction() as tx:
        visit = visit_by_id(tx, visit_id)
        if visit is None:
            raise NotFound(visit_id)
        stop = _service(centre, tx, visit)
        if is_rated(tx, visit.id, stop.position):
            raise WrongMove("rated", "rate")
        _keep(centre, tx, visit, stop, request, by)


def _service(centre: Centre, tx: Transaction, visit: Visit) -> Stop:
    served = [stop for stop in stops_of(tx, visit.id) if stop.state is State.DONE]
    if not served:
        raise WrongMove("not_served", "rate")
    newest = served[-1]
    assert newest.finished_at is not None
    longest = dt.timedelta(days=centre.settings.ratings.days)
    if centre.now() - instant(newest.finished_at) > longest:
        raise WrongMove("closed", "rate")
    return newest


def _keep(
    centre: Centre, tx: Transaction, visit: Visit, stop: Stop, request: RatingRequest, by: Actor
) -> None:
    now = centre.now()
    known = {reason.id for reason in centre.settings.ratings.reasons}
    unhappy = request.score == UNHAPPY
    reasons = [one for one in dict.fromkeys(request.reasons) if unhappy and one in known]
    comment = request.comment or None
    add_rating(
        tx,
        Rating(
            visit.id,
            stop.position,
            centre.today(),
            stamp(now),
            request.score,
            reasons,
            stop.field,
            stop.officer,
            visit.trial,
        ),
    )
    told = {"score": request.score, "reasons": reasons, "comment": comment}
    append(tx, "rated", now, visit=visit.id, stop=stop.position, device=by.device, data=told)
