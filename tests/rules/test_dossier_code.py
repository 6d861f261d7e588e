"""Dossier codes: every example of the domain, both styles, and codes inside what was scanned."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.rules.dossier_code import (
    BadDossier,
    dossier_code,
    find_dossier_code,
    identity,
    normalised,
)
from server.settings.centre import DOSSIER_PATTERN

PATTERN = re.compile(DOSSIER_PATTERN, re.ASCII)
VALID = [
    "000.00.06.H56-231027-0361",
    "000.17.22.H56-210531-0001",
    "H56.14-240823-0001",
    "H15.50.05.13-261008-0975",
    "000.00.04.H51-200221-0001",
    "H57.12-260302-0041",
    "H55.242-260115-0007",
    "H57-260302-000041",
    "H57-260302-1234567",
    "H57.12-240229-0041",  # a leap day
]
INVALID = {
    "a 13th month": "H57.12-261302-0041",
    "a month nought": "H57.12-260002-0041",
    "a 32nd day": "H57.12-260132-0041",
    "a day nought": "H57.12-260300-0041",
    "29 February of a common year": "H57.12-260229-0041",
    "31 April": "H57.12-260431-0041",
    "a 5-digit sequence": "H57.12-260302-00041",
    "a 3-digit sequence": "H57.12-260302-041",
    "an 8-digit sequence": "H57.12-260302-00000041",
    "no letter": "000.00.06.056-231027-0361",
    "no sequence": "H57.12-260302",
    "no identifier": "-260302-0041",
    "a 4-letter segment": "H57.1234-260302-0041",
    "five segments": "H57.01.02.03.04.05-260302-0041",
    "something before": "x H57.12-260302-0041",
    "something after": "H57.12-260302-0041/1",
    "two codes": "H57.12-260302-0041 H57.12-260302-0042",
    "a new line and more": "H57.12-260302-0041\nx",
    "digits of another script": "H57.12-２６０３０２-0041",
    "words": "hồ sơ của tôi",
    "nothing": "",
    "blanks": "   ",
}


@pytest.mark.parametrize("code", VALID)
def test_a_valid_code_stays_as_it_is(code: str) -> None:
    assert dossier_code(code, PATTERN) == code


@pytest.mark.parametrize("code", INVALID.values(), ids=INVALID)
def test_a_wrong_code_is_refused_by_name(code: str) -> None:
    with pytest.raises(BadDossier) as refused:
        dossier_code(code, PATTERN)
    assert refused.value.text == code[:64]


@pytest.mark.parametrize(
    "typed",
    [
        "  h57.12-260302-0041 ",
        "H57.12–260302–0041",  # en dash, as a word processor writes it
        "H57.12—260302−0041",  # em dash and minus
        "H57.12 - 260302 - 0041",
        "H57.12\u00a0-260302-0041\n",
    ],
)
def test_a_code_is_normalised_before_it_is_judged(typed: str) -> None:
    assert dossier_code(typed, PATTERN) == "H57.12-260302-0041"


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


@given(st.text(max_size=80))
def test_any_text_is_a_code_or_refused_and_nothing_else(text: str) -> None:
    try:
        code = dossier_code(text, PATTERN)
    except BadDossier:
        return
    assert re.fullmatch(r"[0-9A-Z.]+-[0-9]{6}-[0-9]{4,7}", code)


# ---------------------------------------------------------------- two styles, one dossier


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("000.00.06.H56-231027-0361", "H56.06-231027-0361"),
        ("000.17.22.H56-210531-0001", "H56.22.17-210531-0001"),
        ("000.00.00.H57-260302-0041", "H57-260302-0041"),
        ("012.17.22.H56-210531-0001", "H56.22.17.012-210531-0001"),
    ],
)
def test_old_and_new_style_name_the_same_dossier(old: str, new: str) -> None:
    assert identity(old) == identity(new)


def test_different_agencies_days_and_sequences_are_different_dossiers() -> None:
    codes = [
        "H57.12-260302-0041",
        "H57.13-260302-0041",
        "H57.12-260303-0041",
        "H57.12-260302-0042",
        "H57.12-260302-000041",
        "H56.12-260302-0041",
        "000.13.12.H57-260302-0041",
    ]
    assert len({identity(code) for code in codes}) == len(codes)


# ---------------------------------------------------------------- found in what was scanned


@pytest.mark.parametrize("code", VALID)
@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "https://dichvucong.example.vn/tra-cuu?ma={}",
        "https://dichvucong.example.vn/ho-so/{}/chi-tiet",
        "https://x.example.vn/?a=1&mahoso={}&b=2#top",
        "Mã hồ sơ: {}. Ngày hẹn trả: 12/03/2026",
        "GIẤY TIẾP NHẬN\nSố: {}\nHọ tên: ...",
        "({})",
        "{}|Nguyễn Văn A",
    ],
)
def test_a_code_is_found_anywhere(around: str, code: str) -> None:
    assert find_dossier_code(around.format(code), PATTERN) == code


def test_the_first_real_code_is_found_after_a_wrong_one() -> None:
    text = "H57.12-261302-0041 rồi H57.12-260302-0041"
    assert find_dossier_code(text, PATTERN) == "H57.12-260302-0041"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "không có gì",
        "https://example.vn/",
        "H57.12-260302-00411",
        "XH57.12-260302-0041",
        "H57.12-٢٦٠٣٠٢-٠٠٤١",
        "000.00.06.056-231027-0361",
        "046190001234|123456789|NGUYỄN VĂN A|01011990|Nam|Huế|01012021",
    ],
)
def test_what_is_not_a_code_is_not_found(text: str) -> None:
    assert find_dossier_code(text, PATTERN) is None


def test_the_pattern_is_the_centres() -> None:
    own = re.compile(r"^T(\d{2})(\d{2})(\d{2})/(\d+)$", re.ASCII)
    assert dossier_code("t260302/7", own) == "T260302/7"
    with pytest.raises(BadDossier):
        dossier_code("H57.12-260302-0041", own)
