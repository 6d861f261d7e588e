"""Appointments over HTTP and on the real page: chosen at home, kept at the kiosk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from browser import axe_findings, page_of, scrolls_sideways
from counter_desk import let_in
from made_centre import small_centre, write_centre
from playwright.sync_api import Browser, expect
from running import RunningServer, running_server

from server.messages import Role

START = ("--clock-start", "2026-11-23T08:50:00+07:00")
HOURS = {"days": ["mon", "tue", "wed", "thu", "fri"], "spans": ["07:30-11:30", "13:00-17:00"]}

WORD_S = 8 * 86_400


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A centre on a Monday at ten to nine, whose clock stands almost still."""
    made = small_centre(
        hours=HOURS,
        appointments={"enabled": True, "people": 20},
        phone={"numbers_per_minute": 100},
        public_page={"searches_per_minute": 100},
    )
    config = write_centre(tmp_path_factory.mktemp("appointments"), made)
    with running_server(tmp_path_factory.mktemp("data"), config, clock=START) as server:
        yield server


@pytest.fixture(scope="module")
def kiosk(centre: RunningServer) -> dict[str, str]:
    return {"Authorization": f"Bearer {centre.enrol_here('kiosk', 'k')}"}


def a_phone(server: RunningServer) -> requests.Session:
    phone = requests.Session()
    assert phone.get(f"{server.url}/centre", timeout=20).status_code == 200
    return phone


def windows(server: RunningServer, field: str = "ho-tich") -> list[dict[str, Any]]:
    told = requests.get(server.api("/appointments"), params={"field": field}, timeout=20)
    return list(told.json()["items"])


def book(server: RunningServer, phone: requests.Session, nth: int = 0) -> dict[str, Any]:
    """Choose the so many-th free window."""
    body = {"field": "ho-tich", "starts_at": windows(server)[nth]["starts_at"]}
    answer = phone.post(server.api("/appointments"), json=body, timeout=20)
    assert answer.status_code == 201, answer.text
    [made] = answer.json()["appointments"]
    return dict(made)


def came(server: RunningServer, kiosk: dict[str, str], text: str) -> requests.Response:
    body = {"text": text}
    return requests.post(server.api("/check-in"), json=body, headers=kiosk, timeout=20)


def test_a_phone_keeps_its_word_until_its_last_appointment(centre: RunningServer) -> None:
    cookie = requests.get(f"{centre.url}/centre", timeout=20).headers["Set-Cookie"]
    assert f"Max-Age={WORD_S}" in cookie


def test_a_word_lives_on_with_each_visit_and_is_one_of_ours(centre: RunningServer) -> None:
    """An appointment that was made on its last day is still there on the day of the appointment."""
    phone = requests.Session()
    phone.get(f"{centre.url}/centre", timeout=20)
    word = phone.cookies["luot_phone"]
    again = phone.get(f"{centre.url}/centre", timeout=20)
    assert again.cookies["luot_phone"] == word
    assert f"Max-Age={WORD_S}" in again.headers["Set-Cookie"]
    forged = requests.get(f"{centre.url}/centre", cookies={"luot_phone": "mine"}, timeout=20)
    assert len(forged.cookies["luot_phone"]) == len(word)


@pytest.mark.parametrize("how", ["link", "code"])
def test_an_appointment_becomes_a_number_at_the_kiosk(
    centre: RunningServer, kiosk: dict[str, str], how: str
) -> None:
    phone = a_phone(centre)
    made = book(centre, phone)
    text = f"/hen/{made['secret']}" if how == "link" else made["code"].lower()
    said = came(centre, kiosk, text).json()
    assert (said["kind"], said["checked_in"], said["state"]) == ("ticket", True, "waiting")
    mine = phone.get(centre.api("/phone"), timeout=20).json()
    assert [one["number"] for one in mine["numbers"]] == [said["ticket"]]
    assert mine["appointments"] == []
    assert mine["numbers"][0]["here_by"] is None


def test_too_early_and_unknown_are_refused_at_the_kiosk(
    centre: RunningServer, kiosk: dict[str, str]
) -> None:
    made = book(centre, a_phone(centre), nth=3)
    early = came(centre, kiosk, made["code"])
    assert (early.status_code, early.json()["state"]) == (409, "too_early")
    assert came(centre, kiosk, "HEN-0000-0000").status_code == 404
    assert came(centre, kiosk, f"/hen/{made['secret'][:-1]}x").status_code == 404


