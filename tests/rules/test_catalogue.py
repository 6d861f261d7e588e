"""Finding procedures as citizens do: without accents, in beginnings, with slips, by code."""

from __future__ import annotations

import csv
import random
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.rules.catalogue import Catalogue, Procedure, assign_field, fold

CSV = Path(__file__).resolve().parents[2] / "config" / "hue-province" / "procedures.csv"


def procedure(code: str, name: str, field: str = "Hộ tịch", in_service: bool = True) -> Procedure:
    return Procedure(code, name, fold(field).replace(" ", "-"), field, "UBND", "xã", in_service)


SMALL = [
    procedure("1.001193", "Thủ tục đăng ký khai sinh"),
    procedure("1.004884", "Thủ tục đăng ký lại khai sinh"),
    procedure("2.000635", "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh"),
    procedure("1.000894", "Thủ tục đăng ký kết hôn"),
    procedure("1.012784", "Tách thửa hoặc hợp thửa đất", "Đất đai"),
    procedure("1.013949", "Giao đất, cho thuê đất", "Đất đai"),
    procedure("1.008603", "Khai thuế", "Thuế"),
    procedure("1.004194", "Đăng ký tạm trú", "Cư trú", in_service=False),
    procedure("1.004222", "Đăng ký thường trú", "Cư trú"),
    procedure("1.009757", "Xét đạt chuẩn văn hóa", "Văn hóa"),
]
CATALOGUE = Catalogue(SMALL)


@pytest.fixture(scope="module")
def real() -> Catalogue:
    with CSV.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return Catalogue(
        Procedure(r["code"], r["name"], None, r["field"], r["agency"], r["level"], True)
        for r in rows
    )


def codes(query: str, field: str | None = None, limit: int = 20) -> list[str]:
    return [found.code for found in CATALOGUE.search(query, field, limit)[1]]


def test_words_are_found_without_accents() -> None:
    assert codes("ho tich khai sinh")[0] == "1.001193"
    assert set(codes("khai sinh")) == {"1.001193", "1.004884", "2.000635"}


@pytest.mark.parametrize("query", ["đất", "ĐẤT", "dat", "Dat", unicodedata.normalize("NFD", "đất")])
def test_d_and_accents_and_capitals_make_no_difference_to_what_is_found(query: str) -> None:
    assert set(codes(query)) >= {"1.012784", "1.013949"}


def test_who_types_accents_gets_the_same_accents_first() -> None:
    assert codes("đạt")[0] == "1.009757"
    assert codes("đất")[0] == "1.013949"


def test_every_word_must_match() -> None:
    assert codes("dang ky ket hon") == ["1.000894"]
    assert codes("ket hon dat") == []


def test_the_beginning_of_a_word_is_enough() -> None:
    assert codes("ket h") == ["1.000894"]


def test_a_piece_inside_a_word_is_not_a_match() -> None:
    assert CATALOGUE.search("inh") == (0, [])


def test_the_order_of_words_does_not_matter() -> None:
    assert codes("hon ket") == ["1.000894"]


def test_a_field_named_beside_other_words_helps() -> None:
    assert codes("thue")[0] == "1.008603"
    assert codes("ho tich ket hon") == codes("ket hon ho tich") == ["1.000894"]


@pytest.mark.parametrize("query", ["dang ki ket hon", "đăng kí kết hôn"])
def test_both_spellings_of_i_and_y_are_found(query: str) -> None:
    assert codes(query) == ["1.000894"]


@pytest.mark.parametrize("slip", ["htuong", "huong", "xhuong", "xthuong", "thuonh", "thuonng"])
def test_one_slip_in_a_longer_word_is_forgiven(slip: str) -> None:
    """Two letters swapped, one missing, one wrong, one too many."""
    assert codes(f"{slip} tru") == ["1.004222"]


def test_two_slips_are_not_forgiven() -> None:
    assert codes("thoungg tru") == []


