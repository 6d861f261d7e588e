"""The door of ``/follow``: whoever holds a slip's secret, for as long as its link lives."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_socketio import ConnectionRefusedError as Refused
from flask_socketio import SocketIO, join_room

from server.centre import Centre
from server.web.followers import Followers
from server.web.limits import Guesses
from server.web.lookups import CannotLookNow, Lookups
from server.web.publisher import Publisher
from server.web.rooms import FOLLOW

LONGEST_SECRET = 64
PAGES_OF_A_TICKET = 12
"""A family's, and lines that are lost and not missed yet: one slip must not open all there are."""


def bind_followers(
    centre: Centre,
    socketio: SocketIO,
    followers: Followers,
    lookups: Lookups,
    publisher: Publisher,
    guesses: Guesses,
) -> None:
    """Wire ``/follow``; ``guesses`` counts the wrong secrets of each address."""

    def connect(auth: Any = None) -> None:
        visit = _admitted(centre, followers, lookups, guesses, auth)
        join_room(visit)
        followers.join(_sid(), visit)

    def leave(*_reason: Any) -> None:
        followers.leave(_sid())

    def watch(asked: Any = None) -> None:
        since = asked.get("since") if isinstance(asked, dict) else None
        visit = followers.visit_of(_sid())
        if visit is not None and isinstance(since, int) and not isinstance(since, bool):
            publisher.replay_to_follower(_sid(), visit, since)

    socketio.on_event("connect", connect, FOLLOW)
    socketio.on_event("disconnect", leave, FOLLOW)
    socketio.on_event("watch", watch, FOLLOW)


def _admitted(
    centre: Centre, followers: Followers, lookups: Lookups, guesses: Guesses, auth: Any
) -> str:
    """The visit that may be followed.

    One refusal for a link whose day is over, one that never was, and a centre without the page:
    nothing can be learnt from it.
    """
    if len(followers) >= centre.settings.follow.most_pages:
        raise Refused("rate_limited")
    secret = auth.get("ticket") if isinstance(auth, dict) else None
    visit = _visit(lookups, secret) if centre.settings.follow.enabled else None
    if visit is None:
        waits = guesses.one_more(request.remote_addr or "")  # right ones open all the same
        raise Refused("rate_limited" if waits else "not_found")
    if followers.pages_of(visit) >= PAGES_OF_A_TICKET:
        raise Refused("rate_limited")
    return visit


def _visit(lookups: Lookups, secret: object) -> str | None:
    if not isinstance(secret, str) or len(secret) > LONGEST_SECRET:
        return None
    try:
        return lookups.visit(secret)
    except CannotLookNow:
        raise Refused("rate_limited") from None


def _sid() -> str:
    return str(request.sid)  # type: ignore[attr-defined]
