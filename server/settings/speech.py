"""How a centre's calls are said: the region's words, and the sentences around the numbers.

What is left out is said as ``server.rules.announcement`` says it.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator

from server.settings.faults import Table
from server.settings.texts import Text

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
NEEDED = ("number", "counter")


def _sentence(*more: str) -> AfterValidator:
    """A sentence of a call: ``NEEDED`` in braces, and nothing in braces but them and ``more``."""
    known = (*NEEDED, *more)

    def check(template: str) -> str:
        found = PLACEHOLDER.findall(template)
        left = [f"{{{name}}}" for name in NEEDED if name not in found]
        if left:
            raise ValueError(f"expected a sentence with {' and '.join(left)} in it")
        if set(found) - set(known) or re.search(r"[{}]", PLACEHOLDER.sub("", template)):
            choice = ", ".join(f"{{{name}}}" for name in known)
            raise ValueError(f"expected no other braces than {choice}")
        return template

    return AfterValidator(check)


SentenceVi = Annotated[Text, _sentence("customer")]
SentenceEn = Annotated[Text, _sentence()]


class SpeechSettings(Table):
    """How calls are said, by region (domain: North says linh and nghìn) and by the centre's wish.

    ``call_…`` is the sentence of the first call, ``recall_…`` of every later one; ``citizen`` and
    ``organisation`` are what ``{customer}`` stands for.
    """

    zero_ten: Literal["linh", "lẻ"] = "linh"
    thousand: Literal["nghìn", "ngàn"] = "nghìn"
    letters: Literal["a-bê-xê", "a-bờ-cờ"] = "a-bê-xê"
    call_vi: SentenceVi | None = None
    recall_vi: SentenceVi | None = None
    call_en: SentenceEn | None = None
    recall_en: SentenceEn | None = None
    citizen: Text | None = None
    organisation: Text | None = None

    def chosen(self) -> dict[str, str]:
        """What the file says, by the names that ``Speech`` of the rules has for it."""
        return self.model_dump(exclude_none=True)
