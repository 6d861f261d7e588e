"""What comes from the machine and not from pip or npm: a browser for the tests, and the voice.

Installed by apt when root or a password-free sudo allows it, named exactly when not.
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
from collections.abc import Sequence
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
BROWSER_ADVICE = (
    "no browser for the tests: apt-get install chromium"
    " (Ubuntu: snap install chromium; Google Chrome or Microsoft Edge will do too)"
)
FONTS = ("DejaVuSans.ttf", "NotoSans-Regular.ttf", "Roboto-Regular.ttf", "OpenSans-Regular.ttf")
APT_INSTALL = (
    *("env", "DEBIAN_FRONTEND=noninteractive"),
    *("apt-get", "-qq", "-o", "Dpkg::Use-Pty=0", "--no-install-recommends", "install"),
)
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))


@dataclass(frozen=True)
class Need:
    """A Debian package, the command that shows it is there, and what we use it for."""

    package: str
    command: str
    why: str


VOICE = (
    Need("espeak-ng", "espeak-ng", "speaks a sentence that has no clips"),
    Need("alsa-utils", "aplay", "plays what is spoken"),
)


def set_up_voice(tried: Path) -> None:
    """Have what the voice needs; without it the board is silent where there is no clip.

    `tried` remembers what apt could not give, so that an offline machine starts at once next time.
    """
    missing = missing_packages()
    if not missing:
        return
    if not tried.exists() or tried.read_text() != str(missing):
        install_by_apt([need.package for need in missing])
        missing = missing_packages()
        tried.write_text(str(missing))
    if missing:
        uses = ", ".join(f"{need.package} {need.why}" for need in missing)
        packages = " ".join(need.package for need in missing)
        say(f"for the voice install: apt-get install {packages} ({uses})")


def missing_packages() -> list[Need]:
    """What the voice needs and the machine has not."""
    return [need for need in VOICE if shutil.which(need.command) is None]


def set_up_browser(note: Path) -> None:
    """Have a browser and a font with Vietnamese letters; the browser's path is written to `note`.

    Raises SetUpFailed, which says what to install, when no browser can be had.
    """
    if note.exists() and Path(note.read_text()).exists() and has_font():
        return
    if not has_font():
        install_by_apt(["fonts-dejavu-core"])
    browser = find_browser() or installed_browser()
    if browser is None:
        raise SetUpFailed(BROWSER_ADVICE)
    note.write_text(browser)


def installed_browser() -> str | None:
    """The browser that apt can give, if it can."""
    for package in BROWSER_PACKAGES:
        if install_by_apt([package]) and (browser := find_browser()):
            return browser
    return None


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
    try:
        refresh_apt_lists(prefix)
        run([*prefix, *APT_INSTALL, *packages], Path("/"))
    except SetUpFailed as failure:
        say(str(failure))
        return False
    return True


@functools.cache
def refresh_apt_lists(prefix: tuple[str, ...]) -> None:
    """`apt-get update`, once: a bare machine has no lists, or old ones."""
    run([*prefix, "apt-get", "-qq", "update"], Path("/"))


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
