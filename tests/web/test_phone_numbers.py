"""Numbers from phones over HTTP and on real pages: one word a phone, one door a way to be here."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from browser import axe_findings, page_of, scrolls_sideways
from made_centre import small_centre, write_centre
from playwright.sync_api import Browser, expect
from running import RunningServer, running_server, wait_for

PHONE = {"enabled": True, "coming": 50, "numbers_per_minute": 100}


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A centre that gives phones numbers, and whose hall is no part of this machine's network."""
    config = write_centre(tmp_path_factory.mktemp("phones"), small_centre(phone=PHONE))
    with running_server(tmp_path_factory.mktemp("data"), config) as server:
        yield server


@pytest.fixture(scope="module")
def kiosk(centre: RunningServer) -> dict[str, str]:
    return {"Authorization": f"Bearer {centre.enrol_here('kiosk', 'k')}"}


def a_phone(server: RunningServer) -> requests.Session:
    """Somebody at home who has opened the centre's page."""
    phone = requests.Session()
    assert phone.get(f"{server.url}/centre", timeout=20).status_code == 200
    return phone


def take(server: RunningServer, phone: requests.Session, **more: str) -> requests.Response:
    body = {"field": "dat-dai", **more}
    return phone.post(server.api("/phone/tickets"), json=body, timeout=20)


def number_of(answer: requests.Response) -> dict[str, Any]:
    assert answer.status_code == 201, answer.text
    [number] = answer.json()["numbers"]
    return dict(number)


def mine(server: RunningServer, phone: requests.Session) -> list[dict[str, Any]]:
    return list(phone.get(server.api("/phone"), timeout=20).json()["numbers"])


def means_of(server: RunningServer, number: dict[str, Any]) -> dict[str, Any]:
    """How its holder can check in, as the phone's page asks."""
    answer = requests.get(server.api("/phone/check-in"), headers=secret_of(number), timeout=20)
    return dict(answer.json())


def secret_of(number: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": f"Ticket {number['follow'].removeprefix('t/')}"}


def read_at(
    server: RunningServer, kiosk: dict[str, str], text: str, path: str = "/check-in"
) -> requests.Response:
    return requests.post(server.api(path), json={"text": text}, headers=kiosk, timeout=20)


def test_a_phones_word_is_for_the_server_alone_and_for_a_day(centre: RunningServer) -> None:
    answer = requests.get(f"{centre.url}/centre", timeout=20)
    cookie = answer.headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Lax", "Max-Age=86400"} <= set(cookie.split("; "))
    assert "luot_phone" not in requests.get(f"{centre.url}/centre", cookies=answer.cookies,
                                            timeout=20).headers.get("Set-Cookie", "")  # fmt: skip


def test_a_phone_takes_one_number_and_finds_it_again(centre: RunningServer) -> None:
    phone = a_phone(centre)
    number = number_of(take(centre, phone, purpose="collect"))
    assert number["number"].startswith("C")
    assert number["here_by"]
    again = take(centre, phone)
    assert (again.status_code, again.json()["state"]) == (409, "has_number")
    assert [one["number"] for one in mine(centre, phone)] == [number["number"]]
    assert mine(centre, a_phone(centre)) == []


def test_whoever_has_not_opened_the_page_gets_no_number(centre: RunningServer) -> None:
    answer = take(centre, requests.Session())
    assert (answer.status_code, answer.json()["state"]) == (409, "no_phone")


def test_the_phones_picture_checks_in_at_a_kiosk(
    centre: RunningServer, kiosk: dict[str, str]
) -> None:
    phone = a_phone(centre)
    number = number_of(take(centre, phone))
    assert means_of(centre, number)["qr"].startswith("data:image/svg+xml")
    seen = read_at(centre, kiosk, f"/{number['follow']}", "/scan").json()
    assert (seen["ticket"], seen["coming"], seen["checked_in"]) == (number["number"], True, False)
    said = read_at(centre, kiosk, f"/{number['follow']}").json()
    assert (said["ticket"], said["coming"], said["checked_in"]) == (number["number"], False, True)
    assert [one["here_by"] for one in mine(centre, phone)] == [None]


def test_the_number_with_its_code_checks_in_and_with_another_code_does_not(
    centre: RunningServer, kiosk: dict[str, str]
) -> None:
    number = number_of(take(centre, a_phone(centre)))
    code = means_of(centre, number)["code"]
    wrong = f"{(int(code) + 1) % 10_000:04d}"
    assert read_at(centre, kiosk, f"{number['number']}-{wrong}").status_code == 404
    assert read_at(centre, kiosk, number["number"]).status_code == 404
    right = read_at(centre, kiosk, f" {number['number'].lower()} - {code}")
    assert right.json()["checked_in"] is True


def test_from_outside_the_hall_nobody_checks_in_by_phone(centre: RunningServer) -> None:
    number = number_of(take(centre, a_phone(centre)))
    assert means_of(centre, number)["in_hall"] is False
    shown = secret_of(number)
    answer = requests.post(centre.api("/phone/check-in"), json={}, headers=shown, timeout=20)
    assert (answer.status_code, answer.json()["state"]) == (409, "elsewhere")


def test_somebody_takes_a_number_at_home_and_an_officer_sees_them_come(
    centre: RunningServer, browser: Browser
) -> None:
    officer = centre.staff_here("binh")
    assert officer.post("/counters/1/open").ok
    with page_of(browser, 360, 640) as phone, page_of(browser) as desk:
        phone.goto(f"{centre.url}/centre")
        phone.get_by_label("Lĩnh vực", exact=True).select_option("ho-tich")
        phone.get_by_role("button", name="Lấy số").click()
        number = phone.locator(".own-number").text_content()
        expect(phone.get_by_text("Xin đến và báo có mặt trước")).to_be_visible()
        expect(phone.get_by_role("img", name=f"Mã QR của số {number}")).to_be_visible()
        expect(phone.get_by_role("heading", name="Số của Ông/Bà")).to_be_focused()
        assert axe_findings(phone) == []
        phone.evaluate("document.documentElement.style.fontSize = '200%'")
        assert not scrolls_sideways(phone)
        phone.get_by_role("link", name="Theo dõi số của tôi").click()
        expect(phone.get_by_text(f"{number}-")).to_be_visible()
        assert axe_findings(phone) == []
        desk.context.add_cookies(
            [{"name": "luot_session", "value": officer.session.cookies["luot_session"],
              "url": centre.url}]
        )  # fmt: skip
        desk.goto(f"{centre.url}/counter/1")
        coming = desk.locator('[data-list="coming"]')
        coming.get_by_role("button", name=number).click()
        expect(desk.locator('[data-list="waiting"]').get_by_text(number)).to_be_visible()
        expect(coming).to_have_count(0)
        expect(phone.get_by_text("Xin đến và báo có mặt trước")).to_have_count(0)
        assert axe_findings(desk) == []
    wait_for(lambda: officer.post("/counters/1/next").json()["ticket"], "the number is called")


def test_no_secret_of_a_number_is_in_the_servers_log(
    centre: RunningServer, kiosk: dict[str, str]
) -> None:
    phone = a_phone(centre)
    number = number_of(take(centre, phone))
    read_at(centre, kiosk, f"/{number['follow']}")
    lines = str(centre.log_lines())
    code = means_of(centre, number)["code"]
    for word in (number["follow"].removeprefix("t/"), code, phone.cookies["luot_phone"]):
        assert word not in centre.said()
        assert f"'{word}'" not in lines
    assert base64.b64encode(phone.cookies["luot_phone"].encode()).decode() not in lines
