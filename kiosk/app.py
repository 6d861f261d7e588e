"""The kiosk's own web server: the page, and the few things that the page may ask."""

from __future__ import annotations

import io
import time
from typing import Any

import segno
import structlog
from flask import Blueprint, Flask, Response, current_app, render_template, request, send_file
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import HTTPException, NotFound, UnsupportedMediaType

from kiosk.alone.giving import NO_RANGE, NotGiven
from kiosk.news import Link
from kiosk.offer import found
from kiosk.pace import TooFast
from kiosk.page import (
    PageDone,
    PageHeartbeat,
    PagePaper,
    PageProblem,
    PageRating,
    ScanText,
    SearchRequest,
    TouchRequest,
    page_state,
    page_ticket,
)
from kiosk.program import Kiosk, NotReady, Taken
from kiosk.scans import Repeated
from kiosk.server_link import Refused, Unreachable
from kiosk.touches import OtherWish
from server.settings import SHARED_STATIC

BODY_BYTES = 4096
STATE_SECONDS = 10.0
PAPER_SECONDS = 5.0
SCAN_SECONDS = 10.0
RATED = "rated"
"""The state that a second judgement of one service is refused with."""

CONTENT_POLICY = (
    "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "object-src 'none'"
)

log = structlog.get_logger()
pages = Blueprint("kiosk", __name__)
shared = Blueprint("shared", __name__, static_folder=SHARED_STATIC, static_url_path="/shared")


def create_app(kiosk: Kiosk) -> Flask:
    """The web application of one kiosk."""
    app = Flask("kiosk")
    app.config["MAX_CONTENT_LENGTH"] = BODY_BYTES
    app.extensions["kiosk"] = kiosk
    app.register_blueprint(pages)
    app.register_blueprint(
        Blueprint("shared", __name__, static_folder=SHARED_STATIC), url_prefix=""
    )
    app.after_request(_harden)
    _explain_failures(app)
    return app


@pages.get("/")
def page() -> str:
    """The touch screen."""
    settings = _kiosk().settings
    return render_template(
        "kiosk.html", language=settings.language, pixels_per_mm=settings.pixels_per_mm
    )


@pages.get("/healthz")
def health() -> dict[str, bool]:
    """This process is alive."""
    return {"ok": True}


@pages.get("/page")
def heartbeat() -> Response:
    """Whether the touch screen's page is alive (else 503), for whoever watches over its browser."""
    status = _kiosk().status
    told = PageHeartbeat(page=status.page(), silent_seconds=status.page_silent_seconds())
    return _json(told, 200 if told.page == "alive" else 503)


@pages.get("/state")
def state() -> Response:
    """The state as soon as it is not ``?after=VERSION``, at the latest in ten seconds."""
    kiosk = _kiosk()
    kiosk.status.page_seen()
    view = kiosk.news.after(request.args.get("after", ""), STATE_SECONDS)
    return _json(page_state(view, kiosk.settings, kiosk.guide.languages, kiosk.alone))


@pages.get("/search")
def search() -> Response:
    """Procedures for ``?q=``, as this kiosk offers them."""
    kiosk = _kiosk()
    asked = SearchRequest.model_validate(request.args.to_dict())
    if kiosk.news.now().link is Link.DOWN:
        raise Unreachable("the search is the server's")
    answer = kiosk.link.find(asked.q, asked.limit)
    return _json(found(answer, kiosk.centre(), kiosk.settings))


@pages.get("/scans")
def scans() -> Response:
    """What the scanner has read after ``?after=SEQ``, waited for at most ten seconds."""
    after = request.args.get("after", type=int)
    return _json(_kiosk().scans.newest.after(after, SCAN_SECONDS))


@pages.post("/scans")
def read_scan() -> Response:
    """What the page was given to read; the text stays here."""
    if not request.is_json:
        raise UnsupportedMediaType
    return _json(_kiosk().scans.read(ScanText.model_validate_json(request.get_data()).text))


@pages.post("/ratings")
def rate() -> Response:
    """What somebody says of a service; one that is judged already counts as kept."""
    if not request.is_json:
        raise UnsupportedMediaType
    told = PageRating.model_validate_json(request.get_data())
    try:
        _kiosk().link.rate(told.visit, told.judgement())
    except Refused as error:
        if _text(error.problem, "state") != RATED:
            raise
    return _json(PageDone())


