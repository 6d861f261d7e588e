"""An announcement: chime, Vietnamese, English; clips, else engine, else the chime and a reason."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from display_board.voice import ClipBank, Engine, Voice
from display_board.voice.chime import chime
from display_board.voice.samples import RATE, seconds, silence, write_wav

NO_ENGINE = (sys.executable, "-c", "raise SystemExit('no engine here')")
CHIME_AND_PAUSE_S = 1.42 + 0.18


def bank(folder: Path, **words: str) -> ClipBank:
    """Clips of the chime's sound, one for each word, by language."""
    rows = ["file,text,language"]
    for language, texts in words.items():
        for number, text in enumerate(texts.split()):
            write_wav(folder / f"{language}{number}.wav", chime()[:RATE])
            rows.append(f"{language}{number}.wav,{text},{language}")
    (folder / "clips.csv").write_text("\n".join(rows), encoding="utf-8")
    return ClipBank(folder)


def test_the_chime_comes_first_and_the_words_after_a_breath(tmp_path: Path) -> None:
    made = Voice(bank(tmp_path, vi="mời"), None).announcement("Mời", None)
    assert made.spoken
    assert made.problem is None
    assert made.samples[: len(chime())] == chime()
    pause = made.samples[len(chime()) : len(chime()) + RATE * 180 // 1000]
    assert pause == silence(180)


def test_english_is_said_after_vietnamese(tmp_path: Path) -> None:
    voice = Voice(bank(tmp_path, vi="mời", en="ticket"), None)
    vietnamese, both = voice.announcement("Mời", None), voice.announcement("Mời", "Ticket")
    assert both.samples[: len(vietnamese.samples)] == vietnamese.samples
    assert len(both.samples) > len(vietnamese.samples)


def test_a_sentence_with_a_missing_clip_goes_whole_to_the_engine(tmp_path: Path) -> None:
    clips = bank(tmp_path, vi="mời công dân số không")
    made = Voice(clips, Engine()).announcement("Mời công dân số không hai.", None)
    assert made.spoken
    spoken_part = made.samples[round(CHIME_AND_PAUSE_S * RATE) :]
    whole = Engine().say("Mời công dân số không hai.", "vi")
    assert abs(len(spoken_part) - len(whole)) < len(whole) // 10


def test_without_clips_and_engine_the_chime_sounds_and_the_reason_is_told(tmp_path: Path) -> None:
    made = Voice(bank(tmp_path), Engine(worker=NO_ENGINE)).announcement("Mời", None)
    assert not made.spoken
    assert made.samples == chime()
    assert "no engine here" in (made.problem or "")


def test_without_english_the_vietnamese_is_still_said(tmp_path: Path) -> None:
    made = Voice(bank(tmp_path, vi="mời"), None).announcement("Mời", "Ticket number")
    assert made.spoken
    assert seconds(made.samples) > CHIME_AND_PAUSE_S
    assert "Ticket number" in (made.problem or "")


def test_an_announcement_made_once_is_not_made_again(tmp_path: Path) -> None:
    voice = Voice(bank(tmp_path, vi="mời"), None)
    assert voice.announcement("Mời", None) is voice.announcement("Mời", None)


def test_a_failure_is_not_remembered_for_the_next_call(tmp_path: Path) -> None:
    engine_there = tmp_path / "engine-there"
    code = f"""
import pathlib, runpy, sys
if not pathlib.Path({str(engine_there)!r}).exists():
    raise SystemExit("not yet")
runpy.run_module("display_board.voice.pyttsx3_worker", run_name="__main__")
"""
    voice = Voice(bank(tmp_path), Engine(worker=(sys.executable, "-c", code)))
    assert not voice.announcement("Xin mời", None).spoken
    engine_there.touch()
    assert voice.announcement("Xin mời", None).spoken


@pytest.mark.parametrize(("words", "works"), [("mời", True), ("", False)])
def test_a_voice_knows_before_the_first_call_that_it_cannot_speak(
    tmp_path: Path, words: str, works: bool
) -> None:
    assert (Voice(bank(tmp_path, vi=words), None).check() is None) == works
