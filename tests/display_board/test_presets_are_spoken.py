"""Every number that a preset can call, at every counter, is said from clips, in one voice."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import CONFIG, ROOT

from display_board.voice.bank import ClipBank
from server.rules.announcement import Speech, call_text_en, call_text_vi
from server.settings import CentreSettings, load_centre

EVERY_DIGIT = ("012", "345", "678", "999")


@pytest.fixture(scope="module")
def bank() -> ClipBank:
    return ClipBank(ROOT / "sounds")


@pytest.mark.parametrize("folder", sorted(CONFIG.iterdir()), ids=lambda folder: folder.name)
def test_no_call_of_a_preset_needs_the_speech_engine(folder: Path, bank: ClipBank):
    for text, language in sentences(load_centre(folder)):
        assert len(bank.say(text, language)) > 0


def sentences(centre: CentreSettings) -> set[tuple[str, str]]:
    """Each series with every digit, each counter, first and second call, person and company."""
    speech = Speech(**centre.speech.model_dump())
    numbers = [field.series + digits for field in centre.fields for digits in EVERY_DIGIT]
    calls = [(number, centre.counters[0].number) for number in numbers]
    calls += [(numbers[0], counter.number) for counter in centre.counters]
    return {
        said
        for number, counter in calls
        for nth in (1, 2)
        for said in (
            (call_text_vi(number, counter, nth, "citizen", speech), "vi"),
            (call_text_vi(number, counter, nth, "organisation", speech), "vi"),
            (call_text_en(number, counter, nth), "en"),
        )
    }
