"""News over the sockets: whole, in order, each call once, to everybody it is for."""

from __future__ import annotations

import datetime as dt
import threading
import time
from contextlib import AbstractContextManager, ExitStack
from typing import Any

import pytest
import socketio
from corners import Corner, Corners
from listening import Listener, listening
from running import wait_for

from server.store.log import append

pytestmark = pytest.mark.both_modes


def kiosk_listens(corner: Corner) -> AbstractContextManager[Listener]:
    return listening(corner.server.url, "/kiosk", {"token": corner.kiosk})


def hears_up_to(listener: Listener, seq: int) -> None:
    wait_for(lambda: listener.newest()["seq"] >= seq, f"the news of line {seq}")


def call_five(corner: Corner) -> list[str]:
    """Call five people as fast as it goes, and return their numbers."""
    numbers = [corner.take()["number"] for _ in range(5)]
    corner.does("open")
    for _ in numbers:
        corner.does("next")
        corner.does("no-show")
    return numbers


def field_of(snapshot: dict[str, Any], corner: Corner) -> dict[str, Any]:
    return next(one for one in snapshot["centre"]["fields"] if one["id"] == corner.field)


# ---------------------------------------------------------------- snapshots


def test_on_joining_a_board_gets_the_whole_state_of_its_zone(corner: Corner) -> None:
    corner.take()
    corner.does("open")
    corner.does("next")
    corner.take()
    with corner.board_listens() as board:
        board.joined()
        told = board.newest()
    assert told["zone"] == corner.zone
    [counter] = told["counters"]
    assert (counter["state"], counter["ticket"]) == ("called", f"{corner.place}001")
    assert [one["count"] for one in told["waiting"]] == [1]
    assert [one["number"] for one in told["calls"]] == [f"{corner.place}001"]
    http = corner.hall()
    assert {**told, "at": None, "seq": None} == {**http, "at": None, "seq": None}


def test_the_snapshot_is_the_first_thing_that_a_newcomer_hears(corner: Corner) -> None:
    call_five(corner)
    with corner.board_listens() as board:
        board.joined()
        assert [one.event for one in board.heard][:1] == ["snapshot"]
        assert board.calls() == []


def test_on_joining_a_kiosk_gets_the_centre(corner: Corner) -> None:
    with kiosk_listens(corner) as kiosk:
        told = kiosk.joined().newest()
    assert field_of(told, corner)["waiting"] == 0
    assert {"seq", "epoch", "centre"} == set(told)


def test_on_joining_a_counters_page_gets_its_counter(corner: Corner) -> None:
    with corner.counter_listens() as page:
        told = page.joined().newest()
    assert (told["counter"]["id"], told["counter"]["state"]) == (corner.counter, "closed")


def test_every_act_is_told_to_all_whom_it_concerns(corner: Corner) -> None:
    """Others changed a ticket and the board never heard of it: here one publisher follows."""
    chief = corner.server.staff_here(f"chief-{corner.place}", "supervisor")
    counter, body = f"/counters/{corner.counter}", {"open": False, "reason": "Mất điện"}
    acts = [
        lambda: corner.take(),
        lambda: corner.take(),
        lambda: corner.does("open"),
        lambda: corner.does("next"),
        lambda: corner.does("recall"),
        lambda: corner.does("start"),
        lambda: corner.does("finish"),
        lambda: corner.does("next"),
        lambda: corner.does("no-show"),
        lambda: corner.does("call", {"number": f"{corner.place}002", "reason": "đã quay lại"}),
        lambda: corner.does("no-show"),
        lambda: corner.does("pause", {"reason": "Khác"}),
        lambda: corner.does("open", {"mode": "auto"}),
        lambda: corner.does("mode", {"mode": "manual"}),
        lambda: corner.does("close"),
        lambda: chief.put(f"{counter}/fields", {"fields": [corner.field]}),
        lambda: chief.put(f"/fields/{corner.field}", body),
    ]
    with ExitStack() as stack:
        doors = (corner.board_listens(), corner.counter_listens(), kiosk_listens(corner))
        board, page, kiosk = [stack.enter_context(door).joined() for door in doors]
        for act in acts:
            act()
            seq = corner.log()[-1]["seq"]
            for one in (board, page, kiosk):
                hears_up_to(one, seq)
        assert field_of(kiosk.newest(), corner)["reason"] == "Mất điện"
        assert page.newest()["counter"]["state"] == "closed"
        assert board.newest()["missed"] == [f"{corner.place}002"]


def test_a_snapshot_never_goes_back_in_time(corner: Corner) -> None:
    with corner.board_listens() as board:
        board.joined()
        call_five(corner)
        last = corner.log()[-1]["seq"]
        hears_up_to(board, last)
        seqs = [one["seq"] for one in board.snapshots()]
    assert seqs == sorted(seqs)
    assert len({one["epoch"] for one in board.snapshots()}) == 1


