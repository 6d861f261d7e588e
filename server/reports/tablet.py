"""What a counter's tablet shows: nothing, or the question after a service."""

from __future__ import annotations

from server.centre import Centre
from server.messages import Named, RatingAsked, TabletSnapshot
from server.reports.hall import Hall
from server.rules.tickets import State
from server.store import Transaction
from server.store.ratings import is_rated
from server.store.stops import newest_service_at
from server.store.times import instant
from server.store.visits import visit_by_id


def tablet_snapshot(centre: Centre, tx: Transaction, hall: Hall, counter: str) -> TabletSnapshot:
    """The tablet of a counter, without the number of whoever is asked."""
    settings = centre.settings
    return TabletSnapshot(
        seq=hall.seq,
        epoch=centre.epoch,
        at=centre.local_now(),
        centre=settings.name,
        centre_en=settings.name_en,
        counter=centre.counters[counter].number,
        trial=centre.trial,
        reasons=[Named(**reason.model_dump()) for reason in settings.ratings.reasons],
        asked=_asked(centre, tx, counter),
    )


def _asked(centre: Centre, tx: Transaction, counter: str) -> RatingAsked | None:
    """The service that has just ended here and has no judgement yet.

    Whoever is served next has taken the place before the tablet.
    """
    stop = newest_service_at(tx, counter, centre.today())
    if stop is None or stop.state is not State.DONE or is_rated(tx, stop.visit, stop.position):
        return None
    visit = visit_by_id(tx, stop.visit)
    assert visit is not None
    assert stop.finished_at is not None
    since = (centre.now() - instant(stop.finished_at)).total_seconds()
    left = int(centre.settings.ratings.ask_seconds - since)
    return RatingAsked(visit=visit.id, language=visit.language, seconds=left) if left > 0 else None
