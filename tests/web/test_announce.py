"""What supervisors tell the hall: notices on the screens, and an emergency that stops numbers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from listening import listening
from running import RunningServer, Staff, running_server, wait_for

LEAVE = "Mời công dân ra khỏi sảnh theo lối thoát hiểm {A}."


@pytest.fixture
def centre(small_config: Path, tmp_path: Path) -> Iterator[RunningServer]:
    """A server of its own: an emergency is everybody's."""
    with running_server(tmp_path, small_config) as running:
        yield running


@pytest.fixture
def chief(centre: RunningServer) -> Staff:
    return centre.staff_here("truong", "supervisor")


def test_notices_reach_every_screen_in_order_and_go_again(
    centre: RunningServer, chief: Staff
) -> None:
    board = centre.enrol_here("board", "b")
    lines = [{"text": "Sáng thứ Bảy có làm việc", "text_en": "Open on Saturday"}, {"text": "Hai"}]
    with listening(centre.url, "/board", {"token": board, "zone": "sanh"}) as screen:
        screen.joined()
        assert chief.put("/notices", lines).ok
        told = [lines[0], {"text": "Hai", "text_en": "Hai"}]
        wait_for(lambda: screen.newest()["notices"] == told, "the notices")
        assert chief.put("/notices", []).ok
        wait_for(lambda: screen.newest()["notices"] == [], "no notices")
    assert [line["event"] for line in centre.log_lines()][-2:] == ["notices_changed"] * 2


def test_in_an_emergency_no_number_is_given_and_every_screen_says_why(
    centre: RunningServer, chief: Staff
) -> None:
    board, kiosk = centre.enrol_here("board", "b"), centre.enrol_here("kiosk", "k")
    waiting = centre.take(kiosk, field="ho-tich").json()
    with (
        listening(centre.url, "/board", {"token": board, "zone": "sanh"}) as screen,
        listening(centre.url, "/kiosk", {"token": kiosk}) as touch_screen,
        listening(centre.url, "/counter", {"counter": "1"}, cookie=chief.cookie()) as desk,
    ):
        desk.joined()
        screen.joined()
        touch_screen.joined()
        assert chief.post("/emergency", {"on": True, "message": LEAVE}).ok
        wait_for(lambda: screen.newest()["emergency"] == LEAVE, "the board's word")
        wait_for(lambda: touch_screen.newest()["centre"]["emergency"] == LEAVE, "the kiosk's word")
        wait_for(lambda: desk.newest()["emergency"] == LEAVE, "the counter's word")
        assert touch_screen.newest()["centre"]["open"] is False
        refused = centre.take(kiosk, field="ho-tich")
        assert (refused.status_code, refused.json()["code"]) == (409, "centre_closed")
        assert (refused.json()["reason"], refused.json()["detail"]) == ("emergency", LEAVE)
        assert chief.get(f"/tickets/{waiting['id']}").json()["state"] == "waiting"
        assert chief.post("/emergency", {"on": False}).ok
        wait_for(lambda: screen.newest()["emergency"] is None, "the end")
    assert centre.take(kiosk, field="ho-tich").status_code == 201


def test_what_is_written_in_english_reaches_every_screen_beside_the_vietnamese(
    centre: RunningServer, chief: Staff
) -> None:
    board, kiosk = centre.enrol_here("board", "b"), centre.enrol_here("kiosk", "k")
    exits = "Please leave the hall by exit {A}."
    assert chief.post("/emergency", {"on": True, "message": LEAVE, "message_en": exits}).ok
    with (
        listening(centre.url, "/board", {"token": board, "zone": "sanh"}) as screen,
        listening(centre.url, "/kiosk", {"token": kiosk}) as touch_screen,
        listening(centre.url, "/counter", {"counter": "1"}, cookie=chief.cookie()) as desk,
    ):
        public = requests.get(centre.api("/centre/now"), timeout=20).json()
        for told in (
            screen.joined().newest(),
            touch_screen.joined().newest()["centre"],
            desk.joined().newest(),
            chief.get("/hall").json(),
            public,
        ):
            assert (told["emergency"], told["emergency_en"]) == (LEAVE, exits)
    for language, said in (("vi", LEAVE), ("en", exits)):
        headers = {"Authorization": f"Bearer {kiosk}", "Accept-Language": language}
        refused = requests.post(
            centre.api("/tickets"), json={"field": "ho-tich"}, headers=headers, timeout=20
        )
        assert refused.json()["detail"] == said
    assert chief.post("/emergency", {"on": True, "message": LEAVE}).ok
    assert chief.get("/hall").json()["emergency_en"] is None


def test_an_emergency_says_what_people_should_do(centre: RunningServer, chief: Staff) -> None:
    assert chief.post("/emergency", {"on": True}).status_code == 400
    assert centre.log_lines() == []


def test_an_emergency_outlives_the_server(centre: RunningServer, chief: Staff) -> None:
    kiosk = centre.enrol_here("kiosk", "k")
    chief.post("/emergency", {"on": True, "message": LEAVE})
    centre.kill()
    with_emergency = centre.again()
    try:
        assert with_emergency.take(kiosk, field="ho-tich").json()["reason"] == "emergency"
    finally:
        with_emergency.stop()
