"""The touch screen through a citizen's eyes and fingers, for tests in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from browser import wait_for_motion
from playwright.sync_api import Page, expect

SMALLEST_TARGET_MM = 20.0
SMALLEST_CAPITAL_MM = 7.3
"""Of what one must read, at 0.6 m (EN 301 549, 5.1.4); in large text of everything."""
SMALLEST_FACT_MM = 5.2
REACH_FROM_PORTRAIT, REACH_FROM_LANDSCAPE = 0.38, 0.25
"""Of the height, from above: nothing higher is touched when the controls are lowered."""

HALF = (540, 960)
"""A portrait screen with a quarter of the dots."""
QUICK = 50.0

LONGEST_PROCEDURE = ("Đăng ký biến động đối với trường hợp thay đổi quyền sử dụng đất; " * 17)[
    :1094
]


class Screen:
    """A page of the kiosk with short words for what a citizen does.

    What moves on it moves so many times as fast as it would, so that nobody waits for the moment
    in which a screen takes no touches (see kiosk.css): a test about that moment sets ``motion``.
    """

    def __init__(self, page: Page, url: str, motion: float = QUICK) -> None:
        self.page = page
        self.url = url
        self._devtools = page.context.new_cdp_session(page)
        self._devtools.send("Animation.enable")
        self._usual_motion = motion

    def motion(self, rate: float) -> Screen:
        """Let what moves move so many times as fast as it would, until the page is opened again."""
        self._devtools.send("Animation.setPlaybackRate", {"playbackRate": rate})
        return self

    def open(self) -> Screen:
        """Load the page and wait for its first screen, which is not the one that it starts with."""
        self.motion(self._usual_motion).page.goto(self.url)
        first = self.page.locator(".tile, .notice")
        first.filter(has_not_text="Máy đang khởi động").first.wait_for()
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
        wait_for_motion(self.page)
        return self

    def number(self) -> str:
        """The number on the screen, once it is there."""
        return self.page.locator(".given-number").inner_text()

    def title(self) -> str:
        """The screen's heading."""
        return self.page.locator("h1").inner_text()


def walk(
    screen: Screen, search_for: str, language: str = "vi", helps: Sequence[str] = ()
) -> Iterator[str]:
    """Go through every screen of one visit, naming each as it stands there settled."""
    page = screen.open().page
    if language == "en":
        screen.press("English")
    for help_asked in helps:
        screen.press(help_asked)
    screen.settled()
    yield "fields"
    if page.locator("button.agency").count():
        page.locator("button.agency").first.click()
        page.locator(".tiles-rows").wait_for()
        screen.settled()
        yield "agency"
    page.locator(".foot.strong").click()
    page.locator(".key").first.wait_for()
    screen.settled()
    yield "search, empty"
    for letter in search_for:
        page.locator(".key", has_text=letter.upper()).first.click()
    page.locator(".result").first.wait_for()
    screen.settled()
    yield "search, found"
    page.locator("button.result").first.click()
    page.locator(".take").wait_for()
    screen.settled()
    yield "confirm"
    for opening in (".chosen-procedure button", ".choice-folded"):
        if page.locator(opening).count():
            page.locator(opening).last.click()
            page.locator(".sheet").wait_for()
            yield f"sheet of {opening}"
            page.keyboard.press("Escape")
    page.locator(".take").click()
    page.locator(".paper:not(.paper-printing)").wait_for()
    screen.settled()
    yield "number"


def faults_of_size(page: Page, pixels_per_mm: float = 4.0, large_text: bool = False) -> list[str]:
    """Targets and texts that are too small for a finger or an eye, and boxes that overflow."""
    found: list[str] = page.evaluate(
        """([target, toAct, toRead]) => {
            const pen = document.createElement("canvas").getContext("2d");
            const capital = e => {
                const {fontWeight, fontSize, fontFamily} = getComputedStyle(e);
                pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
                return pen.measureText("H").actualBoundingBoxAscent;
            };
            const seen = [...document.querySelectorAll("#kiosk *")].filter(e => e.offsetParent);
            const box = e => e.getBoundingClientRect();
            const said = e => e.className + ": " + e.textContent.trim().slice(0, 60);
            const ownText = e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
            const facts = ".tile-facts *, .result-facts, .result-why, .sheet .huge";
            const needed = e => e.closest("button, h1, h2") && !e.matches(facts);
            return [
                ...seen.filter(e => e.matches("button, input:not(.query-input)")
                    && (box(e).width < target - 0.5 || box(e).height < target - 0.5))
                    .map(e => "small target " + said(e)),
                ...seen.filter(e => ownText(e) && capital(e) < (needed(e) ? toAct : toRead))
                    .map(e => "small text " + said(e)),
                ...seen.filter(e => e.matches(".kiosk, .main, .list, .tile, .tiles, .results,"
                    + ".result, .asked, .given, .sheet, .helps, .help, .foot, .keys, .header")
                    && (e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1))
                    .map(e => "overflows " + said(e)),
                ...seen.filter(e => e.matches(".tile-name, .result-name"))
                    .filter(e => box(e).bottom > box(e.nextElementSibling).top + 1
                        || box(e).top < box(e.parentElement).top)
                    .map(e => "overlaps " + said(e)),
            ];
        }""",
        [
            SMALLEST_TARGET_MM * pixels_per_mm,
            SMALLEST_CAPITAL_MM * pixels_per_mm,
            (SMALLEST_CAPITAL_MM if large_text else SMALLEST_FACT_MM) * pixels_per_mm,
        ],
    )
    return found


def out_of_reach(page: Page) -> list[str]:
    """What is touched and lies too high for somebody in a wheelchair (the box that is typed into
    need not be touched)."""
    found: list[str] = page.evaluate(
        """share => [...document.querySelectorAll("button")].filter(e => e.offsetParent)
            .filter(e => e.getBoundingClientRect().top < innerHeight
                * (innerHeight > innerWidth ? share[0] : share[1]))
            .map(e => "out of reach " + e.textContent.trim().slice(0, 60))""",
        [REACH_FROM_PORTRAIT, REACH_FROM_LANDSCAPE],
    )
    return found


def at_every_screen(
    screen: Screen,
    search_for: str,
    look: Callable[[Page], list[str]],
    language: str = "vi",
    helps: Sequence[str] = (),
) -> dict[str, list[str]]:
    """What ``look`` finds wrong, by screen; empty when nothing is."""
    found = {name: look(screen.page) for name in walk(screen, search_for, language, helps)}
    return {name: faults for name, faults in found.items() if faults}
