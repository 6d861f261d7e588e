#!/usr/bin/env python3
"""Run the browser of a kiosk or a TV, and end it when its page has fallen silent.

    luot_browser.py --door http://127.0.0.1:8001/page --silent 45 -- chromium --kiosk …

The program behind the page (kiosk or board) knows when the page last asked for something, and
says so at its door.  A page that hangs, has crashed or shows something else is silent; then the
browser is ended, this ends too, and systemd starts both anew.  While the program itself gives no
answer nothing is known of the page, so nothing is done.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress

LOOK_SECONDS = 1.0
ANSWER_SECONDS = 3.0
GOODBYE_SECONDS = 3.0
FROZEN = 70
"""The exit status after a silent page, beside the browser's own."""


def main() -> int:
    """Run the command until it ends, its page falls silent or somebody says stop."""
    asked = _arguments()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    browser = subprocess.Popen(asked.command, process_group=0)  # noqa: S603
    try:
        return _watch(browser, asked.door, asked.silent)
    finally:
        _end(browser)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Run a browser and end it when its page is silent."
    )
    parser.add_argument("--door", required=True, help="where the page's program tells of it")
    parser.add_argument("--silent", type=float, default=45, help="seconds (default: 45)")
    parser.add_argument("command", nargs="+", help="the browser, after --")
    return parser.parse_args()


def _watch(browser: subprocess.Popen[bytes], door: str, limit: float) -> int:
    told_since = time.monotonic()
    while browser.poll() is None:
        silence, now = _silence(door), time.monotonic()
        if silence is None:
            told_since = now
        # A silence from before we looked was another browser's, or the program's own absence.
        elif min(silence, now - told_since) > limit:
            print(f"the page has been silent for {limit:g} s: ending the browser", flush=True)
            return FROZEN
        time.sleep(LOOK_SECONDS)
    return browser.returncode


def _silence(door: str) -> float | None:
    """For how many seconds the page has asked for nothing; None while the door is shut."""
    try:
        seconds = json.loads(_told(door))["silent_seconds"]
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return float("inf") if seconds is None else float(seconds)


def _told(door: str) -> bytes:
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with straight.open(door, timeout=ANSWER_SECONDS) as answer:
            return bytes(answer.read())
    except urllib.error.HTTPError as silent:
        return bytes(silent.read())


def _end(browser: subprocess.Popen[bytes]) -> None:
    """End the browser with all its processes, kindly first: a stopped one hears nothing."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(browser.pid, number)
        with suppress(subprocess.TimeoutExpired):
            browser.wait(GOODBYE_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
