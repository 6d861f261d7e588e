"""The sign-in card, in a real browser against a real server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from browser import axe_findings, outside_viewport, page_of, scrolls_sideways
from playwright.sync_api import Browser, Page, expect
from running import RunningServer, running_server, wait_for

CSP = "Content-Security-Policy"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    with running_server(tmp_path_factory.mktemp("sign-in")) as started:
        started.add_person("lan", "officer")
        yield started


def open_sign_in(page: Page, server: RunningServer, query: str = "") -> None:
    page.goto(f"{server.url}/sign-in{query}")
    expect(page.locator("#username")).to_be_focused()


def type_in(page: Page, username: str, password: str) -> None:
    """By keyboard alone, from the field that has the focus."""
    page.keyboard.type(username)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")


def test_whoever_is_not_signed_in_is_led_to_the_card(page: Page, server: RunningServer) -> None:
    page.goto(server.url + "/")

    expect(page).to_have_url(server.url + "/sign-in")


def test_an_officer_signs_in_with_the_keyboard_alone(page: Page, server: RunningServer) -> None:
    open_sign_in(page, server)
    type_in(page, "lan", server.passwords["lan"])

    expect(page).to_have_url(server.url + "/counter")
    expect(page.locator(".chooser-card").first).to_be_focused()


def test_signing_in_leads_back_to_where_one_came_from(page: Page, server: RunningServer) -> None:
    page.goto(server.url + "/counter/3")
    page.wait_for_url(f"{server.url}/sign-in?to=%2Fcounter%2F3")
    expect(page.locator("#username")).to_be_focused()
    type_in(page, "lan", server.passwords["lan"])

    expect(page).to_have_url(server.url + "/counter/3")


@pytest.mark.parametrize("role", ["supervisor", "leader"])
def test_who_oversees_the_hall_lands_there(page: Page, server: RunningServer, role: str) -> None:
    password = server.add_person(role, role)
    open_sign_in(page, server)
    type_in(page, role, password)

    expect(page).to_have_url(server.url + "/hall")
    page.get_by_role("link", name="Quầy", exact=True).click()
    expect(page.locator(".chooser-card").first).to_be_visible()
    page.get_by_role("link", name="Sảnh").click()
    expect(page.locator(".hall")).to_be_visible()


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org"])
def test_the_way_back_leads_only_to_our_own_pages(
    page: Page, server: RunningServer, elsewhere: str
) -> None:
    open_sign_in(page, server, f"?to={elsewhere}")
    type_in(page, "lan", server.passwords["lan"])

    expect(page).to_have_url(server.url + "/counter")


def test_a_wrong_password_is_said_in_words_and_the_name_stays(
    page: Page, server: RunningServer
) -> None:
    open_sign_in(page, server)
    type_in(page, "lan", "sai-mat-khau")

    expect(page.get_by_role("alert")).to_have_text("Tên đăng nhập hoặc mật khẩu không đúng.")
    expect(page.locator("#username")).to_have_value("lan")
    expect(page.locator("#password")).to_be_focused()


def test_an_empty_card_is_not_sent(page: Page, server: RunningServer) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    open_sign_in(page, server)
    page.keyboard.press("Enter")

    expect(page.get_by_role("alert")).to_have_text("Vui lòng nhập tên đăng nhập và mật khẩu.")
    assert not [url for url in sent if url.endswith("/login")]


def test_too_many_wrong_passwords_say_how_long_to_wait(page: Page, server: RunningServer) -> None:
    def failed() -> bool:
        body = {"username": "nguoi-la", "password": "x"}
        return requests.post(server.api("/login"), json=body, timeout=20).status_code == 401

    for _ in range(4):
        wait_for(failed, "a wrong password", 20)
    open_sign_in(page, server)
    type_in(page, "nguoi-la", "y")

    waits = page.get_by_text(re.compile(r"Vui lòng thử lại sau \d giây\."))
    expect(waits.first).to_be_visible()
    expect(page.get_by_text("Có thể đăng nhập lại.")).to_be_visible(timeout=20_000)


def test_a_long_wait_says_at_what_time_it_ends(page: Page, server: RunningServer) -> None:
    """The server's own long waits are tested with a clock set by hand."""
    told = {"status": 429, "code": "rate_limited", "title": "", "detail": ""}
    page.route(
        "**/api/v1/login",
        lambda route: route.fulfill(status=429, headers={"Retry-After": "900"}, json=told),
    )
    open_sign_in(page, server)
    type_in(page, "lan", "y")

    words = re.compile(r"thử lại sau 1[45]:\d\d \(lúc \d\d:\d\d\)")
    expect(page.get_by_text(words).first).to_be_visible()


def test_a_server_that_does_not_answer_is_said_in_words(page: Page, server: RunningServer) -> None:
    page.route("**/api/v1/login", lambda route: route.abort())
    open_sign_in(page, server)
    type_in(page, "lan", server.passwords["lan"])

    expect(page.get_by_role("alert")).to_contain_text("Không kết nối được với máy chủ")
    expect(page.get_by_role("button", name="Đăng nhập")).to_be_enabled()


def test_the_chosen_language_is_remembered(page: Page, server: RunningServer) -> None:
    open_sign_in(page, server)
    page.get_by_role("button", name="English").click()
    page.reload()

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_both_languages_say_everything(page: Page, server: RunningServer) -> None:
    open_sign_in(page, server)
    texts = page.evaluate("import('/static/staff/words.js').then((words) => words.TEXTS)")

    assert texts["vi"].keys() == texts["en"].keys()
    assert all(text.strip() for language in texts.values() for text in language.values())
    assert [set(re.findall(r"{\w+}", text)) for text in texts["vi"].values()] == [
        set(re.findall(r"{\w+}", texts["en"][key])) for key in texts["vi"]
    ]


@pytest.mark.parametrize("size", [(1366, 650), (1024, 768), (1920, 1080)])
def test_the_card_fits_and_axe_finds_nothing(
    browser: Browser, server: RunningServer, size: tuple[int, int]
) -> None:
    with page_of(browser, *size) as page:
        open_sign_in(page, server)
        type_in(page, "lan", "sai")
        expect(page.get_by_role("alert")).not_to_be_empty()

        assert axe_findings(page) == []
        assert not scrolls_sideways(page)
        assert outside_viewport(page, "button, input, .card") == []


@pytest.mark.parametrize("path", ["/", "/sign-in", "/counter", "/counter/3", "/hall"])
def test_every_page_loads_only_our_own_files_and_is_framed_by_nobody(
    server: RunningServer, path: str
) -> None:
    headers = requests.get(server.url + path, timeout=20).headers

    policy = headers[CSP]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_a_host_header_cannot_write_into_the_policy(server: RunningServer) -> None:
    odd = {"Host": "a; script-src *"}
    answer = requests.get(server.url + "/sign-in", headers=odd, timeout=20)

    assert "script-src" not in answer.headers.get(CSP, "")


def test_no_page_writes_html_from_data() -> None:
    folder = Path(__file__).resolve().parents[2] / "server" / "web" / "static"
    ours = [path for path in folder.rglob("*.js") if "vendor" not in path.parts]

    assert ours
    dangerous = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(")
    assert [path.name for path in ours if dangerous.search(path.read_text("utf-8"))] == []
