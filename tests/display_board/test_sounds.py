"""The clips that come with the product: usable, even, and without clicks where they are joined."""

from __future__ import annotations

import pytest

from display_board.hall import SOUNDS
from display_board.voice import ClipBank
from display_board.voice.bank import TABLE
from display_board.voice.samples import (
    FULL,
    RATE,
    Samples,
    decibels,
    peak,
    prepared,
    read_sound,
    speech_level,
)

SENTENCE = "Mời công dân số A không một hai, đến quầy số ba."


@pytest.fixture(scope="module")
def bank() -> ClipBank:
    return ClipBank(SOUNDS)


def test_every_clip_of_the_table_can_be_used(bank: ClipBank) -> None:
    lines = (SOUNDS / TABLE).read_text(encoding="utf-8").splitlines()
    assert bank.faults == []
    assert len(bank) == len(lines) - 1


def test_every_clip_is_brought_to_the_same_loudness() -> None:
    for path in sorted(SOUNDS.glob("*.wav")):
        clip = prepared(read_sound(path))
        assert decibels(peak(clip)) < -1.4, path.name
        level = decibels(speech_level(clip))
        assert level == pytest.approx(-19, abs=1) or peak(clip) > 0.84 * FULL, (path.name, level)


def test_nothing_clicks_where_clips_are_joined(bank: ClipBank) -> None:
    sound = bank.say(SENTENCE, "vi")
    edges = edges_of_silence(sound)
    assert len(edges) >= 10
    assert max(jump_at(sound, edge) for edge in edges) < 0.01


def jump_at(sound: Samples[int], index: int) -> float:
    return abs(sound[index] - sound[index - 1]) / FULL


def edges_of_silence(sound: Samples[int]) -> list[int]:
    """Where sound begins after, or ends before, at least 40 ms of nothing."""
    edges: list[int] = []
    start: int | None = None
    for index, value in enumerate(sound):
        if value == 0 and start is None:
            start = index
        elif value != 0 and start is not None:
            if index - start >= RATE // 25:
                edges += [start, index]
            start = None
    return edges
