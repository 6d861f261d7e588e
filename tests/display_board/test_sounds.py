"""The clips that come with the product, and what their tables say of them."""

from __future__ import annotations

import pytest

from display_board.voice import SOUNDS, ClipBank
from display_board.voice.bank import TABLE, rows_of
from server.rules.repertoire import ALPHABET


@pytest.fixture(scope="module")
def bank() -> ClipBank:
    return ClipBank(SOUNDS)


def test_every_clip_of_the_table_can_be_used(bank: ClipBank) -> None:
    lines = (SOUNDS / TABLE).read_text(encoding="utf-8").splitlines()
    assert bank.faults == []
    assert len(bank) == len(lines) - 1


GUIDE = (
    "choose-agency", "choose-field", "choose-purpose", "search", "scan", "number",
    "number-after", "still-there", "no-number", "no-paper", "paused",
)  # fmt: skip


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_kiosk_can_say_every_step_in_both_languages(language: str) -> None:
    guide = ClipBank(SOUNDS / "guide")
    assert guide.faults == []
    files = {row["file"] for row in rows_of(SOUNDS / "guide") if row["language"] == language}
    assert files == {f"{language}/{name}.wav" for name in GUIDE}


def test_the_number_can_be_said_after_the_guide_has_announced_it(bank: ClipBank) -> None:
    """The kiosk plays the letter and the digits from the bank after "your number is"."""
    for letter in ALPHABET:
        assert bank.say(f"{letter} không một hai ba bốn năm sáu bảy tám chín", "vi")
        assert bank.say(f"{letter} zero one two three four five six seven eight nine", "en")
