"""One counter, several browsers, an uncertain network: all see the same, nothing is twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from broken_line import broken_line
from corners import Corner
from counter_desk import (
    WAITING,
    enabled,
    let_in,
    number_shown,
    open_counter,
    open_dialog,
    press,
    serve,
    sit_down,
    stands,
)
from playwright.sync_api import APIResponse, Page, Route, expect
from running import running_server, wait_for


def events(desk: Corner, name: str) -> list[dict[str, Any]]:
    return [line for line in desk.log() if line["event"] == name]


# ------------------------------------------------------------ several browsers


def test_two_browsers_at_once_call_one_ticket_and_show_the_same(
    page: Page, other_page: Page, desk: Corner
) -> None:
    desk.take()
    desk.take()
    open_counter(page, desk)
    sit_down(other_page, desk)
    stands(other_page, "open")
    at = page.evaluate("Date.now() + 1000")
    for each in (page, other_page):  # both press in the same instant
        each.evaluate(
            "at => setTimeout(() => document.querySelector('[data-move=next]').click(),"
            " at - Date.now())",
            at,
        )

    for each in (page, other_page):
        stands(each, "called")
        expect(each.locator(WAITING)).to_have_count(1)
    assert number_shown(page) == number_shown(other_page)
    assert len(events(desk, "called")) == 1


def test_a_dialog_closes_when_another_browser_has_moved_the_counter_on(
    page: Page, other_page: Page, desk: Corner
) -> None:
    desk.take()
    serve(page, desk)
    open_dialog(page, "f")
    sit_down(other_page, desk)
    open_dialog(other_page, "f")
    press(other_page, "Control+Enter", "open")

    expect(page.locator("dialog")).to_have_count(0)
    expect(page.get_by_role("alert").filter(has_text="màn hình khác")).to_be_visible()


def test_a_wrong_move_is_said_and_the_page_shows_the_true_state(page: Page, desk: Corner) -> None:
    desk.take()

    def somebody_is_faster(route: Route) -> None:
        desk.does("next", {})
        route.continue_()

    page.route("**/next", somebody_is_faster)
    open_counter(page, desk)
    page.keyboard.press("n")

    expect(page.get_by_role("alert").filter(has_text="“Đang gọi”")).to_be_visible()
    stands(page, "called")
    expect(page.locator(".link-live")).to_be_visible()


def test_somebody_elses_counter_can_only_be_looked_at(page: Page, desk: Corner) -> None:
    desk.does("open", {})
    sit_down(page, desk, desk.server.staff_here(f"visitor-{desk.place}"))

    expect(page.locator(".look-banner")).to_contain_text(desk.officer.username)
    assert enabled(page) == set()


def test_a_supervisor_may_act_at_an_officers_counter(page: Page, desk: Corner) -> None:
    desk.take()
    desk.does("open", {})
    sit_down(page, desk, desk.server.staff_here(f"chief-{desk.place}", "supervisor"))
    press(page, "n", "called")

    expect(page.locator(".look-banner")).to_have_count(0)


def test_a_leader_looks_and_does_not_act(page: Page, desk: Corner) -> None:
    sit_down(page, desk, desk.server.staff_here(f"leader-{desk.place}", "leader"))

    expect(page.locator(".look-banner")).to_be_visible()
    assert enabled(page) == set()


def test_only_a_newer_or_later_snapshot_or_another_epoch_is_shown(page: Page, desk: Corner) -> None:
    page.goto(desk.server.url + "/sign-in")
    cases = [
        (None, {"seq": 1, "epoch": "a"}, True),
        ({"seq": 5, "epoch": "a"}, {"seq": 6, "epoch": "a"}, True),
        ({"seq": 5, "epoch": "a"}, {"seq": 5, "epoch": "a"}, False),
        ({"seq": 5, "epoch": "a", "at": "T08:01"}, {"seq": 5, "epoch": "a", "at": "T08:02"}, True),
        ({"seq": 5, "epoch": "a", "at": "T08:02"}, {"seq": 5, "epoch": "a", "at": "T08:01"}, False),
        ({"seq": 5, "epoch": "a"}, {"seq": 4, "epoch": "a"}, False),
        ({"seq": 5, "epoch": "a"}, {"seq": 1, "epoch": "b"}, True),
    ]
    said = page.evaluate(
        """cases => import('/static/staff/link.js').then(
            (link) => cases.map(([shown, told]) => link.isNewer(shown, told)))""",
        cases,
    )

    assert said == [newer for _, _, newer in cases]


# ------------------------------------------------------------ lost links and answers


def test_a_lost_link_locks_the_buttons_says_so_and_mends_itself(
    page: Page, tmp_path: Path, desk: Corner
) -> None:
    with running_server(tmp_path, desk.server.config) as server:
        desk = Corner(server, 1)
        number = desk.take()["number"]
        open_counter(page, desk)
        server.kill()

        expect(page.get_by_role("alert").filter(has_text="Mất kết nối")).to_be_visible()
        assert enabled(page) == set()
        page.keyboard.press("n")

        revived = server.again()
        try:
            expect(page.locator(".link-live")).to_be_visible(timeout=20_000)
            expect(page.locator(".link-banner")).to_have_count(0)
            press(page, "n", "called")
            assert number_shown(page) == number
        finally:
            revived.stop()


def test_a_cut_line_locks_the_buttons_and_a_mended_one_frees_them(page: Page, desk: Corner) -> None:
    number = desk.take()["number"]
    with broken_line(desk.server.port) as line:
        sit_down(page, desk, url=line.url)
        press(page, "o", "open")
        line.cut()
        expect(page.locator(".link-banner")).to_be_visible(timeout=20_000)
        assert enabled(page) == set()
        page.keyboard.press("n")
        line.mend()
        expect(page.locator(".link-banner")).to_have_count(0, timeout=20_000)
        stands(page, "open")  # what was pressed meanwhile was no command
        press(page, "n", "called")
        assert number_shown(page) == number


def test_a_command_whose_answer_is_lost_on_the_line_is_done_once(page: Page, desk: Corner) -> None:
    number = desk.take()["number"]
    desk.take()
    with broken_line(desk.server.port) as line:
        sit_down(page, desk, url=line.url)
        press(page, "o", "open")
        line.deafen()
        page.keyboard.press("n")
        wait_for(lambda: events(desk, "called"), "the server to have done it")
        line.mend()  # the page hears of nothing, asks again with its key, and is told
        expect(page.get_by_role("status").filter(has_text=f"Đã gọi số {number}")).to_be_visible(
            timeout=20_000
        )
        stands(page, "called")
        assert number_shown(page) == number
    assert len(events(desk, "called")) == 1


def test_a_page_opened_while_the_server_is_away_arrives_when_it_is_back(
    page: Page, desk: Corner
) -> None:
    let_in(page, desk.officer)
    page.route("**/api/v1/session", lambda route: route.abort())
    page.goto(f"{desk.server.url}/counter/{desk.counter}")
    expect(page.get_by_role("status").filter(has_text="Không kết nối được")).to_be_visible()
    page.unroute("**/api/v1/session")

    expect(page.locator(".desk")).to_be_visible(timeout=10_000)


def test_a_lost_answer_is_asked_for_again_with_the_same_key(page: Page, desk: Corner) -> None:
    desk.take()
    desk.take()
    keys: list[str | None] = []

    def lose_the_first(route: Route) -> None:
        keys.append(route.request.header_value("Idempotency-Key"))
        if len(keys) == 1:
            route.fetch()  # the server has done it, the answer never arrives
            route.abort()
        else:
            route.continue_()

    page.route("**/next", lose_the_first)
    open_counter(page, desk)
    page.keyboard.press("n")

    expect(page.get_by_role("status").filter(has_text="Đã gọi số")).to_be_visible()
    assert len(keys) == 2
    assert keys[0] == keys[1]
    assert len(events(desk, "called")) == 1


def test_a_late_answer_does_not_swallow_the_next_press(page: Page, desk: Corner) -> None:
    desk.take()
    late: list[tuple[Route, APIResponse]] = []
    page.route("**/open", lambda route: late.append((route, route.fetch())))
    sit_down(page, desk)
    press(page, "o", "open")  # the news is faster than the answer
    press(page, "n", "called")

    [(route, answer)] = late
    route.fulfill(response=answer)


def test_a_second_press_before_anything_has_changed_is_dropped(page: Page, desk: Corner) -> None:
    desk.take()
    sent: list[Route] = []
    page.route("**/next", lambda route: sent.append(route))
    open_counter(page, desk)
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.keyboard.press("p")  # opens its dialog: both presses have been handled before
    expect(page.locator("dialog")).to_be_visible()

    [route] = sent
    route.continue_()
    stands(page, "called")


def test_repeating_ends_and_says_that_nothing_was_answered(page: Page, desk: Corner) -> None:
    page.clock.install()
    tries: list[str] = []

    def lose(route: Route) -> None:
        tries.append(route.request.url)
        route.abort()

    page.route("**/next", lose)
    open_counter(page, desk)
    page.keyboard.press("n")
    words = page.get_by_role("alert").filter(has_text="không trả lời")

    def gave_up() -> bool:
        page.clock.run_for(1000)
        return words.is_visible()

    wait_for(gave_up, "the page to say that it has given up")
    assert 2 <= len(tries) <= 6


def test_a_refusal_is_not_repeated(page: Page, desk: Corner) -> None:
    tries: list[str] = []
    problem = {"status": 503, "code": "storage_full", "title": "Đầy", "detail": "Ổ đĩa đã đầy."}

    def refuse(route: Route) -> None:
        tries.append(route.request.url)
        route.fulfill(status=503, json=problem)

    page.route("**/next", refuse)
    open_counter(page, desk)
    page.keyboard.press("n")

    expect(page.get_by_role("alert").filter(has_text="Ổ đĩa đã đầy.")).to_be_visible()
    assert len(tries) == 1
    page.keyboard.press("Escape")
    expect(page.locator(".message.trouble")).to_have_count(0)


# ------------------------------------------------------------ the session


def test_an_ended_session_leads_to_the_sign_in_and_back_to_the_counter(
    page: Page, desk: Corner
) -> None:
    officer = desk.server.sign_in(f"real-{desk.place}")  # with a password, unlike the others
    sit_down(page, desk, officer)
    press(page, "o", "open")
    page.context.clear_cookies()
    page.keyboard.press("n")
    page.wait_for_url(f"{desk.server.url}/sign-in?to=%2Fcounter%2F{desk.counter}")
    expect(page.locator("#username")).to_be_focused()
    page.keyboard.type(officer.username)
    page.keyboard.press("Tab")
    page.keyboard.type(desk.server.passwords[officer.username])
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{desk.server.url}/counter/{desk.counter}")
    stands(page, "open")


def test_an_old_token_is_renewed_and_the_command_is_done(page: Page, desk: Corner) -> None:
    desk.take()
    open_counter(page, desk)
    let_in(page, desk.server.staff_here(desk.officer.username))  # signed in anew in another tab

    press(page, "n", "called")


def test_signing_out_of_an_open_counter_is_asked_first(page: Page, desk: Corner) -> None:
    open_counter(page, desk)
    page.get_by_role("button", name="Đăng xuất").click()
    question = page.get_by_role("dialog", name="Đăng xuất khi quầy chưa đóng?")
    expect(question).to_contain_text(f"Quầy {desk.counter}")
    question.get_by_role("button", name="Đăng xuất").click()

    expect(page).to_have_url(desk.server.url + "/sign-in")
    expect(page.locator("#username")).to_be_focused()
    assert desk.officer.get("/session").status_code == 401


# ------------------------------------------------------------ which counter


def test_an_unknown_counter_is_said_and_leads_to_the_choice(page: Page, desk: Corner) -> None:
    let_in(page, desk.officer)
    page.goto(desk.server.url + "/counter/999")

    expect(page.get_by_role("alert")).to_contain_text("999")
    page.get_by_role("link", name="Chọn quầy").click()
    expect(page).to_have_url(desk.server.url + "/counter")


def test_the_choice_begins_at_ones_own_counter_and_finds_others_by_number(
    page: Page, desk: Corner
) -> None:
    desk.does("open", {})
    let_in(page, desk.officer)
    page.goto(desk.server.url + "/counter")
    expect(page.locator(".chooser-card:focus .number")).to_have_text(desk.counter)
    page.keyboard.type("42")
    page.keyboard.press("Enter")

    expect(page).to_have_url(desk.server.url + "/counter/42")


def test_the_counter_used_last_on_this_machine_is_offered_first(page: Page, desk: Corner) -> None:
    sit_down(page, desk)
    page.goto(desk.server.url + "/")

    expect(page.locator(".chooser-card:focus .number")).to_have_text(desk.counter)
