"""The citizen card's QR: read for the age alone, and told apart from everything else."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.rules.citizen_card import age_on, birth_date

CARD = "046190001234|191234567|NGUYỄN THỊ HOA|05031960|Nữ|12 Lê Lợi, Huế|01012021"


def test_the_date_of_birth_is_read_from_a_card() -> None:
    assert birth_date(CARD) == dt.date(1960, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        CARD.replace("191234567", ""),  # no old number
        CARD + "|",  # a newer card says more
        CARD + "|Nguyễn Văn Ba|Trần Thị Bốn",
        f"  {CARD}\r\n",
        CARD.replace("NGUYỄN THỊ HOA", "Nguyễn Thị Hoa"),
    ],
)
def test_every_edition_of_the_card_is_read(text: str) -> None:
    assert birth_date(text) == dt.date(1960, 3, 5)


NOT_CARDS = {
    "a health insurance card": "GD4010123456789|4e677579e1bb856e|05/03/1960|2|5068c6b0|46 - 001|-|"
    "01/01/2026|-|01012026|x|y|4|0123|x|$",
    "a health insurance card with 12 digits": "046190001234|4e677579e1bb|05031960|1|5068c6b0|46|-",
    "a card whose old number is hex": CARD.replace("191234567", "4e677579e"),
    "a card whose old number is short": CARD.replace("191234567", "19123456"),
    "a dossier": "H57.12-260302-0041",
    "a short number": CARD.replace("046190001234", "04619000123"),
    "letters in the number": CARD.replace("046190001234", "04619000123X"),
    "a 13th month": CARD.replace("05031960", "05131960"),
    "31 February": CARD.replace("05031960", "31021960"),
    "a year nought": CARD.replace("05031960", "05030000"),
    "digits of another script": CARD.replace("05031960", "٠٥٠٣١٩٦٠"),
    "no date": CARD.replace("05031960", ""),
    "too few parts": "|".join(CARD.split("|")[:6]),
    "bars": "||||||",
    "nothing": "",
}


@pytest.mark.parametrize("text", NOT_CARDS.values(), ids=NOT_CARDS)
def test_what_is_no_card_is_not_read(text: str) -> None:
    assert birth_date(text) is None


@given(st.text())
def test_any_text_is_a_card_or_not_and_nothing_else(text: str) -> None:
    assert birth_date(text) is None or text.count("|") >= 6


@pytest.mark.parametrize(
    ("day", "age"),
    [("2026-03-04", 65), ("2026-03-05", 66), ("2026-03-06", 66), ("1960-03-05", 0)],
)
def test_somebody_is_a_year_older_on_the_birthday(day: str, age: int) -> None:
    assert age_on(dt.date(1960, 3, 5), dt.date.fromisoformat(day)) == age


def test_who_was_born_on_a_leap_day_is_older_after_it() -> None:
    born = dt.date(1960, 2, 29)
    assert age_on(born, dt.date(2026, 2, 28)) == 65
    assert age_on(born, dt.date(2026, 3, 1)) == 66
