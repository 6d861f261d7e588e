"""What this board tells the server about itself, on change and every 10 seconds."""

from __future__ import annotations

import threading
from collections.abc import Callable

import requests
import structlog

from display_board.announcer import Sound
from display_board.hall import Hall
from server.messages import API, DeviceStatus
from server.settings import TokenMissing

log = structlog.get_logger()

EVERY_S = 10.0
ANSWER_WITHIN_S = 5.0
LONGEST_MESSAGE = 300


def board_status(hall: Hall, pages: int) -> DeviceStatus:
    """``voice``: ok, failing; ``sound``: on, silent, muted, no_device; ``page``: shown, none.

    ``message`` says why; ``muted`` and ``unsaid`` are left out while there are none.
    """
    zones = hall.zones.values()
    sounds = {zone.sound for zone in zones}
    problems = [*(zone.announcer.problem for zone in zones), *(zone.problem for zone in zones)]
    said = "; ".join(dict.fromkeys(problem for problem in problems if problem))
    return DeviceStatus(
        voice="failing" if Sound.NO_VOICE in sounds else "ok",
        sound=_sound(sounds),
        page="shown" if pages else "none",
        muted=sum(zone.muted_pages() for zone in zones) or None,
        unsaid=sum(zone.announcer.skipped_lately() for zone in zones) or None,
        message=said[:LONGEST_MESSAGE] or None,
    )


def _sound(sounds: set[Sound]) -> str:
    if Sound.NO_DEVICE in sounds:
        return "no_device"
    if Sound.MUTED in sounds:
        return "muted"
    return "silent" if Sound.SILENT in sounds else "on"


class StatusReporter:
    """Sends the status; a server that does not answer is asked again, and logged once."""

    def __init__(self, hall: Hall, pages: Callable[[], int]) -> None:
        self._hall = hall
        self._pages = pages
        self._wake = threading.Event()
        self._stopped = False
        self._sent: DeviceStatus | None = None
        self._trouble: str | None = None

    def start(self) -> None:
        """Begin to report."""
        threading.Thread(target=self._run, name="status", daemon=True).start()

    def stop(self) -> None:
        """Report nothing more."""
        self._stopped = True
        self._wake.set()

    def changed(self) -> None:
        """Something may have changed: report it if it has."""
        if board_status(self._hall, self._pages()) != self._sent:
            self._wake.set()

    def _run(self) -> None:
        while not self._stopped:
            self._report()
            self._wake.wait(EVERY_S)
            self._wake.clear()

    def _report(self) -> None:
        status = board_status(self._hall, self._pages())
        try:
            self._put(status)
        except (requests.RequestException, TokenMissing) as error:
            self._note(f"{type(error).__name__}: {error}")
        else:
            self._note(None)
        self._sent = status

    def _put(self, status: DeviceStatus) -> None:
        requests.put(
            f"{self._hall.settings.server_url.rstrip('/')}{API}/devices/me/status",
            json=status.model_dump(exclude_none=True),
            headers={"Authorization": f"Bearer {self._hall.token()}"},
            timeout=ANSWER_WITHIN_S,
        ).raise_for_status()

    def _note(self, trouble: str | None) -> None:
        if trouble and self._trouble is None:
            log.warning("the server does not take this board's status", why=trouble)
        self._trouble = trouble
