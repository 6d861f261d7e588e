"""Looks now and then whether the daily copy is due, something is too old to be kept, or dossiers
have changed that reports have not counted yet."""

from __future__ import annotations

from collections.abc import Callable

import structlog

from server.actions.copies import copy_when_due
from server.actions.counting_dossiers import count_changed
from server.actions.forget import forget_old
from server.centre import Centre
from server.store import StorageFull, StoreBusy

LOOK_S = 30.0
AGAIN_S = 600.0
SOON_S = 1.0
log = structlog.get_logger()


class Caretaker:
    """Makes the copies; one that fails is seen by the supervisors, and tried again later."""

    def __init__(self, centre: Centre, sleep: Callable[[float], object]) -> None:
        self._centre = centre
        self._sleep = sleep

    def run(self) -> None:
        """Look for ever; the server starts it once, in the background."""
        while True:
            self._sleep(self.look())

    def look(self) -> float:
        """Make the copy that is due, and say how many seconds to wait before looking again."""
        try:
            made = self._centre.store.run(lambda: copy_when_due(self._centre))
        except Exception as error:  # whatever it is, tomorrow's copy must still be made
            log.error("no copy could be made", why=str(error))
            return AGAIN_S
        if made is not None:
            log.info("copied", file=made.name)
        pauses = [self._often(work) for work in (forget_old, count_changed)]
        return AGAIN_S if AGAIN_S in pauses else min(pauses)

    def _often(self, work: Callable[[Centre], object]) -> float:
        """Do a part of what is to be done, and look again soon while there is more of it."""
        try:
            more = self._centre.store.run(lambda: work(self._centre))
        except (StorageFull, StoreBusy) as error:
            log.error("the caretaker could not write", why=str(error))
            return AGAIN_S
        return SOON_S if more else LOOK_S
