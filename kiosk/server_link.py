"""The way to the server: commands over HTTP, each with a time limit.

A command that got no answer is sent again with the same key, so that a lost answer never becomes
a second number.  What needs no key can be repeated by its own nature.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

import requests
from pydantic import ValidationError

from server.messages import (
    API,
    Answer,
    Code,
    DeviceStatus,
    DossierLook,
    OfflineAnswer,
    OfflineTickets,
    Problem,
    ProceduresAnswer,
    RangesAnswer,
    RangesRequest,
    RatingRequest,
    ScanAnswer,
    TicketAnswer,
    TicketRequest,
)

CONNECT_LIMIT, ANSWER_LIMIT = 2.0, 4.0
"""Seconds to connect, and between two bytes of the answer."""

ISSUE_PATIENCE = 6.0
ANSWER_PATIENCE = 4.0
SEARCH_PATIENCE = 2.0
FIRST_PAUSE = 0.1


Send = Callable[..., requests.Response]
AnswerOf = TypeVar("AnswerOf", bound=Answer)


class Unreachable(Exception):
    """No answer that can be used; the command may or may not have been done."""


class Refused(Exception):
    """The server has said no; ``retry_after`` are seconds, where it names them."""

    def __init__(self, problem: Problem, retry_after: int | None = None) -> None:
        self.problem = problem
        self.retry_after = retry_after
        super().__init__(f"{problem.code}: {problem.detail}")


class ServerLink:
    """One kiosk's session with the server at ``url``."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url.rstrip("/") + API
        self._session = requests.Session()
        self._session.trust_env = False  # a proxy of the machine is not for the centre's own net
        self._session.headers["Authorization"] = f"Bearer {token}"

    def issue(
        self, wish: TicketRequest, key: str, patience: float = ISSUE_PATIENCE
    ) -> TicketAnswer:
        """Take a number; the same ``key`` gives the same number.

        Raises ``Refused``, or ``Unreachable`` after ``patience`` seconds of trying.
        """
        body = wish.model_dump(mode="json", exclude_none=True)
        headers = {"Idempotency-Key": key, "Accept-Language": wish.language or "vi"}
        send = self._sender("POST", "/tickets", json=body, headers=headers)
        return _parsed(TicketAnswer, _until_answered(send, patience))

    def find(self, query: str, limit: int) -> ProceduresAnswer:
        """Search the catalogue; raises ``Refused`` or ``Unreachable``."""
        send = self._sender("GET", "/procedures", params={"q": query, "limit": limit})
        return _parsed(ProceduresAnswer, _until_answered(send, SEARCH_PATIENCE))

    def scan(self, text: str) -> ScanAnswer:
        """What a code is; raises ``Refused`` or ``Unreachable`` (whoever scanned scans again)."""
        return _parsed(ScanAnswer, self._sender("POST", "/scan", json={"text": text})())

    def check_in(self, text: str) -> ScanAnswer:
        """Whoever holds a phone's number is here; raises ``Refused`` or ``Unreachable``."""
        return _parsed(ScanAnswer, self._sender("POST", "/check-in", json={"text": text})())

    def ticket(self, ticket: str) -> TicketAnswer:
        """A ticket as it is now; raises ``Refused`` or ``Unreachable``."""
        return _parsed(TicketAnswer, self._sender("GET", f"/tickets/{ticket}")())

    def look(self, code: str) -> DossierLook:
        """Whether a dossier is ready; raises ``Refused`` (also for asking too often), or
        ``Unreachable``."""
        return _parsed(DossierLook, self._sender("POST", "/dossiers/look", json={"code": code})())

    def rate(self, visit: str, judgement: RatingRequest) -> None:
        """Send a judgement of the service of this visit; raises ``Refused`` or ``Unreachable``."""
        body = judgement.model_dump(exclude_none=True)
        self._sender("POST", f"/visits/{visit}/rating", json=body)()

    def reserve(self, size: int) -> RangesAnswer:
        """The ranges of this kiosk, new ones where it has none; ``Refused`` or ``Unreachable``."""
        body = RangesRequest(size=size).model_dump()
        return _parsed(RangesAnswer, self._sender("POST", "/kiosks/ranges", json=body)())

    def give_back(self, key: str, patience: float) -> None:
        """Give back what is unused of them, once for each ``key``; ``Refused``, ``Unreachable``."""
        body, headers = {"release": True}, {"Idempotency-Key": key}
        send = self._sender("POST", "/kiosks/ranges", json=body, headers=headers)
        _until_answered(send, patience)

    def deliver(self, tickets: OfflineTickets) -> OfflineAnswer:
        """Tell the server what was given alone; ``Refused`` or ``Unreachable``."""
        body = tickets.model_dump(mode="json", exclude_none=True)
        return _parsed(OfflineAnswer, self._sender("POST", "/tickets/offline", json=body)())

    def report(self, status: DeviceStatus) -> None:
        """Say how this kiosk is; raises ``Refused`` or ``Unreachable`` (the next one is soon)."""
        body = status.model_dump(exclude_none=True)
        self._sender("PUT", "/devices/me/status", json=body)()

    def _sender(self, method: str, path: str, **request: Any) -> Send:
        def send(seconds: float = ANSWER_LIMIT) -> requests.Response:
            limits = (min(CONNECT_LIMIT, seconds), min(ANSWER_LIMIT, seconds))
            try:
                response = self._session.request(
                    method, self._url + path, timeout=limits, allow_redirects=False, **request
                )
            except requests.RequestException as error:
                raise Unreachable(f"{method} {path}: {type(error).__name__}") from error
            return _accepted(response)

        return send


def _until_answered(send: Send, patience: float) -> requests.Response:
    deadline = time.monotonic() + patience
    pause = FIRST_PAUSE
    while True:
        try:
            return send(max(deadline - time.monotonic(), FIRST_PAUSE))
        except (Unreachable, Refused) as error:
            if not _may_try_again(error) or time.monotonic() + pause > deadline:
                raise
        time.sleep(pause)
        pause *= 2


def _may_try_again(error: Unreachable | Refused) -> bool:
    return isinstance(error, Unreachable) or error.problem.code is Code.KEY_IN_PROGRESS


def _accepted(response: requests.Response) -> requests.Response:
    if response.ok:
        return response
    try:
        problem = Problem.model_validate_json(response.content)
    except ValidationError:
        raise Unreachable(f"answer {response.status_code} without a reason") from None
    retry_after = response.headers.get("Retry-After", "")
    raise Refused(problem, int(retry_after) if retry_after.isdigit() else None)


def _parsed(model: type[AnswerOf], response: requests.Response) -> AnswerOf:
    try:
        return model.model_validate_json(response.content, extra="ignore")
    except ValidationError as error:
        raise Unreachable(f"an answer that is no {model.__name__}: {error}") from error
