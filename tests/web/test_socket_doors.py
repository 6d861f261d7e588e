"""Who is let in to the sockets, what they may hear, and how those who may not are shown out."""

from __future__ import annotations

import json
from typing import Any

import pytest
import requests
import websocket
from corners import Corner, Corners
from hall import TestHall
from listening import listening
from running import wait_for

from server.actions.accounts import change_person, make_account
from server.actions.devices import enrol_device, revoke
from server.messages import DeviceKind, PersonChange, Role
from server.web.news import read_news

pytestmark = pytest.mark.both_modes


def refused(corner: Corner, namespace: str, auth: Any = None, **more: Any) -> str:
    """Knock, be turned away, and return what was said; nothing else must be heard."""
    with listening(corner.server.url, namespace, auth, **more) as knocker:
        said = knocker.turned_away()
        corner.take()
        with corner.board_listens() as board:
            seq = corner.log()[-1]["seq"]
            wait_for(lambda: board.joined().newest()["seq"] >= seq, "the news, inside")
        assert knocker.heard == []
    return said


@pytest.fixture(scope="module")
def door(corners: Corners) -> Corner:
    """One corner whose doors are knocked at."""
    return corners.take()


NAMESPACES = ("/board", "/kiosk", "/counter", "/hall", "/tablet", "/follow")
NOBODY: list[Any] = [
    None,
    {},
    [],
    "token",
    7,
    {"token": None},
    {"token": ""},
    {"token": 5},
    {"token": ["x"]},
    {"token": "0123456789012345678901234567890123456789"},
    {"token": "x" * 10_000},
    {"counter": "1"},
    {"ticket": "0123456789abcdef"},
]


@pytest.mark.parametrize("namespace", NAMESPACES)
def test_nobody_gets_in_and_hears_nothing(door: Corner, namespace: str) -> None:
    for shown in NOBODY:
        asked = {"zone": door.zone, **shown} if isinstance(shown, dict) and shown else shown
        said = refused(door, namespace, asked)
        assert said in {"not_signed_in", "not_allowed", "not_found"}


def test_the_plain_namespace_has_nothing_for_anybody(door: Corner) -> None:
    with listening(door.server.url, "/", {"token": door.board}) as knocker:
        wait_for(lambda: knocker.state != "joining", "an answer")
        door.take()
        with door.board_listens() as board:
            board.joined()
        assert knocker.heard == []


def test_each_kind_of_device_has_its_own_door(door: Corner) -> None:
    zone = {"zone": door.zone}
    other = door.server.enrol_here("integration", f"integration-{door.place}")
    assert refused(door, "/board", {"token": door.kiosk, **zone}) == "not_allowed"
    assert refused(door, "/board", {"token": other, **zone}) == "not_allowed"
    assert refused(door, "/kiosk", {"token": door.board}) == "not_allowed"
    assert refused(door, "/kiosk", {"token": other}) == "not_allowed"
    for token in (door.kiosk, door.board, other):
        said = refused(door, "/counter", {"token": token, "counter": door.counter})
        assert said == "not_signed_in"


def test_staff_have_no_way_in_at_the_devices_doors(door: Corner) -> None:
    cookie = door.officer.cookie()
    assert refused(door, "/board", {"zone": door.zone}, cookie=cookie) == "not_signed_in"
    assert refused(door, "/kiosk", {}, cookie=cookie) == "not_signed_in"


@pytest.mark.parametrize("zone", ["nowhere", "", None, 5, [], {}, ["hall"], "hall "])
def test_an_unknown_zone_is_refused(door: Corner, zone: Any) -> None:
    assert refused(door, "/board", {"token": door.board, "zone": zone}) == "not_found"


@pytest.mark.parametrize("name", ["999", "", None, 1, [], {}])
def test_an_unknown_counter_is_refused(door: Corner, name: Any) -> None:
    cookie = door.officer.cookie()
    assert refused(door, "/counter", {"counter": name}, cookie=cookie) == "not_found"


@pytest.mark.parametrize("role", ["officer", "supervisor", "leader", "admin"])
def test_all_staff_may_watch_a_counter(door: Corner, role: str) -> None:
    cookie = door.server.staff_here(f"{role}-watches-{door.place}", role).cookie()
    asked = {"counter": door.counter}
    with listening(door.server.url, "/counter", asked, cookie=cookie) as page:
        assert page.joined().newest()["counter"]["id"] == door.counter


@pytest.mark.parametrize("role", ["supervisor", "leader", "admin"])
def test_who_oversees_may_watch_the_hall(door: Corner, role: str) -> None:
    cookie = door.server.staff_here(f"{role}-oversees-{door.place}", role).cookie()
    with listening(door.server.url, "/hall", None, cookie=cookie) as page:
        shown = page.joined().newest()
        assert door.counter in [one["id"] for one in shown["counters"]]
        door.take()
        seq = door.log()[-1]["seq"]
        wait_for(lambda: page.newest()["seq"] >= seq, "the news of a number")


def test_officers_and_devices_have_no_way_into_the_hall(door: Corner) -> None:
    assert refused(door, "/hall", None, cookie=door.officer.cookie()) == "not_allowed"
    for token in (door.kiosk, door.board):
        assert refused(door, "/hall", {"token": token}) == "not_signed_in"


