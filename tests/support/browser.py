"""A real browser for tests: the system's Chromium, driven by Playwright."""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Playwright, sync_playwright

from server.settings import SHARED_STATIC

ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",  # without one, a page is drawn by a processor that plays one, which is slower
]
WINDOWLESS = "chromium-headless-shell"
"""Chromium's engine without what makes windows of it: a page opens at a sixth of the cost."""
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
AXE_BEGINS, AXE_ENDS = "axe begins", "axe ends"
AXE = SHARED_STATIC / "vendor" / "axe.min.js"


@contextmanager
def running_chromium(*more_arguments: str) -> Iterator[Browser]:
    """The system's Chromium without a window.

    Tests take the fixture ``browser``, one for all tests of a worker; only what needs arguments
    of its own starts another beside it.
    """
    browser = _playwright().chromium.launch(
        executable_path=_chromium(), args=[*ARGUMENTS, *more_arguments]
    )
    try:
        yield browser
    finally:
        browser.close()


@contextmanager
def page_of(
    browser: Browser, width: int = 1366, height: int = 768, language: str = "vi"
) -> Iterator[Page]:
    """A page of a person of its own (no cookies shared), ``width`` by ``height`` CSS pixels.

    Set ``page.route`` before ``goto``: set on a loaded page it misses a request now and then.
    """
    context = browser.new_context(viewport={"width": width, "height": height}, locale=language)
    page = context.new_page()
    with without_faults(page):
        try:
            yield page
        finally:
            context.close()


@contextmanager
def without_faults(page: Page) -> Iterator[None]:
    """Fail if meanwhile a script of the page threw or the page broke its own content policy."""
    faults: list[str] = []
    axe_at_work = False

    def threw(error: Error) -> None:
        faults.append(str(error))

    def hear(message: ConsoleMessage) -> None:
        nonlocal axe_at_work
        if message.text in (AXE_BEGINS, AXE_ENDS):
            axe_at_work = message.text == AXE_BEGINS
        elif "Content Security Policy" in message.text and not axe_at_work:
            faults.append(message.text)  # what axe itself tries is not the page's fault

    page.on("pageerror", threw)
    page.on("console", hear)
    try:
        yield
    finally:
        page.remove_listener("pageerror", threw)
        page.remove_listener("console", hear)
    assert not faults, f"the page's scripts failed: {faults}"


def axe_findings(page: Page, *more_rules: str) -> list[str]:
    """What axe finds wrong with the page as it stands, one line each; empty is clean.

    ``more_rules`` are rules that axe does not look at by itself, such as those of WCAG AAA.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    wait_for_motion(page)
    page.evaluate("text => console.info(text)", AXE_BEGINS)
    rules = {rule: {"enabled": True} for rule in more_rules}
    found = page.evaluate("rules => axe.run(document, {resultTypes: ['violations'], rules})", rules)
    page.evaluate("text => console.info(text)", AXE_ENDS)
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:200]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def wait_for_motion(page: Page) -> None:
    """Wait until what fades or slides in has arrived: before, it has neither its colour nor its
    place.  What moves for ever is not waited for."""
    page.evaluate(
        """() => Promise.allSettled(document.getAnimations()
            .filter(motion => motion.effect.getComputedTiming().endTime !== Infinity)
            .map(motion => motion.finished))"""
    )


def outside_viewport(page: Page, selector: str) -> list[str]:
    """The texts of the matching elements that are not wholly inside the window."""
    found: list[str] = page.evaluate(
        """selector => [...document.querySelectorAll(selector)].filter(element => {
            const box = element.getBoundingClientRect();
            return box.width && (box.left < -0.5 || box.top < -0.5
                || box.right > innerWidth + 0.5 || box.bottom > innerHeight + 0.5);
        }).map(element => element.textContent.trim())""",
        selector,
    )
    return found


def scrolls_sideways(page: Page) -> bool:
    """Whether the page is wider than its window."""
    wide: bool = page.evaluate(
        "document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth"
    )
    return wide


@cache
def _playwright() -> Playwright:
    """The driver of all browsers of this process: a second one beside it refuses to start."""
    driver = sync_playwright().start()
    atexit.register(driver.stop)
    return driver


def _chromium() -> str:
    for name in (WINDOWLESS, *NAMES):
        if path := shutil.which(name):
            return path
    raise AssertionError("no Chromium on this machine: run 'make setup'")
