"""The HTTP edge: each row of the route table becomes a view."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from threading import BoundedSemaphore

from flask import Blueprint, Response, request
from flask_limiter import Limiter

from server.centre import Centre
from server.messages import API, LoginAnswer
from server.web.callers import COOKIE, PHONE_COOKIE, Credentials
from server.web.exchange import JSON, File, Received, Route, Said, answer
from server.web.handlers.people import post_change, post_own_password, post_person
from server.web.handlers.sessions import FreshLogin, post_login, post_unlock
from server.web.kept import kept
from server.web.limits import Guesses, limited, without_guessing
from server.web.precedence import Precedence
from server.web.routes import ROUTES

LONGEST_BODY = 64 * 1024
LONGEST_PATH_PART = 128
CHECK_PASSWORDS = frozenset({post_login, post_unlock, post_own_password, post_person, post_change})
SIGN_INS_AT_ONCE = 2
"""Checking a password takes a core for a moment and 64 MB; a shift's sign-ins all at once would
take every thread of the store, and numbers would stand still."""


def api_blueprint(
    centre: Centre,
    told: Callable[[], None],
    limiter: Limiter,
    guesses: Guesses,
    precedence: Precedence,
) -> Blueprint:
    """Every route of the contract; ``told`` is called after each command that may change things.

    ``guesses`` counts the wrong ticket secrets of each address; ``precedence`` knows which
    commands are under way.
    """
    api = Blueprint("api", __name__, url_prefix=API)
    sign_ins = BoundedSemaphore(SIGN_INS_AT_ONCE)
    for number, route in enumerate(ROUTES):
        turn = sign_ins if route.handler in CHECK_PASSWORDS else nullcontext()
        goes_first = precedence.command if route.changes else nullcontext
        view = _view(centre, route, told, turn, goes_first)
        if route.kept_s is not None:
            view = kept(view, route.kept_s)
        view.__name__ = f"route_{number}"  # the limiter tells the views apart by their names
        view = limited(limiter, route, view, centre.settings)
        view = without_guessing(guesses, view)
        api.add_url_rule(route.path, f"route_{number}", view, methods=[route.method])
    return api


def _view(
    centre: Centre,
    route: Route,
    told: Callable[[], None],
    turn: AbstractContextManager[object],
    goes_first: Callable[[], AbstractContextManager[None]],
) -> Callable[..., Response]:
    def view(**params: str) -> Response:
        received = _received(params)
        with turn, goes_first():
            said = centre.store.run(lambda: answer(centre, route, received))
        if route.changes:
            told()
        if isinstance(said.answer, File):
            return _file(centre, said, said.answer)
        return _logged_in(said) if route.handler is post_login else _response(said)

    return view


def _received(params: dict[str, str]) -> Received:
    return Received(
        credentials=Credentials(
            authorization=request.headers.get("Authorization", "")[:256],
            cookie=request.cookies.get(COOKIE, "")[:256],
            csrf=request.headers.get("X-CSRF-Token", "")[:256],
            phone=request.cookies.get(PHONE_COOKIE, "")[:64],
        ),
        params={name: value[:LONGEST_PATH_PART] for name, value in params.items()},
        args=request.args.to_dict(),
        body=request.get_data(cache=False),
        key=request.headers.get("Idempotency-Key", ""),
        path=request.path,
        accept_language=request.headers.get("Accept-Language", ""),
        address=request.remote_addr or "",
    )


def _response(said: Said) -> Response:
    response = Response(said.text, said.status, content_type=said.media_type)
    if said.retry_after is not None:
        response.headers["Retry-After"] = str(said.retry_after)
    return response


def _file(centre: Centre, said: Said, file: File) -> Response:
    """A file piece by piece: each is made when the one before has been sent, on the store's own
    thread, so that a long one stops nobody else.
    """
    pieces = iter(file.content)

    def sent() -> Iterator[bytes]:
        while (piece := centre.store.run(lambda: next(pieces, None))) is not None:
            yield piece

    response = Response(sent(), said.status, content_type=said.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _logged_in(said: Said) -> Response:
    if not isinstance(said.answer, FreshLogin):
        return _response(said)
    fresh = said.answer
    public = LoginAnswer(**fresh.model_dump(exclude={"token"}))
    response = Response(public.model_dump_json(), said.status, content_type=JSON)
    response.set_cookie(
        COOKIE, fresh.token, httponly=True, samesite="Lax", secure=request.is_secure, path="/"
    )
    return response
