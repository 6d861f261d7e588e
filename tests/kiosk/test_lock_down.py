"""What is installed around a kiosk: a browser that leads nowhere else, and never stays frozen."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from browser import page_of
from fake_centre import FakeCentre, fake_centre
from kiosk_program import KioskProgram, running_kiosk, until
from playwright.sync_api import Browser
from screen_browser import (
    INSTALL,
    chromium_command,
    chromium_program,
    freeze,
    processes_of,
    watched,
)

FROZEN = 70
SILENT_S = 6.0
NOBODY = "http://127.0.0.1:9/page"
KEYS = ["Control+t", "Control+n", "Control+w", "Control+Shift+n", "Control+h", "Control+j"]
KEYS += ["Control+o", "Control+s", "Control+p", "F1", "F5", "F11", "F12", "Alt+Home", "Alt+F4"]
PROGRAMS = {"server": "server", "kiosk": "kiosk", "board": "display_board"}


@pytest.fixture
def centre() -> Iterator[FakeCentre]:
    with fake_centre() as running:
        yield running


@pytest.fixture
def kiosk(tmp_path: Path, centre: FakeCentre) -> Iterator[KioskProgram]:
    with running_kiosk(tmp_path, centre.url, centre.token) as running:
        yield running


def policy() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((INSTALL / "chromium-policy.json").read_bytes())
    return loaded


def unit(name: str) -> str:
    text = (INSTALL / f"luot-{name}.service").read_text(encoding="utf-8")
    return text.replace("\\\n", "")


def command_of(name: str) -> str:
    found = re.search(r"^ExecStart=(.+)$", unit(name), re.M)
    assert found is not None
    return found[1]


def heartbeat(url: str) -> tuple[int, str]:
    answer = requests.get(f"{url}/page", timeout=5)
    return answer.status_code, answer.json()["page"]


# ---------------------------------------------------------------- the browser's policy


def test_the_policy_lets_the_kiosks_own_page_through_and_nothing_else() -> None:
    assert policy()["URLAllowlist"] == ["http://127.0.0.1:8001"]
    assert {"*", "chrome://*", "file://*", "devtools://*"} <= set(policy()["URLBlocklist"])


def test_the_policy_offers_nothing_that_a_citizen_did_not_come_for() -> None:
    promised = {
        "AllowFileSelectionDialogs": False,
        "BrowserSignin": 0,
        "DeveloperToolsAvailability": 2,
        "DownloadRestrictions": 3,
        "ExtensionInstallBlocklist": ["*"],
        "IncognitoModeAvailability": 2,
        "PasswordManagerEnabled": False,
        "PrintingEnabled": False,
        "TranslateEnabled": False,
    }
    assert promised.items() <= policy().items()


def test_chromium_knows_every_policy_and_flag_by_its_name() -> None:
    flags = re.findall(r" --([a-z-]+)", command_of("browser").partition("chromium")[2])
    assert {"kiosk", "incognito", "disable-pinch", "overscroll-history-navigation"} <= set(flags)
    program = chromium_program()
    names = [*policy(), *flags]
    assert [name for name in names if b"\0" + name.encode() + b"\0" not in program] == []


# ---------------------------------------------------------------- the units


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_unit_starts_its_program_with_options_that_it_has(name: str) -> None:
    asked = [sys.executable, "-m", PROGRAMS[name], "--help"]
    known = subprocess.run(asked, capture_output=True, text=True, timeout=30, check=True).stdout
    options = re.findall(r" (--[a-z-]+)", command_of(name))
    assert options
    assert [option for option in options if f"{option} " not in known] == []


@pytest.mark.parametrize("name", [*PROGRAMS, "browser"])
def test_a_unit_starts_again_for_ever_and_may_do_little(name: str) -> None:
    promised = {"Restart=always", "StartLimitIntervalSec=0", "NoNewPrivileges=yes"}
    promised |= {"ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes"}
    promised |= {"CapabilityBoundingSet=", "RestrictSUIDSGID=yes"}
    assert promised <= set(unit(name).splitlines())


def test_the_kiosks_unit_may_use_printers_and_scanners() -> None:
    assert "SupplementaryGroups=lp dialout" in unit("kiosk").splitlines()
    assert "PrivateDevices=yes" not in unit("kiosk")


def test_the_browsers_unit_uses_the_settings_of_its_file() -> None:
    lines = (INSTALL / "browser.env").read_text(encoding="utf-8").splitlines()
    given = {line.partition("=")[0] for line in lines if re.match("[A-Z]+=", line)}
    assert given == set(re.findall(r"\$\{?([A-Z]+)", command_of("browser")))
    assert not re.search(r"\bUser=(luot|root)$", unit("browser"), re.M)


# ---------------------------------------------------------------- a frozen page


def test_the_door_tells_whether_the_page_is_alive(kiosk: KioskProgram) -> None:
    assert heartbeat(kiosk.url) == (503, "not_opened")
    kiosk.state()
    assert heartbeat(kiosk.url) == (200, "alive")


def test_a_browser_whose_page_is_frozen_is_ended_and_a_living_one_is_left_alone(
    tmp_path: Path, centre: FakeCentre, kiosk: KioskProgram
) -> None:
    browser = chromium_command(tmp_path / "profile", kiosk.url)
    with watched(f"{kiosk.url}/page", SILENT_S, *browser) as watchdog:
        until("the page is open", lambda: heartbeat(kiosk.url)[0] == 200, SILENT_S * 4)
        _give_news_for(SILENT_S * 1.5, centre)
        assert watchdog.poll() is None
        assert heartbeat(kiosk.url) == (200, "alive")
        frozen = processes_of(watchdog)
        freeze(watchdog)
        assert watchdog.wait(SILENT_S * 5) == FROZEN
    until("every process of it is gone", lambda: not any(map(_lives, frozen)))


def test_a_browser_that_never_opens_the_page_is_ended(kiosk: KioskProgram) -> None:
    with watched(f"{kiosk.url}/page", 0.5, "sleep", "60") as watchdog:
        assert watchdog.wait(20) == FROZEN


def test_while_the_pages_program_is_away_the_browser_is_left_alone() -> None:
    with watched(NOBODY, 0.1, "sleep", "3") as watchdog:
        assert watchdog.wait(20) == 0


def _give_news_for(seconds: float, centre: FakeCentre) -> None:
    """Let the page ask often: with nothing new it asks every ten seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        centre.tell(open=True)
        time.sleep(0.3)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return b"Z" not in Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[:1]


# ---------------------------------------------------------------- the browser's keys


def test_the_page_keeps_the_browsers_keys_to_itself(kiosk: KioskProgram, browser: Browser) -> None:
    with page_of(browser) as page:
        page.goto(kiosk.url)
        page.locator("#kiosk > *").first.wait_for()
        page.evaluate(
            """() => { window.through = [];
                window.addEventListener('keydown', event => {
                    const alone = ['Control', 'Shift', 'Alt'].includes(event.key);
                    if (!alone && !event.defaultPrevented) window.through.push(event.key);
                }); }"""
        )
        for key in [*KEYS, "a"]:
            page.keyboard.press(key)
        assert page.evaluate("window.through") == ["a"]