@pytest.mark.parametrize(
    "origin", ["https://elsewhere.example", "null", "http://127.0.0.1:1", "http://localhost:8000"]
)
def test_a_page_of_another_site_gets_no_line(door: Corner, origin: str) -> None:
    """A page elsewhere could use an officer's cookie."""
    with pytest.raises(websocket.WebSocketBadStatusException) as said:
        listening(door.server.url, "/counter", {}, origin=origin).__enter__()
    assert said.value.status_code == 400
    said.value.__traceback__ = None


def test_there_is_no_polling(door: Corner) -> None:
    asked = {"EIO": "4", "transport": "polling"}
    answer = requests.get(f"{door.server.url}/socket.io/", params=asked, timeout=20)
    assert answer.status_code == 400


# ---------------------------------------------------------------- shown out


def test_a_revoked_device_is_shown_out_and_stays_out(corner: Corner) -> None:
    with corner.board_listens() as board, corner.counter_listens() as page:
        board.joined()
        page.joined()
        done = corner.server.luot("device", "revoke", f"board-{corner.place}")
        assert done.returncode == 0
        board.sent_out()
        assert page.state == "in"
    asked = {"token": corner.board, "zone": corner.zone}
    assert refused(corner_with_new_board(corner), "/board", asked) == "not_signed_in"


def corner_with_new_board(corner: Corner) -> Corner:
    """The same corner with another board, so that somebody is inside to compare with."""
    other = Corner(corner.server, corner.place)
    other.board = corner.server.enrol_here("board", f"second-board-{corner.place}")
    other.kiosk = corner.server.enrol_here("kiosk", f"second-kiosk-{corner.place}")
    return other


def test_a_device_enrolled_again_loses_its_old_line(corner: Corner) -> None:
    with corner.board_listens() as old:
        old.joined()
        new = corner.server.enrol_here("board", f"board-{corner.place}")
        old.sent_out()
    with listening(corner.server.url, "/board", {"token": new, "zone": corner.zone}) as board:
        board.joined()


def test_news_of_an_account_or_a_device_make_the_publisher_look_who_may_still_listen(
    hall: TestHall,
) -> None:
    """Without waiting for its look round once a second."""
    store, now = hall.centre.store, hall.machine.now()
    make_account(store, "chi", Role.ADMIN, "a password", now)
    make_account(store, "lan", Role.OFFICER, "a password", now)
    enrol_device(store, DeviceKind.BOARD, "b", now)
    begun = len(hall.log())
    hall.take()
    assert not read_news(hall.centre, begun).doors_changed
    for change in (
        lambda: change_person(hall.centre, "lan", PersonChange(disabled=True), "chi"),
        lambda: revoke(store, "b", now),
    ):
        begun = len(hall.log())
        change()
        assert read_news(hall.centre, begun).doors_changed


@pytest.mark.parametrize(
    "how", ["signs out", "gets a new password", "locks the page", "is disabled"]
)
def test_a_counters_page_ends_with_the_session(corner: Corner, how: str) -> None:
    name = f"goes-{corner.place}"
    staff = corner.server.staff_here(name)
    asked = {"counter": corner.counter}
    with listening(corner.server.url, "/counter", asked, cookie=staff.cookie()) as page:
        page.joined()
        if how == "signs out":
            staff.post("/logout")
        elif how == "locks the page":
            staff.post("/session/lock")
        elif how == "is disabled":
            chief = corner.server.staff_here(f"admin-{corner.place}", "admin")
            assert chief.post(f"/people/{name}", {"disabled": True}).ok
        else:
            corner.server.staff_here(name)
        page.sent_out()


# ---------------------------------------------------------------- what is told


PERSONAL = {
    "dossier": "H57.12-260302-0041",
    "note": "Nguyễn Văn A, 046190001234",
    "officer": "officer-",
}


def test_a_board_and_a_call_say_nothing_personal(corner: Corner) -> None:
    """Numbers and counters: never a name, an id number, a dossier code or a ticket's secret."""
    with corner.board_listens() as board:
        board.joined()
        ticket = corner.take(dossiers=[PERSONAL["dossier"]], priority="mang-thai")
        corner.does("open")
        corner.does("next")
        corner.does("start")
        corner.does("finish", {"note": PERSONAL["note"], "outcome": "refused"})
        seq = corner.log()[-1]["seq"]
        wait_for(lambda: board.newest()["seq"] >= seq, "the news")
        told = json.dumps([one.told for one in board.heard], ensure_ascii=False)
    for word in (*PERSONAL.values(), ticket["id"], "mang-thai", "refused", "H57", "046190"):
        assert word not in told


def test_a_kiosk_hears_nothing_personal_either(corner: Corner) -> None:
    ticket = corner.take(dossiers=[PERSONAL["dossier"]])
    with listening(corner.server.url, "/kiosk", {"token": corner.kiosk}) as kiosk:
        told = json.dumps(kiosk.joined().newest(), ensure_ascii=False)
    assert ticket["id"] not in told
    assert PERSONAL["dossier"] not in told
    assert "officer-" not in told
