"""The figures of the layout ``public``, asked of the server while a page shows them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import requests
import structlog

from server.messages import API
from server.settings import TokenMissing

log = structlog.get_logger()

EVERY_S = 30.0
AGAIN_S = 3.0
ANSWER_WITHIN_S = 5.0


class Figures:
    """The newest ones; ``changed`` is told when they have come."""

    def __init__(
        self, server_url: str, token: Callable[[], str], changed: Callable[[], None]
    ) -> None:
        self._url = f"{server_url.rstrip('/')}{API}/figures"
        self._token = token
        self._changed = changed
        self._newest: dict[str, Any] | None = None
        self._asking = threading.Lock()
        self._stopped = threading.Event()
        self._trouble: str | None = None

    def shown(self) -> dict[str, Any] | None:
        """What a page shows now; ``None`` before the first answer."""
        return self._newest

    def wanted(self) -> None:
        """A page shows them: ask for them from now on."""
        if self._asking.acquire(blocking=False):
            threading.Thread(target=self._run, name="figures", daemon=True).start()

    def stop(self) -> None:
        """Ask no more."""
        self._stopped.set()

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                self._newest = self._asked()
            except (requests.RequestException, TokenMissing, ValueError) as error:
                self._note(f"{type(error).__name__}: {error}")
                self._stopped.wait(AGAIN_S)
            else:
                self._note(None)
                self._changed()
                self._stopped.wait(EVERY_S)

    def _asked(self) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self._token()}"}
        answer = requests.get(self._url, headers=headers, timeout=ANSWER_WITHIN_S)
        answer.raise_for_status()
        told: dict[str, Any] = answer.json()
        return told

    def _note(self, trouble: str | None) -> None:
        if trouble and self._trouble is None:
            log.warning("the server gives no figures", why=trouble)
        self._trouble = trouble
