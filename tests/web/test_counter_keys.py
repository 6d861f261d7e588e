"""The counter page's keys and focus: nothing typed is a command, no press counts twice."""

from __future__ import annotations

import pytest
from corners import Corner
from counter_desk import (
    enabled,
    open_counter,
    open_dialog,
    press,
    serve,
    settles,
    stands,
)
from playwright.sync_api import Page, expect


def state_of(desk: Corner) -> str:
    return str(desk.officer.get(f"/counters/{desk.counter}").json()["state"])


def test_letters_typed_into_a_field_give_no_command(page: Page, desk: Corner) -> None:
    desk.take()
    serve(page, desk)
    open_dialog(page, "f")
    page.focus("#finish-note")
    page.keyboard.type("q n s v 12")

    assert page.input_value("#finish-note") == "q n s v 12"
    assert state_of(desk) == "serving"


def test_no_key_reaches_the_page_behind_a_dialog(page: Page, desk: Corner) -> None:
    desk.take()
    open_counter(page, desk)
    open_dialog(page, "p")
    page.mouse.click(5, 5)  # beside the dialog: nothing inside it has the focus now
    page.keyboard.press("n")
    page.keyboard.press("Escape")
    open_dialog(page, "q")  # whatever was sent before is done by now

    assert state_of(desk) == "open"


def test_a_key_held_down_gives_its_command_once(page: Page, desk: Corner) -> None:
    desk.take()
    open_counter(page, desk)
    press(page, "n", "called")
    for _ in range(5):  # the first is a press, the rest are the keyboard's own repetitions
        page.keyboard.down("r")
    page.keyboard.up("r")
    expect(page.locator(".calls .made")).to_have_count(2)
    press(page, "s", "serving")

    assert [line["event"] for line in desk.log()].count("recalled") == 1


def test_keys_with_control_or_alt_are_the_browsers_own(page: Page, desk: Corner) -> None:
    desk.take()
    open_counter(page, desk)
    for key in ("Control+n", "Alt+n", "Meta+n"):
        page.keyboard.press(key)
    press(page, "q", "open")  # whatever was sent before is done by now

    assert state_of(desk) == "open"


def test_a_digit_of_a_vietnamese_layout_still_chooses(page: Page, desk: Corner) -> None:
    open_counter(page, desk)
    open_dialog(page, "p")
    page.locator("dialog [type=radio]").first.dispatch_event(
        "keydown", {"key": "ă", "code": "Digit1", "bubbles": True}
    )

    expect(page.get_by_role("radio", name="Nghỉ giải lao")).to_be_checked()


def test_a_click_right_after_a_change_is_not_taken_for_what_has_just_appeared(
    page: Page, desk: Corner
) -> None:
    desk.take()
    page.clock.install()
    open_counter(page, desk)
    settles(page)
    page.clock.pause_at(page.evaluate("Date.now() / 1000 + 1"))
    box = page.locator("button[data-move=next]").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] - 20, box["y"] + 40  # "start" opens under it
    page.mouse.click(x, y)
    stands(page, "called")
    page.mouse.click(x, y)
    page.clock.run_for(1000)
    settles(page)
    assert "started" not in [line["event"] for line in desk.log()]
    page.mouse.click(x, y)

    stands(page, "serving")


def test_parked_in_one_place_the_mouse_does_a_whole_turn(page: Page, desk: Corner) -> None:
    desk.take()
    open_counter(page, desk)
    boxes = [page.locator(f"button[data-move={name}]").bounding_box() for name in ("next", "start")]
    assert all(boxes)
    x, y = boxes[0]["x"] + boxes[0]["width"] - 20, boxes[0]["y"] + 40  # type: ignore[index]
    for state in ("open", "called", "serving"):
        stands(page, state)
        settles(page)
        page.mouse.click(x, y)

    expect(page.get_by_role("dialog", name="Hoàn tất")).to_be_visible()


@pytest.mark.parametrize("key", ["p", "q", "c"])
def test_after_a_dialog_the_focus_is_back_and_the_keys_work(
    page: Page, desk: Corner, key: str
) -> None:
    desk.take()
    open_counter(page, desk)
    open_dialog(page, key)
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)

    expect(page.locator(".ticket")).to_be_focused()
    press(page, "n", "called")


def test_a_button_that_has_been_used_up_hands_the_focus_to_the_ticket(
    page: Page, desk: Corner
) -> None:
    desk.take()
    open_counter(page, desk)
    settles(page)
    page.locator("button[data-move=next]").press("Enter")
    stands(page, "called")

    expect(page.locator(".ticket")).to_be_focused()


def test_everything_can_be_reached_with_tab_and_the_focus_is_seen(page: Page, desk: Corner) -> None:
    desk.take()
    open_counter(page, desk)
    reached: set[str] = set()
    for _ in range(14):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const style = getComputedStyle(document.activeElement);
                return [document.activeElement.dataset.move || document.activeElement.className,
                        style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2]; }"""
        )
        reached.add(seen[0])
        assert seen[1] or seen[0] == "", f"the focus on {seen[0]!r} is not seen"

    assert enabled(page) <= reached
    assert "row" in reached