def test_bursts_are_folded_to_ten_snapshots_a_second(corner: Corner) -> None:
    with corner.board_listens() as board:
        board.joined()
        begun, taken = time.monotonic(), 0
        while taken < 25 or time.monotonic() - begun < 1.0:
            corner.take()
            taken += 1
        hears_up_to(board, corner.log()[-1]["seq"])
        times = [one.at for one in board.heard if one.event == "snapshot"]
        assert [one["count"] for one in board.newest()["waiting"]] == [taken]
    assert len(times) <= 10 * (times[-1] - times[0]) + 3


def test_the_last_change_of_a_burst_is_told(corner: Corner) -> None:
    with corner.board_listens() as board:
        board.joined()
        for _ in range(15):
            corner.take()
        wait_for(lambda: [one["count"] for one in board.newest()["waiting"]] == [15], "all fifteen")


# ---------------------------------------------------------------- calls


def test_five_calls_at_once_are_five_calls_in_order_each_once(corner: Corner) -> None:
    with corner.board_listens() as board, corner.counter_listens() as page:
        board.joined()
        page.joined()
        numbers = call_five(corner)
        for one in (board, page):
            wait_for(lambda one=one: len(one.calls()) >= 5, "five calls")
        last = corner.log()[-1]["seq"]
        hears_up_to(board, last)
        for one in (board, page):
            assert [call["number"] for call in one.calls()] == numbers
            seqs = [call["seq"] for call in one.calls()]
            assert seqs == sorted(set(seqs))


def test_calls_committed_in_one_moment_are_all_told_in_order(corner: Corner) -> None:
    """Five calls in one transaction, as close together as calls can be."""
    visits = [corner.take()["number"] for _ in range(5)]
    with corner.board_listens() as board:
        board.joined()
        with corner.server.database() as store, store.transaction() as tx:
            for number in visits:
                told = {"number": number, "field": corner.field, "nth": 1}
                who = {"language": "vi", "customer": "citizen"}
                now = dt.datetime.now(dt.UTC)
                append(tx, "called", now, counter=corner.counter, data={**told, **who})
        wait_for(lambda: len(board.calls()) >= 5, "five calls")
        assert [call["number"] for call in board.calls()] == visits


def test_a_call_undone_before_anybody_heard_of_it_is_never_told(corner: Corner) -> None:
    called = {"field": corner.field, "nth": 1, "language": "vi", "customer": "citizen"}
    with corner.board_listens() as board:
        board.joined()
        with corner.server.database() as store, store.transaction() as tx:

            def write(event: str, /, **data: Any) -> int:
                now = dt.datetime.now(dt.UTC)
                return append(tx, event, now, counter=corner.counter, data=data)

            seq = write("called", number="A001", **called)
            write("undone", event="called", seq=seq)
            write("called", number="A002", **called)
        wait_for(board.calls, "the call that stands")
        assert [call["number"] for call in board.calls()] == ["A002"]


def test_a_call_says_everything_a_voice_and_a_picture_need(corner: Corner) -> None:
    corner.take(language="en", customer="organisation")
    with corner.board_listens() as board:
        board.joined()
        corner.does("open")
        ticket = corner.does("next")["ticket"]
        corner.does("recall")
        wait_for(lambda: len(board.calls()) == 2, "the call and the recall")
        first, second = board.calls()
    assert (first["number"], first["counter"], first["nth"]) == (ticket["number"], corner.place, 1)
    assert (first["zone"], first["field"]) == (corner.zone, corner.field)
    assert (first["language"], first["customer"]) == ("en", "organisation")
    assert first["at"] == ticket["called_at"]
    assert first["text"]["vi"].startswith("Xin mời đại diện tổ chức")
    assert first["text"]["en"].startswith("Ticket number")
    assert (second["nth"], second["number"]) == (2, ticket["number"])
    assert second["text"]["vi"].startswith("Xin nhắc lại:")
    assert second["seq"] > first["seq"]


def test_a_call_is_for_its_zone_and_its_counter_only(corner: Corner, corners: Corners) -> None:
    other = corners.take()
    with ExitStack() as stack:
        doors = (other.board_listens(), other.counter_listens(), kiosk_listens(other))
        others = [stack.enter_context(door).joined() for door in doors]
        corner.take()
        corner.does("open")
        corner.does("next")
        for one in others:
            hears_up_to(one, corner.log()[-1]["seq"])
            assert one.calls() == []
        assert others[0].newest()["calls"] == []


