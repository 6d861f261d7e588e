"""A trial centre at eight in the morning with its people, and its hall page in a browser."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
from counter_desk import let_in
from playwright.sync_api import Locator, Page, expect
from running import RunningServer, Staff, running_server

MORNING = dt.datetime.fromisoformat("2026-11-23T08:00:00+07:00")
FINE = {"printer": "ok", "paper": "ok", "page": "alive"}


@dataclass
class Hall:
    """A trial centre at eight in the morning with a kiosk, and who works in it."""

    server: RunningServer
    kiosk: str
    officer: Staff
    chief: Staff
    keeper: Staff

    def says(self, **words: str) -> None:
        """The kiosk reports how it is."""
        answer = requests.put(
            self.server.api("/devices/me/status"),
            json={**FINE, **words},
            headers={"Authorization": f"Bearer {self.kiosk}"},
            timeout=20,
        )
        assert answer.status_code == 200, answer.text

    def take(self, **body: Any) -> str:
        answer = self.server.take(self.kiosk, **{"field": "ho-tich", **body})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["number"])

    def press(self, command: str, counter: str = "1", body: Any = None) -> None:
        answer = self.officer.post(f"/counters/{counter}/{command}", body)
        assert answer.status_code == 200, answer.text

    def let_pass(self, minutes: float) -> None:
        """So much of the morning goes by at once."""
        later = MORNING + dt.timedelta(minutes=minutes)
        assert self.keeper.put("/trial/clock", {"now": later.isoformat()}).status_code == 200

    def sees(self, page: Page, staff: Staff | None = None) -> Page:
        """Somebody opens the hall page."""
        let_in(page, staff or self.chief)
        page.goto(self.server.url + "/hall")
        expect(page.locator(".hall")).to_be_visible()
        return page


@contextmanager
def running_hall_server(data: Path, config: Path) -> Iterator[Hall]:
    clock = ("--clock-start", MORNING.isoformat())
    with running_server(data, config, clock=clock) as server:
        yield Hall(
            server,
            server.enrol_here("kiosk", "ki-ot-1"),
            server.staff_here("lan"),
            server.staff_here("truong", "supervisor"),
            server.staff_here("gio", "admin"),
        )


def alert(page: Page, kind: str) -> Locator:
    return page.locator(f"[data-kind={kind}]")


def counter_card(page: Page, number: str = "1") -> Locator:
    return page.locator(f"[data-counter='{number}']")


def field_row(page: Page, name: str = "ho-tich") -> Locator:
    return page.locator(f"[data-field={name}]")
