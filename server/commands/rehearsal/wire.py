"""The public interface as a device or an officer uses it: one session each, refusals counted."""

from __future__ import annotations

import threading
from typing import Any

import click
import requests

from server.commands.errors import CommandFailed
from server.messages import API

ANSWER_WITHIN_S = 60.0
"""Without an answer a rehearsal ends, so a busy machine gets time."""
SHOWN = 10
UNKNOWN = 401
LOCKED = 423
NOT_ITS_DATA = "the server does not know those just enrolled: --data must be its own data folder"


class Refused(Exception):
    """The server said no; it is counted already."""


class Refusals:
    """What the server said no to; the first ones are shown."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.count = 0

    def note(self, what: str) -> None:
        """One more."""
        with self._lock:
            self.count += 1
            if self.count <= SHOWN:
                click.echo(f"refused: {what}", err=True)


class Caller:
    """One device or one officer; does one thing at a time, as they do."""

    def __init__(self, server_url: str, name: str, refusals: Refusals, token: str = "") -> None:
        self.name = name
        self.refusals = refusals
        self._base = server_url.rstrip("/") + API
        self._lock = threading.Lock()
        self._session = requests.Session()
        self._session.trust_env = False  # no proxy stands between a centre's own machines
        self._password = ""
        if token:
            self._session.headers["Authorization"] = f"Bearer {token}"

    def sign_in(self, username: str, password: str) -> None:
        """Begin an officer's session; raises ``CommandFailed``."""
        try:
            answer = self.post("/login", {"username": username, "password": password})
        except Refused:
            raise CommandFailed(NOT_ITS_DATA) from None
        self._session.headers["X-CSRF-Token"] = answer["csrf"]
        self._password = password

    def get(self, path: str, **query: Any) -> Any:
        """What the server answers; raises ``Refused``, and ``CommandFailed`` without an answer."""
        return self._ask("GET", path, params=query)

    def post(self, path: str, body: Any = None, key: str | None = None) -> Any:
        """The same for a command; ``key`` is its idempotency key."""
        headers = {"Idempotency-Key": key} if key else None
        return self._ask("POST", path, json=body or {}, headers=headers)

    def put(self, path: str, body: Any) -> Any:
        """The same for a setting."""
        return self._ask("PUT", path, json=body)

    def is_known(self) -> bool:
        """Whether the server knows this device."""
        return self._answer("GET", "/log", params={"limit": 1}).status_code != UNKNOWN

    def _ask(self, method: str, path: str, **more: Any) -> Any:
        answer = self._answer(method, path, **more)
        if answer.status_code < 400:
            return answer.json()
        self.refusals.note(f"{self.name}: {method} {path}: {answer.status_code} {_why(answer)}")
        raise Refused

    def _answer(self, method: str, path: str, **more: Any) -> requests.Response:
        with self._lock:
            try:
                answer = self._send(method, path, **more)
                if answer.status_code == LOCKED:  # after a long break, in a rehearsal as in life
                    self._send("POST", "/session/unlock", json={"password": self._password})
                    answer = self._send(method, path, **more)
                return answer
            except requests.RequestException as error:
                raise CommandFailed(f"the server gives no answer: {error}") from None

    def _send(self, method: str, path: str, **more: Any) -> requests.Response:
        return self._session.request(method, self._base + path, timeout=ANSWER_WITHIN_S, **more)


def measured(server_url: str, token: str, name: str) -> float:
    """One figure of the server's ``/metrics``, 0 while there is none; raises ``CommandFailed``."""
    try:
        answer = requests.get(
            f"{server_url.rstrip('/')}/metrics",
            headers={"Authorization": f"Bearer {token}"},
            timeout=ANSWER_WITHIN_S,
        )
        answer.raise_for_status()
    except requests.RequestException as error:
        raise CommandFailed(f"the server gives no figures: {error}") from None
    found = [line.split()[1] for line in answer.text.splitlines() if line.startswith(f"{name} ")]
    return float(found[0]) if found else 0.0


def _why(answer: requests.Response) -> str:
    try:
        problem = answer.json()
    except ValueError:
        return answer.text[:100]
    return f"{problem.get('code')}: {problem.get('detail')}"
