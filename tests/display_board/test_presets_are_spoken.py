"""Every number that any centre can call, at any counter, is said from clips, in one voice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from running import CONFIG

from display_board.voice import SOUNDS
from display_board.voice.bank import ClipBank
from display_board.voice.gaps import lacking
from server.rules.announcement import Speech
from server.rules.repertoire import repertoire, whole_repertoire
from server.settings import CentreSettings, load_centre


@pytest.fixture(scope="module")
def bank() -> ClipBank:
    return ClipBank(SOUNDS)


@pytest.mark.parametrize("folder", sorted(CONFIG.iterdir()), ids=lambda folder: folder.name)
def test_no_call_of_a_preset_needs_the_speech_engine(folder: Path, bank: ClipBank):
    for language, text in sentences(load_centre(folder)):
        assert len(bank.say(text, language)) > 0


def test_no_letter_and_no_number_to_9999_lacks_a_clip_in_any_region_s_way() -> None:
    assert list(lacking(SOUNDS, whole_repertoire())) == []


def sentences(centre: CentreSettings) -> Iterator[tuple[str, str]]:
    series = [field.series for field in centre.fields]
    counters = [counter.number for counter in centre.counters]
    speech = Speech(**centre.speech.chosen())
    return repertoire(series, counters, ("vi", "en"), speech)
