"""Announcements joined from clips: no click, even loudness, and the pauses that a listener needs.

A joint is where a clip meets the silence before or after it; the calls below use every clip and
every pause that any preset's calls can have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from loudness import loudness
from running import CONFIG

from display_board.voice import SOUNDS, ClipBank, Voice
from display_board.voice.bank import rows_of, words_of
from display_board.voice.chime import chime
from display_board.voice.samples import (
    FULL,
    RATE,
    Samples,
    decibels,
    prepared,
    read_sound,
    speech_level,
)
from server.rules.announcement import Speech
from server.rules.repertoire import repertoire
from server.settings import load_centre

SHORTEST_PAUSE = RATE // 40  # samples: so much silence is a pause, not a stop in a word


@pytest.fixture(scope="module")
def bank() -> ClipBank:
    return ClipBank(SOUNDS)


@pytest.fixture(scope="module")
def announcements(bank: ClipBank) -> dict[str, Samples[int]]:
    """Calls of the presets, each with a pair of words that no call before it had."""
    heard: set[tuple[str, ...]] = set()
    chosen = {}
    for language, text in calls_of_the_presets():
        words = [word.text for word in words_of(text)]
        pairs = set(zip([language, *words], words, strict=False))
        if not pairs <= heard:
            chosen[text] = bank.say(text, language)
        heard |= pairs
    return chosen


def calls_of_the_presets() -> Iterator[tuple[str, str]]:
    for folder in sorted(CONFIG.iterdir()):
        centre = load_centre(folder)
        series = [field.series for field in centre.fields]
        counters = [counter.number for counter in centre.counters]
        speech = Speech(**centre.speech.chosen())
        yield from repertoire(series, counters, centre.languages, speech)


def test_no_announcement_of_any_preset_clicks_at_a_joint(
    announcements: dict[str, Samples[int]],
) -> None:
    assert len(announcements) > 60
    for text, sound in announcements.items():
        joints = [edge for pause in pauses(sound) for edge in pause]
        assert len(joints) >= 8, text
        assert max(jump_at(sound, edge) for edge in [0, *joints, len(sound)]) < 0.001, text


def test_between_clips_are_50_ms_and_220_where_the_sentence_has_a_comma(
    announcements: dict[str, Samples[int]],
) -> None:
    for text, sound in announcements.items():
        lengths = [1000 * (end - start) / RATE for start, end in pauses(sound)]
        at_comma = [length for length in lengths if length > 100]
        assert len(at_comma) >= 1
        assert [length for length in at_comma if not 219 <= length <= 224] == [], text
        assert [length for length in lengths if length <= 100 and not 49 <= length <= 53] == []


def test_the_words_begin_180_ms_after_the_chime(bank: ClipBank) -> None:
    sound = Voice(bank, engine=None).announcement("Xin mời công dân số A", None).samples
    after_chime = sound[len(chime()) :]
    begin = next(index for index, value in enumerate(after_chime) if value)
    assert 1000 * begin / RATE == pytest.approx(180, abs=1)


def test_every_clip_is_within_1_lu_of_every_other() -> None:
    """By the measure of ``luot sounds check``: the level of active speech."""
    levels = {
        row["file"]: decibels(speech_level(prepared(read_sound(SOUNDS / row["file"]))))
        for row in rows_of(SOUNDS)
    }
    assert max(levels.values()) - min(levels.values()) < 1, sorted(levels.items(), key=str)


def test_every_announcement_is_within_1_lu_of_every_other(
    announcements: dict[str, Samples[int]],
) -> None:
    """By the measure of broadcasting, integrated loudness (ITU-R BS.1770)."""
    some = list(announcements.items())[::4]
    levels = {text: loudness(sound) for text, sound in some}
    assert max(levels.values()) - min(levels.values()) < 1, levels


def pauses(sound: Samples[int]) -> list[tuple[int, int]]:
    """Where silence begins and ends, as indexes of samples."""
    found = re.finditer(rb"\x00{%d,}" % (2 * SHORTEST_PAUSE), sound.tobytes())
    return [((match.start() + 1) // 2, match.end() // 2) for match in found]


def jump_at(sound: Samples[int], index: int) -> float:
    """How far the wave jumps from the sample before to this one; beyond its ends is silence."""
    before = sound[index - 1] if index > 0 else 0
    here = sound[index] if index < len(sound) else 0
    return abs(here - before) / FULL
