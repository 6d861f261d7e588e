"""What a call says, against an independent reader of Vietnamese numbers."""

from __future__ import annotations

import string
from itertools import product
from typing import get_args, get_type_hints

import pytest

from server.rules.announcement import (
    LETTERS,
    Speech,
    call_text_en,
    call_text_vi,
    cardinal,
    cardinal_en,
    digits,
    letter_name,
)
from server.settings import SpeechSettings

NORTH = Speech()
SOUTH = Speech(zero_ten="lẻ", thousand="ngàn")
EVERY = range(10_000)

EXAMPLES = {
    0: "không",
    1: "một",
    4: "bốn",
    5: "năm",
    10: "mười",
    11: "mười một",
    14: "mười bốn",
    15: "mười lăm",
    20: "hai mươi",
    21: "hai mươi mốt",
    24: "hai mươi tư",
    25: "hai mươi lăm",
    34: "ba mươi tư",
    40: "bốn mươi",
    55: "năm mươi lăm",
    100: "một trăm",
    101: "một trăm linh một",
    104: "một trăm linh bốn",
    105: "một trăm linh năm",
    110: "một trăm mười",
    111: "một trăm mười một",
    115: "một trăm mười lăm",
    400: "bốn trăm",
    891: "tám trăm chín mươi mốt",
    1000: "một nghìn",
    1001: "một nghìn không trăm linh một",
    1015: "một nghìn không trăm mười lăm",
    1100: "một nghìn một trăm",
    5005: "năm nghìn không trăm linh năm",
    9999: "chín nghìn chín trăm chín mươi chín",
}

DIGITS = "không một hai ba bốn năm sáu bảy tám chín"
UNITS = {word: n for n, word in enumerate(DIGITS.split())}
# Only these may follow "mươi"; plain một and năm there are what a Vietnamese ear stumbles on.
AFTER_TENS = {w: n for w, n in UNITS.items() if n not in {0, 1, 4, 5}} | {
    "mốt": 1,
    "tư": 4,
    "lăm": 5,
}
AFTER_TEN = {w: n for w, n in UNITS.items() if n not in {0, 5}} | {"lăm": 5}


def understood(words: list[str], zero_ten: str, thousand: str) -> int:
    """Read a number back as a listener would; any form that is not idiomatic fails."""
    total = 0
    if thousand in words:
        cut = words.index(thousand)
        assert cut == 1
        total, words = UNITS[words[0]] * 1000, words[2:]
        assert total > 0
        assert not words or "trăm" in words, "after nghìn the hundreds are always said"
    if "trăm" in words:
        assert words.index("trăm") == 1
        hundreds, words = UNITS[words[0]], words[2:]
        assert hundreds > 0 or (total > 0 and words)
        total += hundreds * 100
        if not words:
            return total
        if words[0] == zero_ten:
            (unit,) = words[1:]
            assert UNITS[unit] > 0
            return total + UNITS[unit]
        assert len(words) > 1 or words == ["mười"], "below ten, linh comes first"
    return total + tens_understood(words)


def tens_understood(words: list[str]) -> int:
    match words:
        case []:
            return 0
        case ["mười"]:
            return 10
        case ["mười", unit]:
            return 10 + AFTER_TEN[unit]
        case [tens, "mươi"] if UNITS[tens] >= 2:
            return UNITS[tens] * 10
        case [tens, "mươi", unit] if UNITS[tens] >= 2:
            return UNITS[tens] * 10 + AFTER_TENS[unit]
        case [unit]:
            return UNITS[unit]
    raise AssertionError(words)


@pytest.mark.parametrize("speech", [NORTH, SOUTH])
def test_every_counter_from_0_to_9999_is_understood_as_itself(speech: Speech) -> None:
    for n in EVERY:
        said = cardinal(n, speech)
        assert understood(said.split(" "), speech.zero_ten, speech.thousand) == n, (n, said)


def test_no_two_counters_sound_the_same() -> None:
    assert len({cardinal(n, NORTH) for n in EVERY}) == len(EVERY)
    assert len({cardinal_en(n) for n in EVERY}) == len(EVERY)


@pytest.mark.parametrize(("n", "words"), EXAMPLES.items())
def test_counters_are_said_as_people_say_them(n: int, words: str) -> None:
    assert cardinal(n, NORTH) == words


def test_the_south_says_le_and_ngan() -> None:
    assert cardinal(1001, SOUTH) == "một ngàn không trăm lẻ một"
    assert cardinal(105, SOUTH) == "một trăm lẻ năm"


def test_ticket_numbers_go_digit_by_digit_and_never_say_tu_lam_or_mot_after_tens() -> None:
    assert digits("A012", NORTH) == "A không một hai"
    assert digits("34455", NORTH) == "ba bốn bốn năm năm"
    for tail in product("0123456789", repeat=3):
        assert digits("K" + "".join(tail), NORTH).split()[1:] == [
            list(UNITS)[int(digit)] for digit in tail
        ]


def test_the_letter_stays_written_where_it_is_named_in_the_common_way() -> None:
    for letter in string.ascii_uppercase:
        assert digits(letter + "001", NORTH).startswith(f"{letter} không")


