"""What of a scanned text leaves the kiosk: a code, or a card's date of birth, or nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.codes import CodeKind, ScannedCode, scanned_code
from server.rules.citizen_card import birth_date
from server.rules.dossier_code import find_dossier_code
from server.settings.centre import DOSSIER_PATTERN

CARD = (
    "046090000001|190000001|Nguyễn Văn Mẫu|02011990|Nam|"
    "Số 1 Lê Lợi, Phường Thuận Hóa, Thành phố Huế|15082021"
)
CODE = "H57.12-260302-0041"


def of(text: str) -> ScannedCode | None:
    return scanned_code(text, DOSSIER_PATTERN)


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        "h57.12–260302–0041",
        " H57.12 - 260302 - 0041 ",
        f"https://dichvucong.example.vn/tra-cuu?ma={CODE}&x=1",
        "https://dichvucong.example.vn/?ma=H57.12%2D260302%2D0041",
        f"GIẤY TIẾP NHẬN Số: {CODE} Họ và tên: Nguyễn Văn Mẫu",
        f"{CODE}|Nguyễn Văn Mẫu|02/01/1990",
    ],
)
def test_of_a_receipt_only_the_dossier_code_goes_on(text: str) -> None:
    assert of(text) == ScannedCode(CodeKind.DOSSIER, CODE)


def test_an_old_identifier_stays_as_it_is_written() -> None:
    code = of("https://x.example.vn/?ma=000.00.06.H56-231027-0361")
    assert code == ScannedCode(CodeKind.DOSSIER, "000.00.06.H56-231027-0361")


@pytest.mark.parametrize("card", [CARD, CARD.replace("190000001", ""), CARD + "||Trần Thị Mẫu"])
def test_of_a_card_only_the_date_of_birth_goes_on(card: str) -> None:
    code = of(card)
    assert code is not None
    assert code.kind is CodeKind.CARD
    assert code.text == "000000000000|||02011990|||"
    assert birth_date(code.text) == birth_date(card)


@pytest.mark.parametrize(
    ("text", "kind", "sent"),
    [
        ("TTHC 1.001193.H57: đăng ký khai sinh", CodeKind.PROCEDURE, "1.001193"),
        ("a012", CodeKind.TICKET, "a012"),
        ("34012", CodeKind.TICKET, "34012"),
        (
            "https://motcua.example.vn/t/9fJq2v8Zk3mXw7Lr5Tn1Yp",
            CodeKind.TICKET,
            "/t/9fJq2v8Zk3mXw7Lr5Tn1Yp",
        ),
    ],
)
def test_procedures_and_tickets_are_known_by_their_look(
    text: str, kind: CodeKind, sent: str
) -> None:
    assert of(text) == ScannedCode(kind, sent)


RUBBISH = {
    "a health-insurance card": "GD4010123456789|4e677579e1bb856e|05/03/1960|2|5068c6b0|46 - 001|x",
    "one with 12 digits": "046190001234|4e677579e1bb|05031960|1|5068c6b0|46|-|01/01/2026|-",
    "an id number": "046090000001",
    "a foreign link": "https://example.com/promo?id=12345",
    "a payment QR": "00020101021238570010A00000072701270006970436011312345678",
    "a 13th month": "H57.12-261302-0041",
    "a product": "8934563138164",
    "words": "Nguyễn Văn Mẫu",
    "4 kB": "x" * 4096,
    "foreign bytes": "\ufffd" * 300,
}


@pytest.mark.parametrize("text", RUBBISH.values(), ids=RUBBISH)
def test_what_is_none_of_these_never_leaves(text: str) -> None:
    assert of(text) is None


def test_the_pattern_is_the_centres() -> None:
    own = r"^T(\d{2})(\d{2})(\d{2})/(\d+)$"
    assert scanned_code("số T260302/7", own) == ScannedCode(CodeKind.DOSSIER, "T260302/7")
    assert scanned_code(CODE, own) is None


@given(st.text() | st.from_regex(DOSSIER_PATTERN) | st.from_regex(r"[A-Z0-9.]{3,9}-\d{6}-\d{4,7}"))
def test_kiosk_and_server_see_the_same_dossier(text: str) -> None:
    pattern = re.compile(DOSSIER_PATTERN, re.ASCII)
    seen = find_dossier_code(text, pattern)
    code = of(text)
    if seen is not None:
        assert code == ScannedCode(CodeKind.DOSSIER, seen)
