"""The recipe of the clips knows how every clip of the tables is said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from display_board.voice import SOUNDS
from display_board.voice.bank import rows_of, words_of
from tools.voice.choices import CHOICES, OPENING
from tools.voice.english import PHONEMES
from tools.voice.letters import named
from tools.voice.phrases import Phrase, phrases_of
from tools.voice.spelling import NotASyllable, syllable


def texts(language: str) -> Iterator[str]:
    for folder in (SOUNDS, SOUNDS / "guide"):
        yield from (row["text"] for row in rows_of(folder) if row["language"] == language)


def test_every_english_clip_has_its_phonemes() -> None:
    assert [text for text in texts("en") if text not in PHONEMES] == []


def test_no_choice_is_left_of_a_text_that_no_clip_says() -> None:
    said = {phrase.words for text in texts("vi") for phrase in phrases_of(named(text))}
    assert set(CHOICES) <= {*said, OPENING}


def test_every_vietnamese_clip_can_be_spelled() -> None:
    words = {word.text for text in texts("vi") for word in words_of(named(text))}
    assert all(syllable(word).nucleus for word in words)


@pytest.mark.parametrize(
    ("text", "sounds", "tone"),
    [
        ("quầy", ("kw", "ʌ", "ɪ"), "huyền"),
        ("nghìn", ("ŋ", "i", "n"), "huyền"),
        ("không", ("x", "əw", "ŋ"), "ngang"),
        ("giấy", ("z", "ʌ", "ɪ"), "sắc"),
        ("một", ("m", "o", "t"), "nặng"),
        ("ưu", ("", "ɨ", "ʊ"), "ngang"),
    ],
)
def test_a_syllable_is_read_with_its_tone(
    text: str, sounds: tuple[str, str, str], tone: str
) -> None:
    read = syllable(text)
    assert ((read.onset, read.nucleus, read.coda), read.tone) == (sounds, tone)
    assert read.stopped == (text == "một")


def test_what_is_no_syllable_is_refused() -> None:
    with pytest.raises(NotASyllable, match="strength"):
        syllable("strength")


def test_a_text_is_spoken_sentence_by_sentence() -> None:
    assert phrases_of("Máy hết giấy: Ông nhớ số, rồi về. Còn ai không?") == [
        Phrase("máy hết giấy, ông nhớ số, rồi về", "."),
        Phrase("còn ai không", "?"),
    ]
    assert Phrase("nhớ số, rồi về", ".").parts() == ["nhớ", "số", ",", "rồi", "về"]