def test_another_way_of_naming_letters_is_spelled_out() -> None:
    assert digits("B001", Speech(letters="a-bờ-cờ")) == "bờ không không một"


@pytest.mark.parametrize("letters", LETTERS)
def test_every_letter_has_one_name_and_no_two_share_it_but_y_and_i(letters: str) -> None:
    names = [letter_name(letter, Speech(letters=letters)) for letter in string.ascii_uppercase]
    assert all(names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("letter", "name"),
    [("A", "a"), ("C", "xê"), ("H", "hát"), ("K", "ca"), ("X", "ích xì"), ("Y", "i dài")],
)
def test_letters_are_named_as_at_school(letter: str, name: str) -> None:
    assert letter_name(letter, NORTH) == name


def test_the_first_call_asks_the_citizen_politely() -> None:
    assert call_text_vi("A012", 3, 1, "citizen", NORTH) == (
        "Xin mời công dân số A không một hai, đến quầy số ba."
    )


@pytest.mark.parametrize("nth", [2, 3])
def test_a_later_call_says_that_it_repeats(nth: int) -> None:
    assert call_text_vi("A012", 3, nth, "citizen", NORTH) == (
        "Xin nhắc lại: mời công dân số A không một hai, đến quầy số ba."
    )


def test_an_organisation_is_not_called_a_citizen() -> None:
    assert call_text_vi("1012", 34, 1, "organisation", NORTH) == (
        "Xin mời đại diện tổ chức, doanh nghiệp số một không một hai, đến quầy số ba mươi tư."
    )


def test_english_is_said_the_same_way() -> None:
    assert call_text_en("A012", 3, 1, NORTH) == (
        "Ticket number A zero one two, please proceed to counter three."
    )
    assert call_text_en("1012", 34, 2, SOUTH) == (
        "Calling again: ticket number one zero one two, please proceed to counter thirty-four."
    )


OWN_WORDS = Speech(
    call_vi="Kính mời {customer} {number} đến bàn {counter}.",
    recall_vi="Bàn {counter} vẫn chờ số {number}, số {number}.",
    call_en="Counter {counter} is ready for {number}.",
    recall_en="Counter {counter} is still ready for {number}.",
    citizen="bà con",
    organisation="quý doanh nghiệp",
)


@pytest.mark.parametrize(
    ("nth", "customer", "sentence"),
    [
        (1, "citizen", "Kính mời bà con A không một hai đến bàn hai mươi mốt."),
        (1, "organisation", "Kính mời quý doanh nghiệp A không một hai đến bàn hai mươi mốt."),
        (2, "citizen", "Bàn hai mươi mốt vẫn chờ số A không một hai, số A không một hai."),
        (3, "citizen", "Bàn hai mươi mốt vẫn chờ số A không một hai, số A không một hai."),
    ],
)
def test_a_centres_own_sentence_has_number_counter_and_customer_where_it_wants_them(
    nth: int, customer: str, sentence: str
) -> None:
    assert call_text_vi("A012", 21, nth, customer, OWN_WORDS) == sentence


def test_english_has_sentences_of_its_own_too() -> None:
    assert call_text_en("A012", 3, 1, OWN_WORDS) == "Counter three is ready for A zero one two."
    assert call_text_en("A012", 3, 2, OWN_WORDS).startswith("Counter three is still ready")


def test_only_letters_that_a_centre_names_otherwise_than_most_are_spelled() -> None:
    spelled = Speech(letters="a-bờ-cờ")
    assert digits("B1", spelled) == "bờ một"
    assert digits("W1", spelled) == "vờ kép một"
    assert digits("K1", spelled) == "K một"
    assert digits("B1", NORTH) == "B một"


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "zero"),
        (10, "ten"),
        (19, "nineteen"),
        (40, "forty"),
        (99, "ninety-nine"),
        (105, "one hundred and five"),
        (1000, "one thousand"),
        (1015, "one thousand and fifteen"),
        (2340, "two thousand three hundred and forty"),
    ],
)
def test_english_counters(n: int, words: str) -> None:
    assert cardinal_en(n) == words


CARRIERS = "xin nhắc lại mời công dân đại diện tổ chức doanh nghiệp số đến quầy"
COUNTING = "mười mươi mốt tư lăm linh lẻ trăm nghìn ngàn"
LETTERS_WRITTEN = set(string.ascii_uppercase)


@pytest.mark.parametrize("speech", [NORTH, SOUTH])
def test_a_call_uses_no_word_beyond_those_a_bank_of_clips_must_hold(speech: Speech) -> None:
    said = {
        word.strip(",.:")
        for n in EVERY
        for letter in ("", string.ascii_uppercase[n % 26])
        for word in call_text_vi(f"{letter}{n:03d}", n, 1 + n % 3, "organisation", speech).split()
    } | set(call_text_vi("A001", 1, 1, "citizen", speech).split())
    known = set(f"{DIGITS} {COUNTING} {CARRIERS}".split())
    assert {word.lower().strip(",.:") for word in said - LETTERS_WRITTEN} <= known


def test_the_settings_offer_no_way_of_speaking_that_the_rules_do_not_know() -> None:
    offered = get_type_hints(SpeechSettings)["letters"]
    assert set(get_args(offered)) == set(LETTERS)
