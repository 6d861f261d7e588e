"""The door of ``/follow``: whoever holds a slip's secret, for as long as its link lives."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_socketio import ConnectionRefusedError as Refused
from flask_socketio import SocketIO, join_room

from server.centre import Centre
from server.web.callers import CITIZEN, Credentials, identified
from server.web.followers import Followers
from server.web.limits import Guesses
from server.web.publisher import Publisher
from server.web.refusals import NotSignedIn
from server.web.rooms import FOLLOW

LONGEST_SECRET = 64


def bind_followers(
    centre: Centre,
    socketio: SocketIO,
    followers: Followers,
    publisher: Publisher,
    guesses: Guesses,
) -> None:
    """Wire ``/follow``; ``guesses`` counts the wrong secrets of each address.

    One page after another is looked up: a hall that comes back at once would stand in the queue
    for the database before the counters.
    """
    turnstile = socketio.server.eio.create_queue()
    turnstile.put(None)

    def connect(auth: Any = None) -> None:
        turn = turnstile.get()
        try:
            visit = _admitted(centre, followers, guesses, auth)
        finally:
            turnstile.put(turn)
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


def _admitted(centre: Centre, followers: Followers, guesses: Guesses, auth: Any) -> str:
    """The visit that may be followed.

    One refusal for a link whose day is over, one that never was, and a centre without the page:
    nothing can be learnt from it.
    """
    address = request.remote_addr or ""
    if len(followers) >= centre.settings.follow.most_pages or guesses.are_too_many(address):
        raise Refused("rate_limited")
    secret = auth.get("ticket") if isinstance(auth, dict) else None
    visit = _visit(centre, secret) if centre.settings.follow.enabled else None
    if visit is None:
        guesses.note(address)
        raise Refused("not_found")
    return visit


def _visit(centre: Centre, secret: object) -> str | None:
    if not isinstance(secret, str) or len(secret) > LONGEST_SECRET:
        return None
    shown = Credentials(authorization=f"Ticket {secret}")

    def read() -> str | None:
        with centre.store.reading() as tx:
            caller = identified(centre, tx, shown)
        return caller.name if caller.kind == CITIZEN else None

    try:
        return centre.store.run(read)
    except NotSignedIn:
        return None


def _sid() -> str:
    return str(request.sid)  # type: ignore[attr-defined]