def test_an_exact_code_finds_its_procedure() -> None:
    assert CATALOGUE.search("1.001193") == (1, [SMALL[0]])
    assert CATALOGUE.find("1.001193") == SMALL[0]


def test_the_beginning_of_a_code_finds_all_that_begin_so() -> None:
    assert set(codes("1.004")) == {"1.004884", "1.004194", "1.004222"}
    assert codes(" 1001193 ") == ["1.001193"]


def test_an_unknown_code_finds_nothing() -> None:
    assert CATALOGUE.find("9.999999") is None
    assert CATALOGUE.search("9.999999") == (0, [])


def test_a_whole_phrase_early_in_a_name_comes_first() -> None:
    assert codes("khai sinh") == ["1.001193", "1.004884", "2.000635"]
    long = procedure("1.000001", "Khai sinh lưu động tại nhà")
    short = procedure("1.000002", "Cấp khai sinh")
    assert Catalogue([short, long]).search("khai sinh") == (2, [long, short])


def test_what_is_in_service_comes_before_what_is_not() -> None:
    assert codes("tru") == ["1.004222", "1.004194"]


@pytest.mark.parametrize("query", ["thu tuc cap giay phep", "Thủ tục cấp giấy phép", "cap giay"])
def test_the_usual_words_thu_tuc_in_front_do_not_count(query: str) -> None:
    catalogue = Catalogue(
        [
            procedure("1.000001", "Thủ tục xin cấp lại giấy phép"),
            procedure("1.000002", "Thủ tục cấp giấy phép"),
            procedure("1.000003", "Cấp giấy phép"),
            procedure("1.000004", "Thủ tục xin cấp giấy phép"),
        ]
    )
    found = [p.code for p in catalogue.search(query)[1]]
    assert found == ["1.000002", "1.000003", "1.000004", "1.000001"]


def test_a_limit_cuts_the_list_and_not_the_total() -> None:
    total, found = CATALOGUE.search("khai sinh", limit=1)
    assert (total, [p.code for p in found]) == (3, ["1.001193"])
    assert CATALOGUE.search("khai sinh", limit=0) == (3, [])


def test_a_field_keeps_its_own_procedures() -> None:
    assert codes("", field="dat-dai") == ["1.013949", "1.012784"]
    assert codes("khai", field="dat-dai") == []
    assert codes("", field="no-such-field") == []


@pytest.mark.parametrize("query", ["", "   ", "?!", "thủ tục"])
def test_no_query_lists_everything_in_service_first_then_by_name(query: str) -> None:
    total, found = CATALOGUE.search(query)
    assert total == len(CATALOGUE) == len(SMALL)
    assert [p.in_service for p in found] == [True] * 9 + [False]
    names = [fold(p.name).removeprefix("thu tuc ") for p in found[:9]]
    assert names == sorted(names)


def test_an_empty_catalogue_finds_nothing() -> None:
    assert Catalogue([]).search("khai sinh") == (0, [])
    assert Catalogue([]).search("") == (0, [])


def test_one_code_cannot_stand_for_two_procedures() -> None:
    with pytest.raises(AssertionError):
        Catalogue([SMALL[0], SMALL[0]])


def test_the_longest_real_name_is_found_by_all_its_words(real: Catalogue) -> None:
    longest = max(real.search("", limit=len(real))[1], key=lambda p: len(p.name))
    assert len(longest.name) == 1094
    assert real.search(longest.name)[1][0] == longest
    assert real.search(fold(longest.name))[1][0] == longest


