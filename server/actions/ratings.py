"""A citizen's judgement of one service: once, by the slip's secret, at a tablet or a kiosk."""

from __future__ import annotations

from server.actions.actor import Actor
from server.actions.refusals import NotFound
from server.centre import Centre
from server.judging import service_to_judge
from server.messages import RatingRequest
from server.store import Transaction
from server.store.log import append
from server.store.ratings import Rating, add_rating
from server.store.stops import Stop
from server.store.times import stamp
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
        stop = service_to_judge(centre, tx, visit)
        _keep(centre, tx, visit, stop, request, by)


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
