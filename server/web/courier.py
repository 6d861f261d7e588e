"""Carries new lines of the log to one other system: in order, signed, until they are taken.

A receiver that hangs, lies or is away delays nobody but itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib.metadata import version

import requests
import structlog

from server.actions.deliveries import Parcel, next_parcel, not_taken, taken
from server.centre import Centre
from server.rules.delivery import pause_after, signature
from server.settings.outside import WebhookSettings

IDLE_S = 1.0
PATIENCE_S = 10.0
SHORTEST_SECRET = 32
AGENT = f"luot/{version('luot')}"
log = structlog.get_logger()


class NotTaken(Exception):
    """The other system did not take a parcel; the message says why, without its address."""


class Courier:
    """One webhook's own walk along the log."""

    def __init__(
        self, centre: Centre, hook: WebhookSettings, sleep: Callable[[float], object]
    ) -> None:
        self._centre = centre
        self._hook = hook
        self._sleep = sleep

    def run(self) -> None:
        """Deliver for ever; the server starts it once, in the background."""
        while True:
            try:
                pause = self.deliver()
            except Exception:  # a full disk or a bug must not end the deliveries
                log.exception("delivering failed", webhook=self._hook.name)
                pause = pause_after(6)
            self._sleep(pause)

    def deliver(self) -> float:
        """Send the next parcel, and say how many seconds to wait before another."""
        centre, hook = self._centre, self._hook
        parcel: Parcel | None = centre.store.run(lambda: next_parcel(centre, hook))
        if parcel is None:
            return IDLE_S
        try:
            if parcel.lines:
                self._send(parcel)
        except NotTaken as why:
            failures = centre.store.run(lambda: not_taken(centre, hook))
            log.warning("webhook took nothing", webhook=hook.name, why=str(why), times=failures)
            return pause_after(failures)
        centre.store.run(lambda: taken(centre, parcel))
        return 0.0

    def _send(self, parcel: Parcel) -> None:
        at = int(time.time())
        headers = {
            "Content-Type": "application/json",
            "User-Agent": AGENT,
            "Luot-Sequence": f"{parcel.told.seq + 1}-{parcel.last}",
            "Luot-Signature": signature(self._secret(), at, parcel.body),
        }
        try:
            with requests.post(
                self._hook.url,
                data=parcel.body,
                headers=headers,
                timeout=PATIENCE_S,
                allow_redirects=False,
                stream=True,
            ) as answer:
                status = answer.status_code
        except requests.RequestException as error:
            raise NotTaken(type(error).__name__) from None
        if not 200 <= status < 300:
            raise NotTaken(f"HTTP {status}")

    def _secret(self) -> bytes:
        try:
            secret = self._hook.secret_file.read_bytes().strip()
        except OSError as error:
            raise NotTaken(f"secret_file: {error.strerror}") from None
        if len(secret) < SHORTEST_SECRET:
            raise NotTaken(f"secret_file: expected at least {SHORTEST_SECRET} characters")
        return secret
