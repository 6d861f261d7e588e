"""What followers see: one reading of the hall for all of them, and each one's own part of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter as Tally
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import cast

from server.centre import Centre
from server.messages import (
    Estimate,
    FollowSnapshot,
    FollowStop,
    Language,
    LastCall,
    MoreTime,
    Named,
    Notice,
    RatesNow,
)
from server.reports.hall import Hall, read_hall, told
from server.reports.session import session_message
from server.rules.following import is_almost_called, link_lives
from server.rules.rating import may_be_rated
from server.rules.tickets import State
from server.settings import CounterSettings
from server.store import Transaction
from server.store.following import Followed, last_called
from server.store.sessions import is_resting
from server.store.stops import Stop, current_stop
from server.store.times import instant
from server.store.visits import Visit

AT_A_COUNTER = frozenset({State.CALLED, State.SERVING, State.HELD, State.NO_SHOW})
CLOSED = "closed"


@dataclass(frozen=True)
class Shared:
    """What is the same for all followers at one instant; good after its transaction too."""

    hall: Hall
    seq: int
    at: str
    last: Mapping[str, LastCall]
    message: Notice | None
    kept_until: str | None
    before: Mapping[int, int]
    """How many of the same field go before each followed stop that waits."""


def read_shared(centre: Centre, tx: Transaction, stops: Collection[int]) -> Shared:
    """The hall as it is in this transaction, for whoever follows these stops."""
    hall = read_hall(centre, tx)
    message = session_message(centre, hall)
    if hall.emergency is not None:
        message = Notice(text=hall.emergency, text_en=hall.emergency_en or hall.emergency)
    ended = hall.session_end
    resting = ended is not None and is_resting(tx)
    shared = Shared(
        hall=hall,
        seq=hall.seq,
        at=centre.local_now(),
        last=_last(centre, tx, hall.day),
        message=message,
        kept_until=centre.local_or_none(ended.opens_at) if ended and resting else None,
        before=_before(hall, stops),
    )
    assert hall.floor  # read now: its transaction will be over when the first wait is reckoned
    return shared


def follow_snapshot(centre: Centre, shared: Shared, one: Followed) -> FollowSnapshot:
    """One follower's page."""
    visit, stop = one.visit, current_stop(one.stops)
    state = CLOSED if visit.apology is not None else str(stop.state)
    ahead, estimate = _place(shared, stop)
    served = shared.hall.floor.serving(stop.field) > 0
    counter = _counter(centre, stop.counter) if stop.state in AT_A_COUNTER else None
    name, name_en = _field_names(centre, stop.field)
    return FollowSnapshot(
        seq=shared.seq,
        epoch=centre.epoch,
        at=shared.at,
        trial=bool(visit.trial),
        visit=visit.id,
        number=visit.number,
        language=cast(Language, visit.language),
        state=state,
        field=stop.field,
        field_name=name,
        field_name_en=name_en,
        ahead=ahead,
        estimate=estimate,
        almost=shared.kept_until is None and _almost(centre, ahead, estimate),
        served=served,
        counter=counter.number if counter else None,
        counter_name=counter.name if counter else None,
        zone=_zone(centre, counter) if counter else None,
        calls=stop.calls,
        last_called=shared.last.get(stop.field),
        message=shared.message,
        emergency=shared.hall.emergency is not None,
        stop=stop.position,
        stops=[_stop(centre, one) for one in one.stops],
        kept_until=shared.kept_until if stop.state is State.WAITING else None,
        grace_until=_grace_until(centre, stop),
        here_by=centre.local_or_none(stop.here_by) if stop.state is State.WAITING else None,
        lapsed_at=centre.local_or_none(stop.here_by) if has_lapsed(stop) else None,
        remind_at=centre.local_or_none(stop.remind_at),
        finished_at=centre.local_or_none(stop.finished_at),
        rates=_rates(centre, one),
        more_time=_more_time(centre, shared, stop, ahead),
    )


