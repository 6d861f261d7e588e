"""Sound as numbers: clips of any origin come out as one voice, and nothing clicks."""

from __future__ import annotations

import math
import random
import wave
from array import array
from itertools import pairwise
from pathlib import Path

import pytest

from display_board.voice.chime import chime
from display_board.voice.limiter import limited
from display_board.voice.samples import (
    FULL,
    RATE,
    Samples,
    SoundUnreadable,
    decibels,
    joined,
    peak,
    prepared,
    read_sound,
    seconds,
    silence,
    speech_level,
    write_wav,
)


def tone(amplitude: float, length_s: float, pitch: float = 220.0) -> Samples[int]:
    return array(
        "h",
        [
            round(amplitude * FULL * math.sin(math.tau * pitch * n / RATE))
            for n in range(round(length_s * RATE))
        ],
    )


@pytest.mark.parametrize("amplitude", [0.01, 0.1, 0.9])
def test_a_clip_comes_out_equally_loud_however_it_was_recorded(amplitude: float) -> None:
    clip = joined([tone(amplitude, 0.4), silence(150), tone(amplitude, 0.4)])
    assert decibels(speech_level(prepared(clip))) == pytest.approx(-19, abs=0.5)


def test_sharp_peaks_are_held_and_make_their_word_no_softer() -> None:
    peaky = tone(0.1, 0.5)
    for index in range(0, len(peaky), 2000):
        peaky[index] = FULL
    clip = prepared(peaky)
    assert decibels(peak(clip)) == pytest.approx(-1.5, abs=0.1)
    assert decibels(speech_level(clip)) == pytest.approx(-19, abs=0.5)


def test_holding_a_peak_makes_no_jump_beside_it() -> None:
    sound = tone(0.3, 0.2, pitch=100.0)
    sound[RATE // 10] = FULL
    held = limited(sound, FULL * 0.35)
    assert peak(held) <= FULL * 0.35
    before_it = held[: RATE // 10]
    assert max(abs(after - before) for before, after in pairwise(before_it)) < 0.02 * FULL


def test_the_near_silence_around_a_clip_goes_and_its_sound_stays() -> None:
    hiss = random.Random(1)
    quiet = array("h", [hiss.randint(-30, 30) for _ in range(RATE // 2)])
    clip = prepared(joined([quiet, tone(0.5, 0.3), quiet]))
    assert seconds(clip) == pytest.approx(0.3, abs=0.02)


def test_a_clip_starts_and_ends_at_zero() -> None:
    clip = prepared(tone(0.5, 0.3, pitch=997))
    assert abs(clip[0]) < 0.001 * FULL
    assert abs(clip[-1]) < 0.001 * FULL


def test_pure_silence_is_no_clip() -> None:
    assert not prepared(silence(300))


def test_a_recording_of_another_rate_in_stereo_keeps_its_length(tmp_path: Path) -> None:
    path = tmp_path / "studio.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((2, 2, 48_000, 0, "NONE", ""))
        file.writeframes(array("h", [1000, 1000] * 48_000).tobytes())
    assert seconds(read_sound(path)) == pytest.approx(1.0, abs=0.01)


def test_what_is_written_is_read_back_the_same(tmp_path: Path) -> None:
    sound = tone(0.3, 0.2)
    write_wav(tmp_path / "sound.wav", sound)
    assert read_sound(tmp_path / "sound.wav") == sound
    assert [path.name for path in tmp_path.iterdir()] == ["sound.wav"]


@pytest.mark.parametrize("content", [b"", b"not a sound at all"])
def test_a_file_that_is_no_sound_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "muoi.wav"
    path.write_bytes(content)
    with pytest.raises(SoundUnreadable, match=r"muoi\.wav"):
        read_sound(path)


def test_the_chime_is_as_long_and_as_loud_as_it_should_be() -> None:
    bell = chime()
    assert seconds(bell) == pytest.approx(1.42, abs=0.001)
    assert decibels(peak(bell)) == pytest.approx(-7, abs=0.1)


def test_the_chime_rises_from_zero_and_dies_away() -> None:
    bell = chime()
    assert abs(bell[0]) < 0.001 * FULL
    assert peak(bell[-100:]) < 0.01 * FULL