def test_nobody_comes_by_phone_from_outside_the_hall(centre: RunningServer) -> None:
    made = book(centre, a_phone(centre))
    body = {"secret": made["secret"]}
    answer = requests.post(centre.api("/appointments/come"), json=body, timeout=20)
    assert (answer.status_code, answer.json()["state"]) == (409, "elsewhere")


def test_who_has_not_opened_the_page_or_names_no_field_gets_none(centre: RunningServer) -> None:
    body = {"field": "ho-tich", "starts_at": windows(centre)[0]["starts_at"]}
    answer = requests.post(centre.api("/appointments"), json=body, timeout=20)
    assert (answer.status_code, answer.json()["state"]) == (409, "no_phone")
    unknown = requests.get(centre.api("/appointments"), params={"field": "x"}, timeout=20)
    assert (unknown.status_code, unknown.json()["code"]) == (422, "unknown_field")


def test_somebody_chooses_a_time_on_the_page_and_gives_it_back(
    centre: RunningServer, browser: Browser
) -> None:
    with page_of(browser, 360, 640) as page:
        page.goto(f"{centre.url}/centre")
        page.get_by_label("Lĩnh vực", exact=True).select_option("chung-thuc")
        page.get_by_label("Ngày").select_option("2026-11-24")
        page.get_by_text("09:00–09:30").click()
        assert axe_findings(page) == []
        page.get_by_role("button", name="Đặt hẹn").click()
        expect(page.locator(".own-field")).to_have_text("Thứ Ba 24/11")
        expect(page.get_by_text("Báo có mặt từ 08:45")).to_be_visible()
        assert not scrolls_sideways(page)
        assert axe_findings(page) == []
        page.get_by_role("button", name="Huỷ lịch hẹn").dblclick()  # by a hand that trembles
        expect(page.locator(".own-field")).to_have_text("Thứ Ba 24/11")
        page.get_by_role("button", name="Huỷ lịch hẹn").click()
        assert axe_findings(page) == []
        page.get_by_role("button", name="Huỷ lịch hẹn của tôi").click()
        expect(page.get_by_role("button", name="Đặt hẹn")).to_be_visible()
    free = {one["starts_at"]: one["room"] for one in windows(centre, "chung-thuc")}
    start = dt.datetime.fromisoformat("2026-11-24T09:00:00+07:00")
    assert [n for at, n in free.items() if dt.datetime.fromisoformat(at) == start] == [20]


def test_an_officer_sees_who_is_expected_and_who_has_come_and_takes_it_along(
    centre: RunningServer, kiosk: dict[str, str], browser: Browser
) -> None:
    came(centre, kiosk, book(centre, a_phone(centre))["code"])
    staff = centre.staff_here("lan", Role.OFFICER)
    with page_of(browser, 1366, 768) as page:
        let_in(page, staff)
        page.goto(f"{centre.url}/counter")
        page.get_by_role("link", name="Lịch hẹn").click()
        nine = page.locator("tbody").filter(has_text="09:00–09:30")
        expect(nine).to_contain_text("Đã báo có mặt")
        expect(nine).to_contain_text(", 08:5")
        page.get_by_label("Lĩnh vực", exact=True).select_option("dat-dai")
        expect(nine.locator(".booked-taken")).to_have_text("0")
        expect(nine.locator(".booked-free")).to_have_text("20")
        assert axe_findings(page) == []
        assert not scrolls_sideways(page)
        page.get_by_role("button", name="Thứ Ba, 24/11").click()
        expect(page).to_have_url(f"{centre.url}/appointments?day=2026-11-24&field=dat-dai")
        with page.expect_download() as told:
            page.get_by_role("link", name="CSV").click()
        assert told.value.suggested_filename == "luot-lich-hen-2026-11-24.csv"
        listed = told.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert listed[1] == "2026-11-24 07:30:00,2026-11-24 08:00:00,,0,20,,,,"


def test_a_day_that_is_over_is_refused(centre: RunningServer) -> None:
    staff = centre.staff_here("lan", Role.OFFICER)
    answer = staff.get("/appointments/day", day="2026-11-22")
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
