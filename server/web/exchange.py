"""One request and its answer: identify, authorise, parse, do it once, say it.

Everything here runs in one piece of work on the store's thread; the publisher hears of it after.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from server.actions.idle import keep_awake
from server.centre import Centre
from server.messages import Answer
from server.messages import Request as Body
from server.store import Transaction
from server.store.answers import FirstAnswer, first_answer, forget_old_answers, keep_answer
from server.web.callers import Caller, Credentials, authorised, identified
from server.web.problems import REFUSED, language_of, refusal_of
from server.web.refusals import BadRequest, KeyReused

JSON = "application/json"
PROBLEM = "application/problem+json"
LONGEST_KEY = 64
PASSWORD = "password"  # noqa: S105 - the name of a field


@dataclass(frozen=True)
class Call:
    """What a handler works on."""

    centre: Centre
    caller: Caller
    params: Mapping[str, str]
    body: Any = None
    query: Any = None
    credentials: Credentials = field(default_factory=Credentials)
    address: str = ""


class File(Answer):
    """An answer that is a file to keep; ``name`` is what it is called there.

    Its content comes in pieces, each of which may read the store.
    """

    content: Iterable[bytes]
    media_type: str
    name: str


Handler = Callable[[Call], Answer]


@dataclass(frozen=True)
class Route:
    """One row of the contract: path, who may, what goes in, what comes out."""

    method: str
    path: str
    who: frozenset[str]
    handler: Handler
    summary: str
    answer: type[BaseModel]
    body: type[BaseModel] | None = None
    query: type[Body] | None = None
    status: int = 200
    secret: bool = False
    """Whether its answer holds one, or its failures count: no answer is kept."""
    names: tuple[str, ...] = ()
    """What the last part of its path may be, where that is known."""
    files: tuple[str, ...] = ()
    """The media types of the files it may answer instead."""

    while_locked: bool = False
    """Whether a page that has locked itself may ask for it."""
    kept_s: float | None = None
    """For so many seconds one answer serves everybody (``server.web.kept``)."""

    @property
    def changes(self) -> bool:
        """Whether it may change anything."""
        return self.method != "GET"

    @property
    def keeps_answers(self) -> bool:
        """Whether a key repeats its first answer; never one that holds secrets."""
        return self.changes and not self.secret


@dataclass(frozen=True)
class Received:
    """A request as it came in, read off the socket."""

    credentials: Credentials
    params: Mapping[str, str]
    args: Mapping[str, str]
    body: bytes
    key: str
    path: str
    accept_language: str
    address: str


@dataclass(frozen=True)
class Said:
    """A finished answer; ``answer`` is the handler's own, for the edge (a cookie)."""

    status: int
    text: str
    media_type: str
    answer: Answer | None = None
    retry_after: int | None = None


def answer(centre: Centre, route: Route, received: Received) -> Said:
    """Answer one request; every refusal becomes a problem answer."""
    try:
        return _answer(centre, route, received)
    except REFUSED as error:
        return _refused(error, received)


def _answer(centre: Centre, route: Route, received: Received) -> Said:
    with centre.store.reading() as tx:
        caller = identified(centre, tx, received.credentials)
    csrf = received.credentials.csrf
    authorised(caller, route.who, route.changes, csrf, route.while_locked)
    if route.changes and caller.session is not None and not caller.locked:
        keep_awake(centre, caller.session, received.credentials.cookie)
    call = Call(
        centre=centre,
        caller=caller,
        params=received.params,
        body=_body(route, received.body),
        query=_query(route, received.args),
        credentials=received.credentials,
        address=received.address,
    )
    if route.keeps_answers and received.key and caller.key_owner is not None:
        return _once(route, call, received, caller.key_owner)
    return _done(route, call)


def _done(route: Route, call: Call) -> Said:
    said = route.handler(call)
    if isinstance(said, File):
        return Said(route.status, "", said.media_type, said)
    return Said(route.status, said.model_dump_json(), JSON, said)


def _once(route: Route, call: Call, received: Received, owner: str) -> Said:
    """Do it and keep the answer in one transaction, or say the first answer again."""
    if len(received.key) > LONGEST_KEY or not received.key.isprintable():
        raise BadRequest("Idempotency-Key: expected at most 64 printable characters")
    machine_now = dt.datetime.now(dt.UTC)
    with call.centre.store.transaction() as tx:
        known = first_answer(tx, owner, received.key, machine_now)
        if known is not None:
            return _again(known, route, call, received)
        said = _kept_or_refused(route, call, received)
        kept = FirstAnswer(_digest(route, call, received), said.status, said.text)
        _keep(tx, owner, received.key, kept, machine_now)
    return said


def _kept_or_refused(route: Route, call: Call, received: Received) -> Said:
    try:
        with call.centre.store.transaction():
            return _done(route, call)
    except REFUSED as error:
        if refusal_of(error).problem("vi").status >= 500:
            raise
        return _refused(error, received)


def _again(known: FirstAnswer, route: Route, call: Call, received: Received) -> Said:
    if known.request != _digest(route, call, received):
        raise KeyReused
    return Said(known.status, known.body, JSON if known.status < 400 else PROBLEM)


def _keep(
    tx: Transaction, owner: str, key: str, kept: FirstAnswer, machine_now: dt.datetime
) -> None:
    forget_old_answers(tx, machine_now)
    keep_answer(tx, owner, key, kept, machine_now)


def _digest(route: Route, call: Call, received: Received) -> str:
    """Which request it was.  No password goes into it: it is kept, and could be guessed from it."""
    head = f"{route.method} {received.path}\n".encode()
    body = received.body
    if route.body is not None and PASSWORD in route.body.model_fields:
        body = call.body.model_dump_json(exclude={PASSWORD}).encode()
    return hashlib.sha256(head + body).hexdigest()


def _refused(error: Exception, received: Received) -> Said:
    refusal = refusal_of(error)
    problem = refusal.problem(language_of(received.accept_language))
    wait = refusal.extra.get("retry_after")
    return Said(problem.status, problem.model_dump_json(), PROBLEM, retry_after=wait)


def _body(route: Route, raw: bytes) -> BaseModel | None:
    if route.body is None:
        return None
    try:
        return route.body.model_validate_json(raw or b"{}")
    except ValidationError as error:
        raise BadRequest(_first_fault(error)) from None


def _query(route: Route, args: Mapping[str, str]) -> Body | None:
    if route.query is None:
        return None
    try:
        return route.query.model_validate_strings(dict(args))
    except ValidationError as error:
        raise BadRequest(_first_fault(error)) from None


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_input=False, include_url=False)[0]
    place = ".".join(str(part) for part in fault["loc"])
    said = fault["msg"].removeprefix("Value error, ")
    if fault["type"].startswith("date_"):
        said = "expected a day such as 2026-11-26"
    return f"{place}: {said}" if place else said
