"""What comes from the machine and not from pip or npm: a browser for the tests, and the voice.

Installed by apt when root or a password-free sudo allows it, named exactly when not.
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.saying import SetUpFailed, run, say

# Any of them can be driven by the tests.
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
)
# Debian's name first; Ubuntu's brings the snap.
BROWSER_PACKAGES = ("chromium", "chromium-browser")
# Debian's: the same browser without its windows, in which the tests need half the time.
QUICK_BROWSER = "chromium-headless-shell"
BROWSER_ELSEWHERE = (
    "; for chromium on Ubuntu: snap install chromium, or Google Chrome or Microsoft Edge"
)
APT_INSTALL = (
    *("env", "DEBIAN_FRONTEND=noninteractive"),
    *("apt-get", "-qq", "-o", "Dpkg::Use-Pty=0", "--no-install-recommends", "install"),
)
FONTS = ("DejaVuSans.ttf", "NotoSans-Regular.ttf", "Roboto-Regular.ttf", "OpenSans-Regular.ttf")
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))


@dataclass(frozen=True)
class Need:
    """Something of the machine's: how to see that it is there, and the packages that bring it."""

    is_there: Callable[[], bool]
    packages: Sequence[str]
    why: str


def needs_of_voice() -> list[Need]:
    """Without these the board is silent where there is no clip; all else works."""
    return [
        Need(lambda: has("espeak-ng"), ["espeak-ng"], "speaks a sentence that has no clips"),
        Need(lambda: has("aplay"), ["alsa-utils"], "plays what is spoken"),
    ]


def needs_of_tests(note: Path) -> list[Need]:
    """Without these the tests cannot run; the browser's path is written to `note`."""
    return [
        Need(has_font, ["fonts-dejavu-core"], "has every Vietnamese letter"),
        Need(lambda: is_browser_known(note), BROWSER_PACKAGES, "shows pages to the tests"),
    ]


def install_missing(needs: Sequence[Need]) -> None:
    """Install by apt what is missing, as far as we may and it can be had."""
    for need in needs:
        for package in need.packages:
            if not need.is_there():
                install_by_apt([package])


def wish_for_quick_browser(note: Path) -> None:
    """Ask apt once for what makes the tests quicker; they run without it.  `note` keeps that."""
    if has(QUICK_BROWSER) or note.exists():
        return
    note.touch()
    install_by_apt([QUICK_BROWSER])


def missing(needs: Sequence[Need]) -> list[Need]:
    """The needs that the machine does not meet."""
    return [need for need in needs if not need.is_there()]


def advice(needs: Sequence[Need]) -> str:
    """One line that says what a person has to install and what for."""
    packages = " ".join(need.packages[0] for need in needs)
    uses = ", ".join(f"{need.packages[0]} {need.why}" for need in needs)
    snap = BROWSER_ELSEWHERE if any(need.packages is BROWSER_PACKAGES for need in needs) else ""
    return f"to be installed by hand: apt-get install {packages} ({uses}){snap}"


def has(command: str) -> bool:
    """Whether a command is on the PATH."""
    return shutil.which(command) is not None


def is_browser_known(note: Path) -> bool:
    """Whether `note` has the path of a browser, or one can be found and noted."""
    if note.exists() and Path(note.read_text()).exists():
        return True
    browser = find_browser()
    if browser is not None:
        note.write_text(browser)
    return browser is not None


def find_browser() -> str | None:
    """The path of a browser that really starts: Ubuntu's may be a note that the snap is missing."""
    found = (shutil.which(name) for name in BROWSERS)
    return next((path for path in found if path and starts(path)), None)


def starts(browser: str) -> bool:
    """Whether the browser can at least say its version."""
    try:
        asked = subprocess.run([browser, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def has_font() -> bool:
    """Whether a system font has every Vietnamese letter, for what our own font does not cover."""
    return any(next(folder.rglob(font), None) for folder in FONT_FOLDERS for font in FONTS)


def install_by_apt(packages: Sequence[str]) -> bool:
    """Install Debian packages when we may; whether that went well."""
    prefix = apt_prefix()
    if prefix is None:
        return False
    say(f"installing {' '.join(packages)} by apt-get")
    refresh_apt_lists(prefix)
    try:
        run([*prefix, *APT_INSTALL, *packages], Path("/"))
    except SetUpFailed as failure:
        say(str(failure))
        return False
    return True


@functools.cache
def refresh_apt_lists(prefix: tuple[str, ...]) -> None:
    """`apt-get update`, once: a bare machine has no lists.  One bad source does not stop us."""
    try:
        run([*prefix, "apt-get", "-qq", "update"], Path("/"))
    except SetUpFailed as failure:
        say(str(failure))


def apt_prefix() -> tuple[str, ...] | None:
    """What goes before apt-get: nothing for root, sudo without password; None: not allowed."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return ()
    if shutil.which("sudo") is None:
        return None
    allowed = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ("sudo", "-n") if allowed.returncode == 0 else None