@pages.post("/tickets")
def take_ticket() -> Response:
    """One touch, one number: shown from the server's answer, printed afterwards."""
    touched_at = time.monotonic()
    if not request.is_json:  # a form of some other page could send anything else
        raise UnsupportedMediaType
    touch = TouchRequest.model_validate_json(request.get_data())
    taken = _kiosk().take(touch, touched_at)
    return _json(page_ticket(taken.ticket, taken.job.paper), 201)


@pages.get("/tickets/<touch>/paper")
def paper(touch: str) -> Response:
    """What became of the slip; waits for it up to five seconds."""
    job = _taken(touch).job
    job.done.wait(PAPER_SECONDS)
    return _json(PagePaper(paper=job.paper))


@pages.get("/tickets/<touch>/qr.svg")
def follow_code(touch: str) -> Response:
    """The follow link as a picture: the page never gets the link itself."""
    url = _taken(touch).ticket.follow_url
    if url is None:
        raise UnknownTouch
    picture = io.BytesIO()
    segno.make(url, error="m", micro=False).save(picture, kind="svg", border=4, light="#fff")
    return Response(picture.getvalue(), mimetype="image/svg+xml")


@pages.get("/guide/<language>/<path:name>.wav")
def guide_clip(language: str, name: str) -> Response:
    """One clip of the spoken guidance."""
    clip = _kiosk().guide.clip(language, name)
    if clip is None:
        raise NotFound
    return send_file(clip, mimetype="audio/wav")


class UnknownTouch(Exception):
    """No number was taken with this touch, or long ago."""


def _taken(touch: str) -> Taken:
    taken = _kiosk().touches.taken(touch)
    if taken is None:
        raise UnknownTouch
    return taken


def _kiosk() -> Kiosk:
    kiosk = current_app.extensions["kiosk"]
    assert isinstance(kiosk, Kiosk)
    return kiosk


def _json(model: BaseModel, status: int = 200) -> Response:
    return Response(model.model_dump_json(), status, mimetype="application/json")


def _harden(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = CONTENT_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _explain_failures(app: Flask) -> None:
    app.register_error_handler(ValidationError, _not_understood)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(Unreachable, _unreachable)
    app.register_error_handler(NotReady, _unreachable)
    app.register_error_handler(NotGiven, _not_given)
    app.register_error_handler(TooFast, _too_fast)
    app.register_error_handler(Repeated, _repeated)
    app.register_error_handler(OtherWish, _other_wish)
    app.register_error_handler(UnknownTouch, _unknown_touch)
    app.register_error_handler(HTTPException, _http_failure)


def _problem(status: int, code: str, detail: str, **more: Any) -> Response:
    return _json(PageProblem(code=code, detail=detail, **more), status)


def _not_understood(error: ValidationError) -> Response:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"]) or "body"
    return _problem(400, "bad_request", f"{where}: {first['msg']}")


def _refused(error: Refused) -> Response:
    problem = error.problem
    log.warning("refused", code=problem.code.value, detail=problem.detail)
    extra = {name: value for name in ("reason", "opens_at") if (value := _text(problem, name))}
    return _problem(
        problem.status,
        problem.code.value,
        problem.detail,
        retry_after=error.retry_after,
        **extra,
    )


def _text(problem: BaseModel, name: str) -> str | None:
    value = (problem.model_extra or {}).get(name)
    return value if isinstance(value, str) else None


def _unreachable(error: Exception) -> Response:
    log.warning("server_unreachable", why=str(error))
    return _problem(503, "unreachable", "the server gives no answer; try again with the same touch")


def _not_given(error: NotGiven) -> Response:
    status = 503 if error.code == NO_RANGE else 409
    return _problem(status, error.code, str(error), reason=error.reason, opens_at=error.opens_at)


def _too_fast(error: TooFast) -> Response:
    return _problem(429, "rate_limited", str(error), retry_after=error.seconds)


def _repeated(_error: Repeated) -> Response:
    return _problem(429, "repeated", "the same code was read a moment ago")


def _other_wish(_error: OtherWish) -> Response:
    return _problem(422, "key_reused", "this touch was used for another wish; use a new one")


def _unknown_touch(_error: UnknownTouch) -> Response:
    return _problem(404, "not_found", "no number was taken with this touch")


def _http_failure(error: HTTPException) -> Response:
    code = {404: "not_found", 413: "too_large"}.get(error.code or 500, "bad_request")
    return _problem(error.code or 500, code, error.description or error.name)
