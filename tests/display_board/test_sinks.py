"""Where announcements go: real time on speakers, whole files in folders, nothing when silent."""

from __future__ import annotations

import sys
import threading
import time
from itertools import pairwise
from pathlib import Path

import miniaudio
import pytest

from display_board.voice.samples import read_sound, silence
from display_board.voice.sinks import Files, Silent, SoundFailed, Speakers, make_sink

SHORT = silence(200)
INTO_NOTHING = [miniaudio.Backend.NULL]
WINDOWS_ONLY, APPLE_ONLY = miniaudio.Backend.WASAPI, miniaudio.Backend.COREAUDIO
NOT_OF_THIS_SYSTEM = [APPLE_ONLY if sys.platform == "win32" else WINDOWS_ONLY]


def test_speakers_take_as_long_as_the_announcement() -> None:
    began, first = time.monotonic(), []
    Speakers(INTO_NOTHING).play(SHORT, "1", lambda: first.append(time.monotonic()))
    assert time.monotonic() - began >= 0.2
    assert len(first) == 1


def test_two_zones_on_the_same_speakers_never_speak_at_once() -> None:
    speakers, spans = Speakers(INTO_NOTHING), []

    def speak() -> None:
        started: list[float] = []
        speakers.play(SHORT, "x", lambda: started.append(time.monotonic()))
        spans.append((started[0], time.monotonic()))

    zones = [threading.Thread(target=speak) for _ in range(3)]
    for zone in zones:
        zone.start()
    for zone in zones:
        zone.join()
    spans.sort()
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_speakers_fall_silent_in_the_middle_of_a_word() -> None:
    speakers = Speakers(INTO_NOTHING)
    speakers.play(silence(600_000), "ten minutes", speakers.close)


def test_a_machine_without_a_sound_device_says_so() -> None:
    speakers = Speakers(NOT_OF_THIS_SYSTEM)
    with pytest.raises(SoundFailed, match="no sound device"):
        speakers.check()
    with pytest.raises(SoundFailed, match="no sound device"):
        speakers.play(SHORT, "1", lambda: None)


def test_a_folder_gets_one_whole_file_for_each_announcement(tmp_path: Path) -> None:
    sink = make_sink("file://said", tmp_path)
    assert isinstance(sink, Files)
    sink.play(SHORT, "00000007-main-A012", lambda: None)
    (file,) = (tmp_path / "said").iterdir()
    assert file.name == "00000007-main-A012.wav"
    assert read_sound(file) == SHORT


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "said").write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(SoundFailed, match="cannot write"):
        make_sink("file://said", tmp_path).check()


def test_silence_takes_no_time() -> None:
    sink, started = make_sink("silent", Path()), []
    assert isinstance(sink, Silent)
    sink.play(silence(600_000), "1", lambda: started.append(True))
    assert started == [True]
    assert not sink.paced
