"""The sentences of a centre's calls: what is let in, and what a wrong one is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from centre_folders import change, copy_of

from server.settings import SettingsError, load_centre

LINE = 'letters = "a-bê-xê"'
WRONG = [
    ("call_vi", "Mời {number}.", "expected a sentence with {counter} in it"),
    ("recall_vi", "Mời quý khách.", "expected a sentence with {number} and {counter} in it"),
    ("call_vi", "{số} {number} {counter}", "expected no other braces than {number}, {counter}"),
    ("call_vi", "{number} { {counter}", "expected no other braces than {number}, {counter}"),
    ("call_vi", "{number!r} {number} {counter}", "expected no other braces than {number}"),
    ("call_en", "{customer} {number} {counter}", "expected no other braces than {number}, {cou"),
    ("recall_en", "", "expected one line of 1 to 300 printable characters"),
    ("citizen", "bà\\ncon", "expected one line of 1 to 300 printable characters"),
]


def centre_that_says(key: str, text: str, place: Path) -> Path:
    folder = copy_of("commune", place)
    change(folder / "centre.toml", LINE, f'{LINE}\n{key} = "{text}"')
    return folder


@pytest.mark.parametrize(("key", "text", "expected"), WRONG)
def test_a_wrong_sentence_is_refused_with_what_was_expected(
    key: str, text: str, expected: str, tmp_path: Path
) -> None:
    with pytest.raises(SettingsError) as refused:
        load_centre(centre_that_says(key, text, tmp_path))
    (fault,) = refused.value.faults
    assert str(fault).startswith(f"centre.toml: speech.{key}: {expected}")


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("call_vi", "Bàn {counter} mời {customer} {number}, {number}."),
        ("recall_vi", "Mời {number} đến {counter}."),
        ("call_en", "{number} to {counter}"),
    ],
)
def test_a_sentence_may_leave_the_customer_out_and_repeat_the_number(
    key: str, text: str, tmp_path: Path
) -> None:
    assert load_centre(centre_that_says(key, text, tmp_path)).speech.chosen()[key] == text


def test_what_a_file_does_not_say_is_left_to_the_rules(tmp_path: Path) -> None:
    said = load_centre(copy_of("commune", tmp_path)).speech.chosen()
    assert set(said) == {"zero_ten", "thousand", "letters"}