def test_three_boards_hear_the_same(corner: Corner) -> None:
    with ExitStack() as stack:
        boards = [stack.enter_context(corner.board_listens()).joined() for _ in range(3)]
        call_five(corner)
        last = corner.log()[-1]["seq"]
        for board in boards:
            hears_up_to(board, last)
            wait_for(lambda board=board: len(board.calls()) == 5, "five calls")
        assert boards[0].calls() == boards[1].calls() == boards[2].calls()
        states = [{**board.newest(), "at": None} for board in boards]
        assert states[0] == states[1] == states[2]


def test_the_library_that_boards_are_made_with_hears_it_too(corner: Corner) -> None:
    heard: list[dict[str, Any]] = []
    client = socketio.Client(reconnection=False)
    client.on("call", heard.append, namespace="/board")
    asked = {"token": corner.board, "zone": corner.zone}
    client.connect(corner.server.url, auth=asked, namespaces=["/board"], transports=["websocket"])
    try:
        corner.take()
        corner.does("open")
        corner.does("next")
        wait_for(lambda: heard, "the call")
    finally:
        client.disconnect()
        client.eio.ws.shutdown()
    assert heard[0]["number"] == f"{corner.place}001"


def test_a_free_counter_in_auto_is_given_the_next_by_the_server(corner: Corner) -> None:
    """Nobody presses: the ticket comes, the service ends, the next one comes."""
    with corner.board_listens() as board:
        board.joined()
        corner.does("open", {"mode": "auto"})
        numbers = [corner.take()["number"] for _ in range(3)]
        for place in range(3):
            wait_for(lambda place=place: len(board.calls()) > place, "the next call")
            assert corner.press("next").json()["code"] == "wrong_move"
            corner.does("start")
            corner.does("finish")
        assert [call["number"] for call in board.calls()] == numbers
    called = [line for line in corner.log() if line["event"] == "called"]
    assert {line["staff"] for line in called} == {corner.officer.username}


def test_supervisors_are_told_of_a_locked_page_though_no_line_says_so(corner: Corner) -> None:
    chief = corner.server.staff_here(f"chief-{corner.place}", "supervisor")
    corner.does("open", {"mode": "auto"})
    with listening(corner.server.url, "/hall", {}, cookie=chief.cookie()) as hall:
        hall.joined()
        assert not rests(hall.newest(), corner)
        assert corner.officer.post("/session/lock").ok
        wait_for(lambda: rests(hall.newest(), corner), "the counter that rests")


def rests(hall: dict[str, Any], corner: Corner) -> bool:
    return any(one["rests"] for one in hall["counters"] if one["id"] == corner.counter)


# ---------------------------------------------------------------- watch


def test_a_board_that_was_away_is_told_the_calls_it_missed(corner: Corner) -> None:
    numbers = call_five(corner)
    calls = [line["seq"] for line in corner.log() if line["event"] == "called"]
    with corner.board_listens() as board:
        board.joined().watch({"since": calls[1]})
        wait_for(lambda: len(board.calls()) == 3, "the three calls after the second")
        assert [call["number"] for call in board.calls()] == numbers[2:]
        assert [call["seq"] for call in board.calls()] == calls[2:]


def test_a_board_that_missed_nothing_is_told_nothing(corner: Corner) -> None:
    call_five(corner)
    last = corner.log()[-1]["seq"]
    with corner.board_listens() as board:
        board.joined().watch({"since": last})
        board.watch({"since": last + 1_000_000})
        corner.take()
        wait_for(lambda: board.newest()["waiting"], "the news after it")
        assert board.calls() == []


def test_a_call_that_was_undone_is_not_told_again_and_the_snapshot_says_which(
    corner: Corner,
) -> None:
    first, second = (corner.take()["number"] for _ in range(2))
    corner.does("open")
    with corner.board_listens() as board:
        board.joined()
        corner.does("next")
        wait_for(board.calls, "the call")
        corner.does("undo")
        [undone] = board.calls()
        wait_for(lambda: board.newest()["undone"] == [undone["seq"]], "that it was undone")
        corner.does("call", {"number": second, "reason": "đang ở quầy"})
    with corner.board_listens() as late:
        assert late.joined().newest()["undone"] == [undone["seq"]]
        late.watch({"since": 0})
        wait_for(late.calls, "the call that stands")
        assert [call["number"] for call in late.calls()] == [second]
    assert undone["number"] == first


def test_missed_calls_are_those_of_ones_own_zone(corner: Corner, corners: Corners) -> None:
    call_five(corner)
    with corners.take().board_listens() as elsewhere, corner.counter_listens() as page:
        elsewhere.joined().watch({"since": 0})
        page.joined().watch({"since": 0})
        wait_for(lambda: len(page.calls()) == 5, "the calls at the counter")
        assert elsewhere.calls() == []


