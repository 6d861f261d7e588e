"""The whole program behind its pages: the zones, found at the server unless they are named."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import requests
import structlog
from ulid import ULID

from display_board.figures import Figures
from display_board.memory import Memory
from display_board.page_players import Tell
from display_board.pictures import Pictures
from display_board.server_link import ServerLink
from display_board.voice import SOUNDS, ClipBank, Engine, Sink, Speaks, Voice, make_sink
from display_board.zone import Zone
from server.messages import API
from server.settings import BoardSettings, device_token

log = structlog.get_logger()

ASK_AGAIN_S = 2.0
ANSWER_WITHIN_S = 5.0
SHOWN_AGAIN_S = 20.0
COUNTED = ("announced", "announced_twice", "skipped", "failed", "taken_back", "waiting")


def make_voice(settings: BoardSettings, config_folder: Path) -> Speaks:
    """The voice of a board's settings; clip faults are logged and cost only their sentences."""
    folder = config_folder / settings.sounds if settings.sounds else SOUNDS
    bank = ClipBank(folder)
    for fault in bank.faults:
        log.warning("clip cannot be used", fault=fault)
    log.info("clips", folder=str(folder), count=len(bank))
    engine = Engine(settings.voice_region) if settings.voice_engine == "pyttsx3" else None
    return Voice(bank, engine)


def make_pictures(settings: BoardSettings, config_folder: Path) -> Pictures:
    """The folder of a board's settings, relative to its file."""
    return Pictures((config_folder / settings.pictures).resolve() if settings.pictures else None)


class Hall:
    """Every zone of this program.

    ``on_change`` is told which zone's picture changed; ``to_page`` sends an event to one page.
    """

    def __init__(
        self, settings: BoardSettings, data: Path, voice: Speaks, pictures: Pictures
    ) -> None:
        self.settings = settings
        self.pictures = pictures
        self.run = str(ULID())
        self.zones: dict[str, Zone] = {}
        self.on_change: Callable[[str], None] = lambda _zone: None
        self.to_page: Tell = lambda _page, _event, _told: None
        self._data = data
        self._memory = Memory(data)
        self._voice = voice
        self._sink: Sink = make_sink(settings.sink, data)
        self._links: list[ServerLink] = []
        self.figures = Figures(settings.server_url, self.token, self._all_have_changed)
        self._stopped = threading.Event()

    def start(self) -> None:
        """Join the named zones at once, or all of them as soon as the server names them."""
        if self.settings.zones:
            self._join(self.settings.zones)
        else:
            threading.Thread(target=self._find_zones, name="zones", daemon=True).start()
        threading.Thread(target=self._show_again, name="pulse", daemon=True).start()

    def stop(self) -> None:
        """Fall silent and hang up."""
        self._stopped.set()
        self.figures.stop()
        self._sink.close()
        for zone in self.zones.values():
            zone.announcer.stop()
        for link in self._links:
            link.stop()

    def token(self) -> str:
        """This device's token; raises ``TokenMissing``."""
        return device_token(self._data, "board")

    def view(self, zone: str) -> dict[str, Any]:
        """What a page of a zone shows now."""
        view = self.zones[zone].view()
        own = [notice.model_dump() for notice in self.settings.notices]
        return {
            **view,
            "own_notices": own,
            "pictures": self.pictures.shown(),
            "figures": self.figures.shown(),
        }

    def announced(self) -> dict[str, Any]:
        """What was said so far: totals, and each zone's figures."""
        zones = {name: self._figures(zone) for name, zone in self.zones.items()}
        totals = {key: sum(zone[key] for zone in zones.values()) for key in COUNTED}
        last = max((zone["last_seq"] for zone in zones.values()), default=0)
        return {**totals, "last_seq": last, "zones": zones}

    def _figures(self, zone: Zone) -> dict[str, Any]:
        return {**zone.announcer.ledger.report(), "waiting": zone.announcer.waiting()}

    def _show_again(self) -> None:
        """Give quiet pages their picture now and then: their clocks must not drift."""
        while not self._stopped.wait(SHOWN_AGAIN_S):
            self._all_have_changed()

    def _find_zones(self) -> None:
        while not self._stopped.is_set():
            try:
                self._join(self._asked_zones())
            except (requests.RequestException, KeyError, TypeError, ValueError):
                self._stopped.wait(ASK_AGAIN_S)
            else:
                return

    def _asked_zones(self) -> list[str]:
        url = f"{self.settings.server_url.rstrip('/')}{API}/centre"
        answer = requests.get(url, timeout=ANSWER_WITHIN_S)
        answer.raise_for_status()
        return [str(zone["id"]) for zone in answer.json()["zones"]]

    def _join(self, names: list[str]) -> None:
        zones = {name: self._zone(name) for name in names}
        self.zones = {**self.zones, **zones}
        for zone in zones.values():
            zone.announcer.start()
            link = ServerLink(self.settings.server_url, zone.name, self.token, zone)
            self._links.append(link)
            link.start()

    def _zone(self, name: str) -> Zone:
        return Zone(
            *(name, self.run, self._voice, self._sink, self.settings),
            changed=self._has_changed,
            tell=lambda page, event, told: self.to_page(page, event, told),
            memory=self._memory,
        )

    def _all_have_changed(self) -> None:
        for zone in self.zones:
            self._has_changed(zone)

    def _has_changed(self, zone: str) -> None:
        self.on_change(zone)
