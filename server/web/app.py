"""The web program of one centre, put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version

import structlog
from flask import Flask, Response, jsonify, request, send_from_directory
from flask_socketio import SocketIO
from werkzeug.exceptions import HTTPException

from server.centre import Centre
from server.messages import API, Code
from server.settings import SHARED_STATIC
from server.web import plain_json
from server.web.api import LONGEST_BODY, api_blueprint
from server.web.caretaker import Caretaker
from server.web.compression import compressed
from server.web.courier import Courier
from server.web.doorkeeper import Doorkeeper
from server.web.exchange import PROBLEM
from server.web.follow_door import bind_followers
from server.web.follow_page import follow_blueprint
from server.web.followers import Followers
from server.web.health import health_blueprint
from server.web.limits import Guesses, make_limiter
from server.web.lookups import Lookups
from server.web.openapi import openapi_document
from server.web.pages import pages
from server.web.phone_gate import PhoneGate
from server.web.precedence import Precedence
from server.web.problems import STATUS, Refusal, language_of
from server.web.proxies import behind_proxies
from server.web.public_page import public_page_blueprint
from server.web.publisher import Publisher
from server.web.room_keeper import RoomKeeper
from server.web.rooms import Rooms
from server.web.routes import ROUTES
from server.web.sockets import bind_sockets

PING_S = 5
FILES = frozenset({"static", "shared"})
CODES = {400: Code.BAD_REQUEST, 404: Code.NOT_FOUND, 405: Code.NOT_FOUND, 413: Code.TOO_LARGE}
log = structlog.get_logger()


@dataclass(frozen=True)
class Web:
    """The application, its sockets and its publisher."""

    app: Flask
    socketio: SocketIO
    publisher: Publisher
    tasks: tuple[Callable[[], None], ...]
    """What runs in the background for as long as the server does."""


def create_web(centre: Centre, async_mode: str, at_home: Callable[[], bool]) -> Web:
    """Put one centre on the web; the caller serves it and starts the publisher."""
    app = Flask("server.web", static_folder="static", static_url_path="/static")
    app.config["MAX_CONTENT_LENGTH"] = LONGEST_BODY
    socketio = _sockets(app, centre, async_mode)
    precedence = Precedence(socketio.sleep)
    rooms, followers = Rooms(), Followers(centre, socketio, precedence, at_home)
    publisher = Publisher(centre, socketio, rooms, followers, at_home)
    limiter = make_limiter(app)
    guesses = Guesses(limiter)
    bind_sockets(centre, socketio, rooms, publisher)
    lookups = Lookups(centre, socketio, precedence)
    bind_followers(centre, socketio, followers, lookups, publisher, guesses)
    app.register_blueprint(api_blueprint(centre, publisher.wake, limiter, guesses, precedence))
    app.register_blueprint(health_blueprint(centre, rooms, followers))
    app.register_blueprint(pages)
    app.register_blueprint(public_page_blueprint(centre))
    app.register_blueprint(follow_blueprint(centre))
    _add_files(app)
    app.register_error_handler(HTTPException, _http_problem)
    app.register_error_handler(Exception, _server_problem)
    app.wsgi_app = PhoneGate(app.wsgi_app, socketio, precedence)  # type: ignore[assignment, method-assign]
    if centre.settings.proxies:
        app.wsgi_app = behind_proxies(app.wsgi_app, centre.settings.proxies)  # type: ignore[assignment, method-assign]
    own = (publisher.run, followers.run, lookups.run, Doorkeeper(socketio).run)
    tasks = (*own, *_to_the_outside(centre, socketio.sleep))
    return Web(app, socketio, publisher, tasks)


def _to_the_outside(
    centre: Centre, sleep: Callable[[float], object]
) -> Iterator[Callable[[], None]]:
    """Copies and deliveries; a trial makes none, its lines are nobody's business."""
    if centre.trial:
        return
    yield Caretaker(centre, sleep).run
    for hook in centre.settings.webhooks:
        yield Courier(centre, hook, sleep).run


def _sockets(app: Flask, centre: Centre, async_mode: str) -> SocketIO:
    """Websocket only; a dead client is noticed within ten seconds."""
    return SocketIO(
        app,
        async_mode=async_mode,
        transports=["websocket"],
        ping_interval=PING_S,
        ping_timeout=PING_S,
        max_http_buffer_size=LONGEST_BODY,
        cors_allowed_origins=_own_pages(centre.settings.public_url),
        manage_session=False,
        json=plain_json,
        client_manager=RoomKeeper(),
    )


def _own_pages(public_url: str | None) -> Callable[[str | None, dict[str, str]], bool]:
    """Only pages of this server: by the address they were asked for, or by the public one."""

    def allowed(origin: str | None, environ: dict[str, str]) -> bool:
        own = f"{environ['wsgi.url_scheme']}://{environ.get('HTTP_HOST', '')}"
        public = "/".join((public_url or "").split("/")[:3])
        return origin in {own, public}

    return allowed


def _add_files(app: Flask) -> None:
    document = openapi_document(ROUTES, version("luot"))
    app.add_url_rule(f"{API}/openapi.json", "openapi", lambda: jsonify(document))
    app.add_url_rule("/shared/<path:name>", "shared", _shared)
    app.after_request(_packed_files)


def _packed_files(response: Response) -> Response:
    return compressed(response) if request.endpoint in FILES else response


def _shared(name: str) -> Response:
    return send_from_directory(SHARED_STATIC, name)


def _http_problem(error: HTTPException) -> Response:
    if isinstance(error.response, Response):
        return error.response  # the limiter has made its own
    status = error.code or 500
    code = CODES.get(status, Code.BAD_REQUEST if status < 500 else Code.SERVER_ERROR)
    return _problem(Refusal(code, request.path[:64]))


def _server_problem(error: Exception) -> Response:
    log.error("request failed", method=request.method, rule=str(request.url_rule), exc_info=error)
    return _problem(Refusal(Code.SERVER_ERROR))


def _problem(refusal: Refusal) -> Response:
    problem = refusal.problem(language_of(request.headers.get("Accept-Language", "")))
    return Response(problem.model_dump_json(), STATUS[refusal.code], content_type=PROBLEM)