WRONG_WATCHES: list[Any] = [
    None,
    "all",
    "0",
    [],
    [1],
    7,
    {},
    {"since": None},
    {"since": "0"},
    {"since": 1.5},
    {"since": True},
    {"since": [0]},
    {"since": {"since": 0}},
]


def test_a_watch_that_is_not_right_gets_nothing_and_harms_nobody(corner: Corner) -> None:
    call_five(corner)
    with corner.board_listens() as board:
        board.joined()
        for asked in WRONG_WATCHES:
            board.watch(asked)
        corner.take()
        wait_for(lambda: board.newest()["waiting"], "the news after it")
        assert board.calls() == []
        board.watch({"since": -(10**30)})
        wait_for(lambda: len(board.calls()) == 5, "the calls, asked for rightly")
        assert board.state == "in"


# ---------------------------------------------------------------- rubbish


RUBBISH = [
    "rubbish",
    "",
    "4",
    "42",
    "42/board",
    "42/board,",
    "42/board,{}",
    "42/board,[]",
    '42/board,["nothing"]',
    '42/board,["connect"]',
    '42/board,["watch"]',
    '42/board,["watch",{"since":0},{"since":0}]',
    '42/board,["snapshot",{}]',
    '42/nowhere,["watch",{"since":0}]',
    '42["watch",{"since":0}]',
    '45-/board,["watch",{"_placeholder":true,"num":0}]',
    "43/board,1[]",
    "9",
    "6",
    '42/board,["watch",' + "[" * 20_000,
    '42/board,["watch","' + "x" * 60_000 + '"]',
    '42/board,["watch","' + "x" * 500_000 + '"]',
]


@pytest.mark.parametrize("packet", RUBBISH, ids=[one[:24] for one in RUBBISH])
def test_a_client_that_sends_rubbish_harms_nobody_else(shared: Corner, packet: str) -> None:
    with shared.board_listens() as quiet, shared.board_listens() as rude:
        quiet.joined()
        rude.joined().send(packet)
        before = shared.log()
        ticket = shared.take()
        after = shared.log()
        visits = [line["visit"] for line in after[len(before) :] if line["visit"]]
        assert visits == [ticket["id"]]  # beside it, a long line of people may have raised an alert
        hears_up_to(quiet, after[-1]["seq"])


@pytest.fixture(scope="module")
def shared(corners: Corners) -> Corner:
    return corners.take()


def test_many_clients_may_come_and_go_in_the_middle_of_calls(corner: Corner) -> None:
    """Boards join, are cut and join again while calls go out; one that stays hears all of them."""
    gone = threading.Event()

    def come_and_go() -> None:
        while not gone.is_set():
            with corner.board_listens() as passer_by:
                passer_by.joined()

    restless = [threading.Thread(target=come_and_go, daemon=True) for _ in range(3)]
    with corner.board_listens() as board:
        board.joined()
        for one in restless:
            one.start()
        numbers = call_five(corner)
        wait_for(lambda: len(board.calls()) >= 5, "five calls")
        gone.set()
        for one in restless:
            one.join(20)
        assert [call["number"] for call in board.calls()] == numbers


# ---------------------------------------------------------------- which board speaks


def another_board(corner: Corner) -> AbstractContextManager[Listener]:
    token = corner.server.enrol_here("board", f"second-{corner.place}")
    asked = {"token": token, "zone": corner.zone, "speaks": True}
    return listening(corner.server.url, "/board", asked)


def test_one_board_speaks_for_a_zone_and_the_next_takes_over(corner: Corner) -> None:
    with another_board(corner) as second, ExitStack() as first_line:
        second.joined()
        assert second.speaks() == [True]
        first = first_line.enter_context(corner.board_listens(speaks=True)).joined()
        assert first.speaks() == [False]
        second.close()
        wait_for(lambda: first.speaks() == [False, True], "the other board speaks now")


def test_a_board_without_a_voice_is_not_asked_to_speak(corner: Corner) -> None:
    with corner.board_listens() as silent, another_board(corner) as second:
        silent.joined()
        second.joined()
        assert silent.speaks() == []
        assert second.speaks() == [True]


def test_a_board_that_comes_back_before_its_old_line_ends_speaks_again(corner: Corner) -> None:
    with (
        corner.board_listens(speaks=True) as old,
        another_board(corner) as second,
        corner.board_listens(speaks=True) as new,
    ):
        for board in (old, second, new):
            board.joined()
        wait_for(lambda: old.speaks() == [True, False], "the old line is silenced")
        assert (second.speaks(), new.speaks()) == ([False], [True])
        old.close()
        second.close()
        wait_for(lambda: new.speaks()[-1:] == [True], "the new line is still the speaker")
