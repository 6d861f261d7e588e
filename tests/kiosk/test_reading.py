"""Bytes of a serial line become one text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.scanner.reading import BROKEN_OFF_SECONDS, ENDED_SECONDS, LONGEST, Reading


def read(*pieces: bytes) -> str:
    reading = Reading()
    for piece in pieces:
        reading.feed(piece)
    return reading.take()


@pytest.mark.parametrize("ending", [b"", b"\r", b"\n", b"\r\n", b"\t", b"\x03", b"\x00"])
def test_every_ending_gives_the_same_text(ending: bytes) -> None:
    assert read(b"\x02H57.12-260302-0041" + ending) == "H57.12-260302-0041"


def test_letters_cut_in_two_by_the_line_are_whole() -> None:
    text = "Giấy hẹn: Đất đai, phường Thuận Hóa"
    assert read(*(bytes([byte]) for byte in text.encode())) == text


def test_control_characters_are_blanks_and_foreign_bytes_are_marks() -> None:
    assert read(b"A\x1b[2J\x11B\xff\xfe\x85C") == "A [2J B\ufffd\ufffd\ufffdC"


def test_a_text_of_several_lines_stays_one() -> None:
    assert read(b"So: H57.12-260302-0041\r\n", b"Ngay hen: 12/03\r\n") == (
        "So: H57.12-260302-0041  Ngay hen: 12/03"
    )


def test_an_ending_makes_the_wait_for_silence_shorter() -> None:
    reading = Reading()
    reading.feed(b"H57.12")
    assert reading.silence == BROKEN_OFF_SECONDS
    reading.feed(b"-260302-0041\r")
    assert reading.silence == ENDED_SECONDS


def test_a_text_is_forgotten_when_it_is_taken() -> None:
    reading = Reading()
    reading.feed(b"one\r")
    assert (reading.take(), reading.take()) == ("one", "")


@given(st.lists(st.binary(max_size=3000), max_size=5))
def test_whatever_comes_is_bounded_and_printable(pieces: list[bytes]) -> None:
    text = read(*pieces)
    assert len(text) <= LONGEST
    assert text.isprintable()
