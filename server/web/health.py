"""Is the process alive, can it write, and how much has it done."""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, Response, jsonify, request
from prometheus_client import CollectorRegistry, Gauge, generate_latest

from server.centre import Centre
from server.reports.hall import read_hall
from server.rules.check_in import is_within
from server.store import StorageFull, StoreBusy
from server.store.meta import mark_ready
from server.web.callers import Credentials, identified
from server.web.followers import Followers
from server.web.kept import kept
from server.web.refusals import NotSignedIn
from server.web.rooms import Rooms

A_SECOND = 1.0
"""To be ready is to have written just now, and anybody may ask: not oftener than so."""
THIS_MACHINE = ("127.0.0.0/8", "::1/128")


def health_blueprint(centre: Centre, rooms: Rooms, followers: Followers) -> Blueprint:
    """``/healthz``, ``/readyz`` and ``/metrics``."""
    health = Blueprint("health", __name__)
    health.add_url_rule("/healthz", "healthz", lambda: jsonify(ok=True))
    ready = kept(lambda: _ready(centre), A_SECOND, whoever=True)
    health.add_url_rule("/readyz", "readyz", ready)
    health.add_url_rule("/metrics", "metrics", lambda: _metrics(centre, rooms, followers))
    return health


def _ready(centre: Centre) -> Response:
    try:
        centre.store.run(lambda: _write(centre))
    except (StorageFull, StoreBusy) as error:
        response = jsonify(ok=False, why=str(error))
        response.status_code = 503
        return response
    return jsonify(ok=True)


def _write(centre: Centre) -> None:
    with centre.store.transaction() as tx:
        mark_ready(tx, dt.datetime.now(dt.UTC))


def _metrics(centre: Centre, rooms: Rooms, followers: Followers) -> Response:
    if not _from_here() and not centre.store.run(lambda: _with_token(centre)):
        return Response("only from this machine, or with a device token\n", 403)
    text = centre.store.run(lambda: _measured(centre, rooms, followers))
    return Response(text, content_type="text/plain; version=0.0.4; charset=utf-8")


def _from_here() -> bool:
    return is_within(request.remote_addr or "", THIS_MACHINE)


def _with_token(centre: Centre) -> bool:
    shown = Credentials(authorization=request.headers.get("Authorization", "")[:256])
    try:
        with centre.store.reading() as tx:
            return bool(identified(centre, tx, shown).name)
    except NotSignedIn:
        return False


def _measured(centre: Centre, rooms: Rooms, followers: Followers) -> bytes:
    registry = CollectorRegistry()
    with centre.store.reading() as tx:
        hall = read_hall(centre, tx)
    busy = sum(row.state == "open" for row in hall.counters.values())
    figures = {
        "luot_log_sequence": ("Lines in the visit log", hall.seq),
        "luot_waiting": ("Tickets that wait", len(hall.waiting)),
        "luot_at_counters": ("Tickets called or served now", len(hall.at_counter)),
        "luot_open_counters": ("Open counters", busy),
        "luot_audiences": ("Rooms with a connected screen", len(rooms.occupied())),
        "luot_follow_pages": ("Citizens' pages with a line", len(followers)),
    }
    for name, (meaning, value) in figures.items():
        Gauge(name, meaning, registry=registry).set(value)
    return generate_latest(registry)
