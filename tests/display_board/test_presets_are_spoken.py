"""Every number that a preset can call, at every counter, is said from clips, in one voice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from running import CONFIG, ROOT

from display_board.voice.bank import ClipBank
from server.rules.announcement import Speech
from server.rules.repertoire import repertoire
from server.settings import CentreSettings, load_centre


@pytest.fixture(scope="module")
def bank() -> ClipBank:
    return ClipBank(ROOT / "sounds")


@pytest.mark.parametrize("folder", sorted(CONFIG.iterdir()), ids=lambda folder: folder.name)
def test_no_call_of_a_preset_needs_the_speech_engine(folder: Path, bank: ClipBank):
    for language, text in sentences(load_centre(folder)):
        assert len(bank.say(text, language)) > 0


def sentences(centre: CentreSettings) -> Iterator[tuple[str, str]]:
    series = [field.series for field in centre.fields]
    counters = [counter.number for counter in centre.counters]
    speech = Speech(**centre.speech.model_dump())
    return repertoire(series, counters, ("vi", "en"), speech)
