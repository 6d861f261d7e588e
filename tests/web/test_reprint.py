"""A marked copy of a ticket: asked for by staff, printed by the kiosk that gave it and no other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from corners import Corner
from listening import Listener, listening
from running import wait_for


@contextmanager
def kiosk_listens(corner: Corner, token: str | None = None) -> Iterator[Listener]:
    asked = {"token": token or corner.kiosk}
    with listening(corner.server.url, "/kiosk", asked) as kiosk:
        yield kiosk.joined()


def reprints(kiosk: Listener) -> list[str]:
    return [one.told["ticket"]["number"] for one in kiosk.heard if one.event == "reprint"]


def test_the_kiosk_that_gave_the_number_is_asked_once_and_no_other(corner: Corner) -> None:
    other = corner.server.enrol_here("kiosk", f"beside-{corner.place}")
    ticket = corner.take()
    with ExitStack() as stack:
        doors = (kiosk_listens(corner), kiosk_listens(corner, other), corner.board_listens())
        own, beside, board = [stack.enter_context(door).joined() for door in doors]
        answer = corner.officer.post(f"/tickets/{ticket['id']}/reprint", key="once")
        kiosk = f"kiosk-{corner.place}"
        assert answer.json() == {"ok": True, "number": ticket["number"], "kiosk": kiosk}
        corner.officer.post(f"/tickets/{ticket['id']}/reprint", key="once")
        wait_for(lambda: reprints(own), "the wish for a copy")
        following = corner.take()
        seq = corner.log()[-1]["seq"]
        for one in (own, beside, board):
            wait_for(lambda one=one: one.newest()["seq"] >= seq, "the news after it")
        assert reprints(own) == [ticket["number"]]
        assert reprints(beside) == reprints(board) == []
    assert following["number"] != ticket["number"]
    [line] = [one for one in corner.log() if one["event"] == "reprint_asked"]
    assert (line["visit"], line["staff"]) == (ticket["id"], corner.officer.username)
    assert line["device"] == f"kiosk-{corner.place}"


def test_a_kiosk_that_was_away_hears_of_it_when_it_asks(corner: Corner) -> None:
    ticket = corner.take()
    assert corner.officer.post(f"/tickets/{ticket['id']}/reprint").status_code == 200
    with kiosk_listens(corner) as kiosk:
        kiosk.watch({"since": 0})
        wait_for(lambda: reprints(kiosk), "the wish for a copy")
        assert set(reprints(kiosk)) == {ticket["number"]}


def test_there_is_no_copy_of_what_no_kiosk_gave_or_is_over(corner: Corner) -> None:
    by_staff = corner.officer.post("/tickets", {"field": corner.field}).json()
    answer = corner.officer.post(f"/tickets/{by_staff['id']}/reprint")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert corner.officer.post("/tickets/nobody/reprint").status_code == 404
    corner.does("open")
    corner.does("next")
    corner.does("start")
    corner.does("finish")
    ticket = corner.take()
    corner.does("next")
    corner.does("start")
    corner.does("finish")
    answer = corner.officer.post(f"/tickets/{ticket['id']}/reprint")
    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_move")
    assert "reprint_asked" not in [line["event"] for line in corner.log()]
