"""The clip bank: longest phrase first, and never half a sentence."""

from __future__ import annotations

import math
from array import array
from pathlib import Path

import pytest

from display_board.voice.bank import ClipBank, ClipMissing
from display_board.voice.samples import (
    FULL,
    RATE,
    Samples,
    prepared,
    read_sound,
    seconds,
    write_wav,
)

PITCHES = iter(range(200, 4000, 7))


def clip(length_s: float) -> Samples[int]:
    pitch = next(PITCHES)
    return array(
        "h",
        [
            round(FULL / 4 * math.sin(math.tau * pitch * n / RATE))
            for n in range(round(RATE * length_s))
        ],
    )


def bank_of(folder: Path, *phrases: str, language: str = "vi") -> ClipBank:
    """A bank whose every phrase sounds a tenth of a second for each of its words."""
    lines = ["file,text,language"]
    for number, phrase in enumerate(phrases):
        write_wav(folder / f"{number}.wav", clip(0.1 * len(phrase.split())))
        lines.append(f'{number}.wav,"{phrase}",{language}')
    (folder / "clips.csv").write_text("\n".join(lines), encoding="utf-8")
    return ClipBank(folder)


def length_of(folder: Path, number: int) -> int:
    return len(prepared(read_sound(folder / f"{number}.wav")))


def test_a_whole_phrase_is_preferred_to_its_words(tmp_path: Path) -> None:
    bank = bank_of(tmp_path, "mời", "công", "dân", "số", "mời công dân số")
    assert len(bank.say("Mời công dân số.", "vi")) == length_of(tmp_path, 4)


def test_a_shorter_phrase_is_taken_where_the_longest_leads_nowhere(tmp_path: Path) -> None:
    bank = bank_of(tmp_path, "xin mời", "xin", "mời công dân số")
    assert len(bank.say("Xin mời công dân số", "vi"))


def test_one_missing_word_refuses_the_whole_sentence(tmp_path: Path) -> None:
    bank = bank_of(tmp_path, "mời công dân số", "không", "một")
    with pytest.raises(ClipMissing, match="hai"):
        bank.say("Mời công dân số không một hai.", "vi")


def test_a_phrase_may_hold_a_comma(tmp_path: Path) -> None:
    bank = bank_of(tmp_path, "đại diện tổ chức, doanh nghiệp")
    assert bank.say("Đại diện tổ chức, doanh nghiệp", "vi")


def test_a_comma_between_phrases_is_heard_as_a_pause(tmp_path: Path) -> None:
    bank = bank_of(tmp_path, "hai", "đến")
    with_comma, without = bank.say("hai, đến", "vi"), bank.say("hai đến", "vi")
    assert (len(with_comma) - len(without)) / RATE == pytest.approx(0.17, abs=0.001)


def test_digits_follow_each_other_after_a_twentieth_of_a_second(tmp_path: Path) -> None:
    bank = bank_of(tmp_path, "không", "một")
    alone = length_of(tmp_path, 0) + length_of(tmp_path, 1)
    assert (len(bank.say("không một", "vi")) - alone) / RATE == pytest.approx(0.05, abs=0.001)


def test_english_is_never_said_with_vietnamese_clips(tmp_path: Path) -> None:
    bank = bank_of(tmp_path, "A", language="vi")
    with pytest.raises(ClipMissing):
        bank.say("A", "en")


def test_a_hyphen_parts_words(tmp_path: Path) -> None:
    bank = bank_of(tmp_path, "thirty", "four", language="en")
    assert bank.say("thirty-four", "en")


def test_a_folder_without_a_table_is_an_empty_bank(tmp_path: Path) -> None:
    bank = ClipBank(tmp_path / "nowhere")
    assert len(bank) == 0
    with pytest.raises(ClipMissing):
        bank.say("mời", "vi")


def test_an_unusable_clip_costs_only_its_own_sentences(tmp_path: Path) -> None:
    bank_of(tmp_path, "không", "một", "hai")
    (tmp_path / "1.wav").write_bytes(b"broken")
    (tmp_path / "2.wav").unlink()
    bank = ClipBank(tmp_path)
    assert seconds(bank.say("không", "vi")) > 0
    assert len(bank.faults) == 2
    with pytest.raises(ClipMissing):
        bank.say("một", "vi")


def test_no_words_are_no_sentence(tmp_path: Path) -> None:
    with pytest.raises(ClipMissing):
        bank_of(tmp_path, "không").say(" ,.", "vi")
