"""What browsers of a year do not know yet: parsed by acorn, and found by names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from browser import page_of
from playwright.sync_api import Browser, Page

from server.settings import SHARED_STATIC

ACORN = SHARED_STATIC / "vendor" / "acorn.js"

# First known to the Chromium named beside it.
LATER_IN_SCRIPTS = {
    r"\.replaceAll\(": 85,
    r"\.at\(": 92,
    r"\.(findLast|findLastIndex|toSorted|toReversed|with)\(": 97,
    r"\bstructuredClone\b": 98,
    r"\bPromise\.any\b": 85,
    r"\bAbortSignal\.timeout\b": 103,
    r"\bObject\.hasOwn\b": 93,
    r"\bcrypto\.randomUUID\b": 92,
    r"\bWeakRef\b": 84,
    r"\breplaceChildren\b": 86,
    r"\binert\b": 102,
}
LATER_IN_STYLES = {
    r"(^|[^-\w])inset\s*:": 87,
    r"aspect-ratio\s*:": 88,
    r":is\(|:where\(": 88,
    r":has\(": 105,
    r":focus-visible": 86,
    r"@layer|@container|@property|@scope": 85,
    r"\b(dvh|svh|lvh|cqw|cqh)\b": 105,
    r"color-mix\(|oklch\(|lab\(": 111,
    r"\b(padding|margin)-(inline|block)\s*:": 87,
    r"overflow\s*:\s*clip": 90,
    r"overflow-wrap\s*:\s*anywhere": 80,
    r"content-visibility": 85,
    r"(^|[;{\s])(translate|rotate|scale)\s*:": 104,
    r"text-wrap": 114,
    r"(^|[;{])[^{}]*&": 112,
}


@contextmanager
def parsing(browser: Browser) -> Iterator[Page]:
    """A page with acorn in it, for ``fault``."""
    with page_of(browser) as page:
        page.evaluate(ACORN.read_text(encoding="utf-8"))
        yield page


def fault(parser: Page, script: str, *, year: int, module: bool) -> str | None:
    """What ECMAScript of a year does not know in a script."""
    found: str | None = parser.evaluate(
        """([text, ecmaVersion, sourceType]) => {
            try { acorn.parse(text, {ecmaVersion, sourceType}); return null; }
            catch (error) { return String(error); }
        }""",
        [script, year, "module" if module else "script"],
    )
    return found


def called_too_early(script: str, chromium: int) -> list[str]:
    """What a script calls that this Chromium does not have."""
    return _known_later(LATER_IN_SCRIPTS, script, chromium)


def styled_too_early(style: str, chromium: int) -> list[str]:
    """What a style asks for that this Chromium does not have."""
    text = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    return _known_later(LATER_IN_STYLES, text, chromium)


def _known_later(names: Mapping[str, int], text: str, chromium: int) -> list[str]:
    later = (name for name, known in names.items() if known > chromium)
    return [name for name in later if re.search(name, text, re.MULTILINE)]
