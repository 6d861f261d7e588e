"""What a call says: numbers spelled out for a voice, in Vietnamese and English.

Ticket numbers are read digit by digit, counters as cardinals.  The letter of a number stays
written ("A"), so that a voice says it in its own way, unless the centre names this letter
otherwise than most do: then it is spelled ("bờ").  The sentences around them are templates, in
which a call puts ``{number}``, ``{counter}`` and, in Vietnamese, ``{customer}``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

DIGITS_VI = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
DIGITS_EN = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
LARGEST = 9999

TEENS_EN = (
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
TENS_EN = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

COMMON_LETTERS = "a-bê-xê"
LETTERS = {
    COMMON_LETTERS: {
        "A": "a", "B": "bê", "C": "xê", "D": "dê", "Đ": "đê", "E": "e", "F": "ép",
        "G": "gờ", "H": "hát", "I": "i", "J": "gi", "K": "ca", "L": "lờ", "M": "mờ",
        "N": "nờ", "O": "o", "P": "pê", "Q": "quy", "R": "rờ", "S": "sờ", "T": "tê",
        "U": "u", "V": "vê", "W": "vê kép", "X": "ích xì", "Y": "i dài", "Z": "dét",
    },
    "a-bờ-cờ": {
        "A": "a", "B": "bờ", "C": "cờ", "D": "dờ", "Đ": "đờ", "E": "e", "F": "phờ",
        "G": "gờ", "H": "hờ", "I": "i", "J": "giờ", "K": "ca", "L": "lờ", "M": "mờ",
        "N": "nờ", "O": "o", "P": "pờ", "Q": "quờ", "R": "rờ", "S": "sờ", "T": "tờ",
        "U": "u", "V": "vờ", "W": "vờ kép", "X": "xờ", "Y": "i dài", "Z": "dét",
    },
}  # fmt: skip


PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Speech:
    """How a centre speaks.

    ``linh``/``lẻ``, ``nghìn``/``ngàn``, how letters are named, the sentences of the first call
    and of every later one, and what ``{customer}`` stands for in them.
    """

    zero_ten: str = "linh"
    thousand: str = "nghìn"
    letters: str = COMMON_LETTERS
    call_vi: str = "Xin mời {customer} số {number}, đến quầy số {counter}."
    recall_vi: str = "Xin nhắc lại: mời {customer} số {number}, đến quầy số {counter}."
    call_en: str = "Ticket number {number}, please proceed to counter {counter}."
    recall_en: str = "Calling again: ticket number {number}, please proceed to counter {counter}."
    citizen: str = "công dân"
    organisation: str = "đại diện tổ chức, doanh nghiệp"


def cardinal(n: int, speech: Speech) -> str:
    """A counter's number in words, 0 to 9999: ``1015`` → "một nghìn không trăm mười lăm"."""
    assert 0 <= n <= LARGEST, f"no words for {n}"
    thousands, rest = divmod(n, 1000)
    if thousands == 0:
        return _below_thousand(rest, speech)
    words = f"{DIGITS_VI[thousands]} {speech.thousand}"
    return f"{words} {_hundreds(rest, speech)}" if rest else words


def _below_thousand(n: int, speech: Speech) -> str:
    return _tens(n) if n < 100 else _hundreds(n, speech)


def _hundreds(n: int, speech: Speech) -> str:
    hundreds, rest = divmod(n, 100)
    words = f"{DIGITS_VI[hundreds]} trăm"
    if rest == 0:
        return words
    return f"{words} {speech.zero_ten} {_tens(rest)}" if rest < 10 else f"{words} {_tens(rest)}"


def _tens(n: int) -> str:
    tens, unit = divmod(n, 10)
    if tens == 0:
        return DIGITS_VI[unit]
    if tens == 1:
        return "mười" + _after_ten(unit)
    return f"{DIGITS_VI[tens]} mươi" + _after_tens(unit)


def _after_ten(unit: int) -> str:
    if unit == 0:
        return ""
    return " lăm" if unit == 5 else f" {DIGITS_VI[unit]}"


def _after_tens(unit: int) -> str:
    return f" {AFTER_TENS.get(unit, DIGITS_VI[unit])}" if unit else ""


def letter_name(letter: str, speech: Speech) -> str:
    """How a letter is named aloud: ``X`` → "ích xì"; ``KeyError`` when it is not a capital."""
    return LETTERS[speech.letters][letter]


def digits(number: str, speech: Speech) -> str:
    """A ticket number one character at a time: ``A012`` → "A không một hai"."""
    return " ".join(_character(character, speech) for character in number)


def _character(character: str, speech: Speech) -> str:
    if character in "0123456789":
        return DIGITS_VI[int(character)]
    name = letter_name(character, speech)
    return character if name == LETTERS[COMMON_LETTERS][character] else name


def call_text_vi(number: str, counter: int, nth: int, customer: str, speech: Speech) -> str:
    """The Vietnamese sentence of the ``nth`` call (from 1); ``customer`` as on the wire."""
    said = {
        "number": digits(number, speech),
        "counter": cardinal(counter, speech),
        "customer": speech.organisation if customer == "organisation" else speech.citizen,
    }
    return _filled(speech.call_vi if nth == 1 else speech.recall_vi, said)


def call_text_en(number: str, counter: int, nth: int, speech: Speech) -> str:
    """The English sentence of the ``nth`` call (from 1)."""
    said = {
        "number": " ".join(_character_en(character) for character in number),
        "counter": cardinal_en(counter),
    }
    return _filled(speech.call_en if nth == 1 else speech.recall_en, said)


def _filled(template: str, said: Mapping[str, str]) -> str:
    """A template with its placeholders replaced; the settings let no others in."""
    return PLACEHOLDER.sub(lambda placeholder: said[placeholder[1]], template)


def _character_en(character: str) -> str:
    return DIGITS_EN[int(character)] if character in "0123456789" else character


def cardinal_en(n: int) -> str:
    """A counter's number in English words, 0 to 9999: ``105`` → "one hundred and five"."""
    assert 0 <= n <= LARGEST, f"no words for {n}"
    thousands, rest = divmod(n, 1000)
    hundreds, small = divmod(rest, 100)
    parts = [
        f"{DIGITS_EN[thousands]} thousand" if thousands else "",
        f"{DIGITS_EN[hundreds]} hundred" if hundreds else "",
    ]
    large = " ".join(part for part in parts if part)
    if not large:
        return _tens_en(small)
    return f"{large} and {_tens_en(small)}" if small else large


def _tens_en(n: int) -> str:
    if n < 10:
        return DIGITS_EN[n]
    if n < 20:
        return TEENS_EN[n - 10]
    tens, unit = divmod(n, 10)
    return f"{TENS_EN[tens - 2]}-{DIGITS_EN[unit]}" if unit else TENS_EN[tens - 2]
