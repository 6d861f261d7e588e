"""Kiosks as played: each citizen touches one and takes a number."""

from __future__ import annotations

import threading
import uuid
from contextlib import suppress

from server.commands.rehearsal.demand import Citizen
from server.commands.rehearsal.stage import Stage
from server.commands.rehearsal.wire import Caller, Refused


class Kiosk:
    """A kiosk with its token; ``given`` are the visits that the server has acknowledged."""

    def __init__(self, caller: Caller, stage: Stage) -> None:
        self.given: set[str] = set()
        self._caller = caller
        self._stage = stage
        self._lock = threading.Lock()

    def takes(self, citizen: Citizen) -> None:
        """Take a number for somebody; who is refused goes home."""
        with suppress(Refused):
            ticket = self._caller.post("/tickets", citizen.wish, key=str(uuid.uuid4()))
            with self._lock:
                self.given.add(ticket["id"])
            self._stage.hall.joined(ticket["field"])
