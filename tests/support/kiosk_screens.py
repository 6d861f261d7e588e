"""The touch screen through a citizen's eyes and fingers, for tests in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from playwright.sync_api import Page, expect

SMALLEST_TARGET = 96
SMALLEST_TEXT = 30


class Screen:
    """A page of the kiosk with short words for what a citizen does."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    def open(self) -> Screen:
        """Load the page and wait for its first screen."""
        self.page.goto(self.url)
        self.page.locator(".tile, .notice").first.wait_for()
        return self

    def choose(self, name: str) -> Screen:
        """Touch the tile of a field or agency."""
        self.page.locator("button.tile", has_text=name).click()
        return self

    def press(self, name: str) -> Screen:
        """Touch the button that bears this name."""
        self.page.get_by_role("button", name=name, exact=True).click()
        return self

    def type(self, text: str) -> Screen:
        """Touch the keys on the screen."""
        for letter in text:
            name = "Dấu cách" if letter == " " else letter.upper()
            self.page.locator(".keyboard").get_by_role("button", name=name, exact=True).click()
        return self

    def answer(self, name: str) -> Screen:
        """Touch an answer to a question (purpose, priority)."""
        self.page.locator(".choice", has_text=name).click()
        return self

    def shows(self, text: str) -> Screen:
        """The screen says this, soon."""
        expect(self.page.locator("body")).to_contain_text(text, timeout=15_000)
        return self

    def settled(self) -> Screen:
        """Wait until the screen takes touches (not in its first moment: see kiosk.css)."""
        self.page.evaluate(
            "() => Promise.allSettled(document.getAnimations().map(motion => motion.finished))"
        )
        return self

    def number(self) -> str:
        """The number on the screen, once it is there."""
        return self.page.locator(".given-number").inner_text()

    def title(self) -> str:
        """The screen's heading."""
        return self.page.locator("h1").inner_text()


def walk(screen: Screen, search_for: str, language: str) -> Iterator[str]:
    """Go through every screen of one visit, naming each as it stands there settled."""
    screen.open()
    if language == "en":
        screen.press("English")
    screen.settled()
    yield "fields"
    screen.page.locator(".foot.strong").click()
    screen.page.locator(".key").first.wait_for()
    screen.settled()
    yield "search, empty"
    for letter in search_for:
        screen.page.locator(".key", has_text=letter.upper()).first.click()
    screen.page.locator(".result").first.wait_for()
    screen.settled()
    yield "search, found"
    screen.page.locator("button.result").first.click()
    screen.page.locator(".take").wait_for()
    screen.settled()
    yield "confirm"
    screen.page.locator(".take").click()
    screen.page.locator(".paper:not(.paper-printing)").wait_for()
    screen.settled()
    yield "number"


def faults_of_size(page: Page) -> list[str]:
    """Targets and texts that are too small for a finger or an eye, and boxes that overflow."""
    found: list[str] = page.evaluate(
        """([target, text]) => {
            const seen = [...document.querySelectorAll("#kiosk *")].filter(e => e.offsetParent);
            const box = e => e.getBoundingClientRect();
            const said = e => e.className + ": " + e.textContent.trim().slice(0, 60);
            const ownText = e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
            return [
                ...seen.filter(e => e.matches("button, input:not(.query-input)")
                    && (box(e).width < target - 0.5 || box(e).height < target - 0.5))
                    .map(e => "small target " + said(e)),
                ...seen.filter(e => ownText(e)
                    && parseFloat(getComputedStyle(e).fontSize) < text - 0.1)
                    .map(e => "small text " + said(e)),
                ...seen.filter(e => e.matches(".main, .tile, .tiles, .result, .results, .given")
                    && (e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1))
                    .map(e => "overflows " + said(e)),
                ...seen.filter(e => e.matches(".tile-name, .result-name"))
                    .filter(e => box(e).bottom > box(e.nextElementSibling).top + 1
                        || box(e).top < box(e.parentElement).top)
                    .map(e => "overlaps " + said(e)),
            ];
        }""",
        [SMALLEST_TARGET, SMALLEST_TEXT],
    )
    return found


def at_every_screen(
    screen: Screen, search_for: str, look: Callable[[Page], list[str]], language: str = "vi"
) -> dict[str, list[str]]:
    """What ``look`` finds wrong, by screen; empty when nothing is."""
    found = {name: look(screen.page) for name in walk(screen, search_for, language)}
    return {name: faults for name, faults in found.items() if faults}