SLIPS: dict[str, Callable[[str, int], str]] = {
    "wrong": lambda text, at: text[:at] + ("x" if text[at] != "x" else "v") + text[at + 1 :],
    "missing": lambda text, at: text[:at] + text[at + 1 :],
    "extra": lambda text, at: text[:at] + "x" + text[at:],
    "swapped": lambda text, at: text[:at] + text[at + 1] + text[at] + text[at + 2 :],
    "no blank": lambda text, _at: text.replace(" ", "", 1),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_one_slip_anywhere_in_the_first_words_of_a_real_name_is_forgiven(
    real: Catalogue, slip: str
) -> None:
    """Only where what was typed is itself the beginning of other names are those found instead."""
    chance = random.Random(slip)
    for wanted in chance.sample(real.search("", limit=len(real))[1], 200):
        words = fold(wanted.name).removeprefix("thu tuc ").split()[:5]
        right = " ".join(words)
        inside = [at for at in range(len(right) - 4) if " " not in right[at : at + 2]]
        typed = SLIPS[slip](right, chance.choice(inside))
        found = real.search(typed, limit=len(real))[1]
        assert found, typed
        assert wanted in found or says(found[0], typed), (typed, right)


def says(entry: Procedure, typed: str) -> bool:
    """Whether every typed word begins one of the entry's."""
    words = fold(f"{entry.name} {entry.field_name} {entry.agency}").split()
    spelled = [{word, f"{word[:-1]}y"} if word.endswith("i") else {word} for word in typed.split()]
    return all(any(w.startswith(one) for w in words for one in some) for some in spelled)


def test_words_without_end_are_answered(real: Catalogue) -> None:
    assert real.search("khai sinh " * 5000)[0] > 0
    assert real.search("xyz" * 5000) == (0, [])


def test_every_real_procedure_is_found_by_its_own_name_and_code(real: Catalogue) -> None:
    for found in real.search("", limit=len(real))[1]:
        same_name = [p for p in real.search(found.name, limit=5)[1] if p.name == found.name]
        assert same_name
        assert real.search(found.code)[1] == [found]


name_words = st.lists(
    st.sampled_from(["đăng", "ký", "lại", "khai", "sinh", "đất", "đai", "thuế", "quy", "hoạch"])
)


@given(name_words, st.data())
def test_any_beginnings_of_any_words_of_a_name_find_it(
    words: list[str], data: st.DataObject
) -> None:
    sought = procedure("1.000001", " ".join(["Thủ tục", *words]))
    catalogue = Catalogue([*SMALL[1:], sought])
    typed = [word[: data.draw(st.integers(1, len(word)))] for word in words]
    query = " ".join(data.draw(st.permutations(typed)))
    assert sought in catalogue.search(query, limit=len(catalogue))[1]


@given(st.text(max_size=60), st.integers(-1, 12))
def test_any_query_is_answered_within_its_limit_and_always_alike(query: str, limit: int) -> None:
    total, found = CATALOGUE.search(query, limit=limit)
    assert len(found) == min(total, max(limit, 0))
    assert CATALOGUE.search(query, limit=limit) == (total, found)


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folding_does_not_see_how_a_letter_is_composed(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đất  đai", "dat dai"),
        ("Thủ tục: đăng-ký (lại)", "thu tuc dang ky lai"),
        ("ƯỜNG ơi", "uong oi"),
        ("in_service", "in service"),
        ("", ""),
    ],
)
def test_folding_leaves_plain_words(text: str, folded: str) -> None:
    assert fold(text) == folded


MATCHES = {
    ("Chính sách", "Công an cấp xã"): "cong-an",
    ("Chính sách", None): "quan-su",
    (None, "Sở Y tế"): "y-te",
    (None, "Công an cấp xã"): "an-ninh",
    ("Trẻ em", None): "tre-em",
}


@pytest.mark.parametrize(
    ("field", "agency", "taken_by"),
    [
        ("Chính sách", "Công an cấp xã", "cong-an"),
        ("Chính sách", "Sở Y tế", "quan-su"),
        ("Trẻ em", "Sở Y tế", "tre-em"),
        ("Dược phẩm", "Sở Y tế", "y-te"),
        ("Cư trú", "Công an cấp xã", "an-ninh"),
        ("Thuế", "Thuế cơ sở", None),
    ],
)
def test_the_most_specific_match_takes_a_procedure(
    field: str, agency: str, taken_by: str | None
) -> None:
    assert assign_field(field, agency, MATCHES) == taken_by
