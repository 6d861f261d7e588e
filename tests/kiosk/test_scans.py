"""A serial scanner read by a real kiosk program, over a pty: what goes to the server and the page.

The server is asked for a code and never for more; the page gets what it may show.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from fake_centre import FakeCentre, a_field, fake_centre
from fake_scanner import FakeScanner, fake_scanner
from kiosk_program import KioskProgram, running_kiosk, until

CODE = "H57.12-260302-0041"
CARD = (
    "046090000001|190000001|Nguyễn Văn Mẫu|02011990|Nam|"
    "Số 1 Lê Lợi, Phường Thuận Hóa, Thành phố Huế|15082021"
)
NOTHING_MORE = {
    "state": None,
    "due_on": None,
    "ready_on": None,
    "returned_on": None,
    "late": False,
}
DOSSIER = {"kind": "dossier", "dossier": CODE, "field": "dat-dai", "purpose": "collect"}


@pytest.fixture
def centre() -> Iterator[FakeCentre]:
    with fake_centre(scan_answer=dict(DOSSIER)) as running:
        yield running


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[FakeScanner]:
    with fake_scanner(tmp_path) as plugged_in:
        yield plugged_in


@pytest.fixture
def kiosk(tmp_path: Path, centre: FakeCentre, scanner: FakeScanner) -> Iterator[KioskProgram]:
    with running_kiosk(tmp_path, centre.url, centre.token, scanner=scanner.address) as running:
        until("the kiosk knows its centre", lambda: running.state()["link"] == "up")
        heard_by(running)
        yield running


def heard_by(kiosk: KioskProgram, times: int = 1) -> None:
    """Wait until the program has opened its scanner so many times."""
    log = kiosk.log
    until("the scanner is open", lambda: log.read_text("utf-8").count("scanner_found") >= times)


def newest(kiosk: KioskProgram, after: int = 0) -> dict[str, Any]:
    """The scan after a sequence, as the page waits for it."""
    answer: dict[str, Any] = requests.get(
        f"{kiosk.url}/scans", params={"after": after}, timeout=15
    ).json()
    return answer


def given(kiosk: KioskProgram, text: str) -> requests.Response:
    """A text that the page has for its program."""
    return requests.post(f"{kiosk.url}/scans", json={"text": text}, timeout=15)


def shown(scan: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in scan.items() if value not in (None, [], False)}


# ---------------------------------------------------------------- from the scanner to the page


@pytest.mark.parametrize("ending", [b"", b"\r", b"\n", b"\r\n"])
def test_a_scanned_receipt_reaches_the_page_whatever_ends_it(
    kiosk: KioskProgram, centre: FakeCentre, scanner: FakeScanner, ending: bytes
) -> None:
    scanner.read(b"https://dichvucong.example.vn/?ma=", CODE.encode() + ending)
    told = newest(kiosk)
    assert centre.scanned == [CODE]
    assert shown(told["scan"]) == {
        **DOSSIER,
        "field_name": "Đất đai",
        "field_name_en": "Land",
        "zones": ["sanh"],
        "offer": "here",
        "look": {"answer": "unknown", **NOTHING_MORE},
    }


def test_whoever_asks_too_often_is_told_nothing_of_a_dossier(
    kiosk: KioskProgram, centre: FakeCentre
) -> None:
    centre.look_refusal = (429, {"code": "rate_limited"})
    look = {"answer": "limited", **NOTHING_MORE}
    told = shown(given(kiosk, CODE).json())
    assert told == {"kind": "dossier", "dossier": CODE, "look": look}


def test_a_card_leaves_nothing_but_a_priority(
    kiosk: KioskProgram, centre: FakeCentre, scanner: FakeScanner
) -> None:
    centre.scan_answer = {"kind": "citizen_card", "priority": "nguoi-cao-tuoi"}
    scanner.read(CARD.encode() + b"\r")
    told = newest(kiosk)["scan"]
    assert shown(told) == {"kind": "citizen_card", "priority": "nguoi-cao-tuoi"}
    assert centre.scanned == ["000000000000|||02011990|||"]
    kept = [kiosk.log, *(path for path in kiosk.data.rglob("*") if path.is_file())]
    for word in ("Mẫu", "046090000001", "190000001", "02011990", "Lê Lợi", "1990"):
        assert not [path for path in kept if word.encode() in path.read_bytes()]


def test_rubbish_is_not_told_to_the_server(
    kiosk: KioskProgram, centre: FakeCentre, scanner: FakeScanner
) -> None:
    scanner.read(bytes(range(256)) * 12)
    assert shown(newest(kiosk)["scan"]) == {"kind": "unknown"}
    scanner.read(b"GD4010123456789|4e677579e1bb856e|05/03/1960|2|5068c6b0|46 - 001|x\r")
    assert shown(newest(kiosk, 1)["scan"]) == {"kind": "unknown"}
    scanner.read(CODE.encode())
    assert newest(kiosk, 2)["scan"]["dossier"] == CODE
    assert centre.scanned == [CODE]


def test_a_scanner_pulled_out_and_plugged_in_again_is_read_again(
    kiosk: KioskProgram, scanner: FakeScanner
) -> None:
    scanner.pull_out()
    until("the loss is noticed", lambda: "scanner_away" in kiosk.log.read_text("utf-8"))
    assert kiosk.take("touch-0001").status_code == 201
    scanner.plug_in()
    heard_by(kiosk, 2)
    scanner.read(CODE.encode() + b"\r\n")
    assert newest(kiosk)["scan"]["dossier"] == CODE


def test_a_kiosk_whose_scanner_is_missing_gives_numbers_and_waits_for_it(
    tmp_path: Path, centre: FakeCentre
) -> None:
    scanner = FakeScanner(tmp_path / "ttyACM0")
    with running_kiosk(tmp_path, centre.url, centre.token, scanner=scanner.address) as kiosk:
        until("the kiosk knows its centre", lambda: kiosk.state()["link"] == "up")
        assert kiosk.take("touch-0001").status_code == 201
        scanner.plug_in()
        heard_by(kiosk)
        scanner.read(CODE.encode())
        assert newest(kiosk)["scan"]["dossier"] == CODE
        scanner.pull_out()


def test_a_page_that_comes_later_is_not_shown_an_old_scan(
    kiosk: KioskProgram, scanner: FakeScanner
) -> None:
    scanner.read(CODE.encode())
    newest(kiosk)
    first = requests.get(f"{kiosk.url}/scans", timeout=15).json()
    assert first == {"seq": 1, "scan": None}


# ---------------------------------------------------------------- what is made of it


def test_a_field_of_another_zone_is_said_to_be_elsewhere(
    kiosk: KioskProgram, centre: FakeCentre
) -> None:
    centre.tell(fields=[a_field("dat-dai", "Đất đai", open=False)])
    until("the kiosk has heard", lambda: len(kiosk.state()["centre"]["fields"]) == 1)
    assert given(kiosk, CODE).json()["offer"] == "closed"


def test_a_procedure_is_told_with_its_name_and_whether_it_is_had_here(
    kiosk: KioskProgram, centre: FakeCentre
) -> None:
    centre.procedures = [
        {
            "code": "1.001193",
            "name": "Đăng ký khai sinh",
            "field": "ho-tich",
            "field_name": "Hộ tịch",
            "agency": "Tư pháp",
            "level": "xã",
            "in_service": True,
        }
    ]
    centre.scan_answer = {"kind": "procedure", "procedure": "1.001193", "field": "ho-tich"}
    told = given(kiosk, "TTHC 1.001193").json()
    assert (told["procedure"], told["procedure_name"]) == ("1.001193", "Đăng ký khai sinh")
    assert (told["field"], told["offer"]) == ("ho-tich", "here")


def test_without_a_server_a_receipt_is_still_a_dossier(
    kiosk: KioskProgram, centre: FakeCentre
) -> None:
    centre.cut()
    until("the link is seen down", lambda: kiosk.state()["link"] == "down")
    look = {"answer": "offline", **NOTHING_MORE}
    told = shown(given(kiosk, f"Số: {CODE}").json())
    assert told == {"kind": "dossier", "dossier": CODE, "look": look}
    assert shown(given(kiosk, CARD).json()) == {"kind": "unanswered"}
    assert centre.scanned == []


def test_the_dossier_goes_with_the_number(kiosk: KioskProgram, centre: FakeCentre) -> None:
    answer = kiosk.take("touch-0001", field="dat-dai", purpose="collect", dossiers=[CODE])
    assert answer.status_code == 201
    assert centre.asked[-1][1]["dossiers"] == [CODE]


# ---------------------------------------------------------------- a scanner that is stuck


def test_a_stuck_scanner_asks_once(kiosk: KioskProgram, centre: FakeCentre) -> None:
    answers = [given(kiosk, CODE).status_code for _ in range(20)]
    assert answers == [200] + [429] * 19
    assert centre.scanned == [CODE]


def test_ever_new_codes_are_not_asked_without_end(
    kiosk: KioskProgram, centre: FakeCentre, scanner: FakeScanner
) -> None:
    answers = [given(kiosk, f"H57.12-260302-{nth:04}") for nth in range(40)]
    assert [one.status_code for one in answers] == [200] * 30 + [429] * 10
    assert answers[-1].json()["retry_after"] > 0
    assert len(centre.scanned) == 30
    scanner.read(CODE.encode())
    until("the scanner is held back too", lambda: "too_many_scans" in kiosk.log.read_text("utf-8"))
    assert kiosk.take("touch-0001").status_code == 201


@pytest.mark.parametrize("text", ["", "x" * 2001])
def test_nothing_and_too_much_are_refused(kiosk: KioskProgram, text: str) -> None:
    assert given(kiosk, text).status_code == 400


PHONE_LINK = "https://xephang.example.vn/t/abcdefghijklmnopqrstuv"
COMING = {"kind": "ticket", "ticket": "A012", "field": "dat-dai", "state": "waiting", "ahead": 2}


def test_a_phone_that_is_shown_checks_its_holder_in(
    kiosk: KioskProgram, centre: FakeCentre
) -> None:
    centre.scan_answer = {**COMING, "coming": True}
    centre.check_in_answer = {**COMING, "checked_in": True}
    shown = given(kiosk, PHONE_LINK).json()
    assert (shown["ticket"], shown["checked_in"], shown["coming"]) == ("A012", True, False)
    assert centre.checked_in == ["/t/abcdefghijklmnopqrstuv"]


def test_a_typed_number_checks_nobody_in_without_its_code(
    kiosk: KioskProgram, centre: FakeCentre
) -> None:
    centre.scan_answer = {**COMING, "coming": True}
    centre.check_in_answer = {**COMING, "checked_in": True}
    assert given(kiosk, "A012").json()["coming"] is True
    assert centre.checked_in == []
    assert given(kiosk, "a012-4821").json()["checked_in"] is True
    assert centre.checked_in == ["a012-4821"]


@pytest.mark.usefixtures("centre")
def test_a_wrong_code_of_a_phone_is_not_taken_for_a_dossiers(kiosk: KioskProgram) -> None:
    """Its holder is sent back to the phone, and not told how a dossier's code looks."""
    shown = given(kiosk, "A012-0000").json()
    assert (shown["kind"], shown["ticket"], shown["state"]) == ("ticket", None, "not_found")


@pytest.mark.parametrize(
    ("shown_text", "told"),
    [
        ("/hen/abcdefghijklmnopqrstuv", "/hen/abcdefghijklmnopqrstuv"),
        ("hen-0123-4567", "HEN-0123-4567"),
    ],
)
def test_an_appointment_is_kept_by_its_picture_or_its_code(
    kiosk: KioskProgram, centre: FakeCentre, shown_text: str, told: str
) -> None:
    centre.check_in_answer = {**COMING, "checked_in": True}
    assert given(kiosk, shown_text).json()["checked_in"] is True
    assert centre.checked_in == [told]