def has_lapsed(stop: Stop) -> bool:
    """Whether a number was cancelled because its holder had not checked in; not if they left."""
    if stop.state is not State.CANCELLED or stop.here_by is None:
        return False
    assert stop.finished_at is not None, "it is over"
    return stop.finished_at >= stop.here_by


def lives(centre: Centre, visit: Visit) -> bool:
    """Whether the link of this visit still opens."""
    days = [dt.date.fromisoformat(day) for day in (visit.day, visit.carried_to) if day]
    today = centre.calendar.day_of(centre.now())
    return link_lives(days, today, centre.settings.follow.days)


def _last(centre: Centre, tx: Transaction, day: str) -> dict[str, LastCall]:
    """A call to a counter that the centre no longer has tells nobody where to go."""
    return {
        field: LastCall(number=call.number, counter=centre.counters[call.counter].number)
        for field, call in last_called(tx, day).items()
        if call.counter in centre.counters
    }


def _before(hall: Hall, stops: Collection[int]) -> dict[int, int]:
    wanted, passed, before = set(stops), Tally[str](), dict[int, int]()
    for one in hall.line:
        if one.stop in wanted:
            before[one.stop] = passed[one.field]
        passed[one.field] += 1
    return before


def _place(shared: Shared, stop: Stop) -> tuple[int | None, Estimate | None]:
    before = shared.before.get(stop.id)
    if stop.state is not State.WAITING or before is None:
        return None, None
    return before, told(shared.hall.forecast.of(stop.id, stop.field))


def _almost(centre: Centre, ahead: int | None, estimate: Estimate | None) -> bool:
    follow, minutes = centre.settings.follow, estimate.low if estimate else None
    return is_almost_called(ahead, minutes, follow.almost_ahead, follow.almost_minutes)


def _rates(centre: Centre, one: Followed) -> RatesNow | None:
    """As the verb has it: only the newest service, and once."""
    served = [stop for stop in one.stops if stop.state is State.DONE]
    if not served or served[-1].position in one.rated:
        return None
    newest, ratings = served[-1], centre.settings.ratings
    assert newest.finished_at is not None
    if not may_be_rated(instant(newest.finished_at), centre.now(), ratings.days):
        return None
    name, name_en = _field_names(centre, newest.field)
    reasons = [Named(**reason.model_dump()) for reason in ratings.reasons]
    return RatesNow(stop=newest.position, name=name, name_en=name_en, reasons=reasons)


def _more_time(centre: Centre, shared: Shared, stop: Stop, ahead: int | None) -> MoreTime | None:
    follow = centre.settings.follow
    if ahead is None or not follow.more_time_times:
        return None
    behind = shared.hall.by_field[stop.field] - ahead - 1
    left = max(0, follow.more_time_times - stop.moved_back)
    return MoreTime(left=left, places=min(behind, follow.more_time_places))


def _field_names(centre: Centre, field: str) -> tuple[str, str]:
    known = centre.fields.get(field)
    return (known.name, known.name_en) if known else (field, field)


def _counter(centre: Centre, name: str | None) -> CounterSettings | None:
    return centre.counters.get(name) if name is not None else None


def _zone(centre: Centre, counter: CounterSettings) -> Named | None:
    """Where in the house, unless it has but one zone."""
    zones = {zone.id: zone for zone in centre.settings.zones}
    if len(zones) == 1:
        return None
    return Named(**zones[counter.zone].model_dump())


def _stop(centre: Centre, stop: Stop) -> FollowStop:
    name, name_en = _field_names(centre, stop.field)
    counter = _counter(centre, stop.counter)
    number = counter.number if counter else None
    return FollowStop(name=name, name_en=name_en, state=str(stop.state), counter=number)


def _grace_until(centre: Centre, stop: Stop) -> str | None:
    if stop.state is not State.NO_SHOW or stop.finished_at is None:
        return None
    ends = centre.grace_ends(instant(stop.finished_at))
    if ends < centre.now():
        return None
    return ends.astimezone(centre.calendar.zone).isoformat(timespec="milliseconds")
