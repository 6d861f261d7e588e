"""The speech engine behind its border: slow, dead, silent or foreign, it harms nobody."""

from __future__ import annotations

import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest

from display_board.voice.engine import Engine, EngineFailed
from display_board.voice.pyttsx3_worker import NoSuchVoice, choose_voice, wait_for_whole
from display_board.voice.samples import decibels, seconds, speech_level

SENTENCE = "Xin mời công dân số A không một hai, đến quầy số ba."
WRITE_HALF_A_SECOND = """
import sys, wave
file = wave.open(sys.argv[sys.argv.index("--out") + 1], "wb")
file.setparams((1, 2, 22050, 0, "NONE", ""))
file.writeframes(bytes([0, 16, 0, 240] * 5000))
file.close()
"""


def worker(tmp_path: Path, code: str) -> tuple[str, ...]:
    path = tmp_path / "worker.py"
    path.write_text(code, encoding="utf-8")
    return (sys.executable, str(path))


@dataclass
class InstalledVoice:
    id: str
    languages: list[str]


ENGLISH = InstalledVoice("gmw/en", ["en-gb"])
NORTH = InstalledVoice("aav/vi", ["vi"])
CENTRAL = InstalledVoice("aav/vi-vn-x-central", ["vi-vn-x-central"])
SOUTH = InstalledVoice("aav/vi-vn-x-south", ["vi-vn-x-south"])


@pytest.mark.parametrize(("text", "language"), [(SENTENCE, "vi"), ("Counter three.", "en")])
def test_the_real_engine_speaks_a_sentence_at_the_level_of_the_clips(
    text: str, language: str
) -> None:
    speech = Engine().say(text, language)
    assert seconds(speech) > 0.6
    assert decibels(speech_level(speech)) == pytest.approx(-19, abs=1.5)


def test_the_south_speaks_with_its_own_voice() -> None:
    assert Engine("south").say(SENTENCE, "vi") != Engine("north").say(SENTENCE, "vi")


@pytest.mark.parametrize(
    ("kind", "voice"), [("vi-north", NORTH), ("vi-south", SOUTH), ("en", ENGLISH)]
)
def test_a_voice_is_chosen_by_its_language(kind: str, voice: InstalledVoice) -> None:
    assert choose_voice([ENGLISH, CENTRAL, SOUTH, NORTH], kind) == voice.id


def test_where_no_voice_is_vietnamese_none_speaks_in_its_place() -> None:
    with pytest.raises(NoSuchVoice, match="install espeak-ng"):
        choose_voice([ENGLISH, CENTRAL], "vi-north")


def test_a_hung_worker_is_ended_after_the_time_limit(tmp_path: Path) -> None:
    hung = worker(tmp_path, "import time; time.sleep(600)")
    with pytest.raises(EngineFailed, match="no answer within"):
        Engine(worker=hung, time_limit_s=0.3).say(SENTENCE, "vi")


def test_a_dying_worker_gives_its_last_words(tmp_path: Path) -> None:
    dying = worker(tmp_path, "raise SystemExit('no such voice')")
    with pytest.raises(EngineFailed, match="no such voice"):
        Engine(worker=dying).say(SENTENCE, "vi")


def test_a_worker_that_writes_nothing_has_failed(tmp_path: Path) -> None:
    with pytest.raises(EngineFailed, match="no sound came"):
        Engine(worker=worker(tmp_path, "")).say(SENTENCE, "vi")


def test_a_sound_too_short_for_its_text_is_refused(tmp_path: Path) -> None:
    short = worker(tmp_path, WRITE_HALF_A_SECOND)
    with pytest.raises(EngineFailed, match="where at least"):
        Engine(worker=short).say(SENTENCE, "vi")
    assert Engine(worker=short).say("ba", "vi")


def test_a_worker_that_fails_once_is_asked_once_more(tmp_path: Path) -> None:
    flag = tmp_path / "was-here"
    fails_first = f"""
import pathlib
flag = pathlib.Path({str(flag)!r})
if not flag.exists():
    flag.touch()
    raise SystemExit("not yet")
{WRITE_HALF_A_SECOND}"""
    assert Engine(worker=worker(tmp_path, fails_first)).say("ba", "vi")


def test_a_missing_worker_is_a_failure_and_not_a_crash() -> None:
    with pytest.raises(EngineFailed, match="does not start"):
        Engine(worker=("/nowhere/at/all",)).say(SENTENCE, "vi")


def test_a_file_that_comes_after_the_engine_has_returned_is_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "late.wav"
    writer = threading.Timer(0.2, file.write_bytes, (b"sound",))
    writer.start()
    wait_for_whole(file)
    assert file.read_bytes() == b"sound"
    writer.join()
