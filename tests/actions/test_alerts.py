"""Alerts from real situations: raised, cleared and acknowledged, each once in the log."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hall import CHIEF, LAN, MINH, TestHall, done

from server.actions.alerts import acknowledge
from server.actions.call import next_ticket
from server.actions.counters import close_counter, pause_counter
from server.actions.devices import enrol_device, keep_status, look_round, revoke
from server.actions.fields import change_field
from server.actions.hold import hold, resume
from server.actions.refusals import NotFound
from server.actions.seats import move_to
from server.actions.serve import finish, start
from server.actions.undo import undo
from server.messages import DeviceKind, DeviceStatus, HoldRequest
from server.reports.hall import read_hall
from server.reports.supervision import hall_snapshot

STARTED = dt.datetime(2026, 11, 23, 0, 0, tzinfo=dt.UTC)
FINE = {"printer": "ok", "paper": "ok", "page": "alive"}


def look(hall: TestHall) -> None:
    """What the publisher does once a second, on the hall's own clock."""
    look_round(hall.centre, hall.clock.now(), STARTED)


def says(hall: TestHall, device: str = "kiosk-1", **status: str) -> None:
    words = DeviceStatus.model_validate({**FINE, **status})
    keep_status(hall.centre, device, words, hall.clock.now())


def enrol(hall: TestHall, name: str = "kiosk-1", kind: DeviceKind = DeviceKind.KIOSK) -> None:
    enrol_device(hall.centre.store, kind, name, hall.clock.now())


def shown(hall: TestHall) -> Any:
    with hall.centre.store.reading() as tx:
        now = read_hall(hall.centre, tx)
        return hall_snapshot(hall.centre, tx, now, hall.clock.now())


def alerts(hall: TestHall) -> list[tuple[str, str | None]]:
    return [(one.kind, one.device or one.field or one.counter) for one in shown(hall).alerts]


# ---------------------------------------------------------------- devices


def test_only_what_is_new_of_a_device_becomes_a_log_line(hall: TestHall) -> None:
    enrol(hall)
    says(hall)
    for _ in range(5):
        hall.clock.go_on(seconds=10)
        says(hall)
    says(hall, paper="near_end")
    assert hall.events()[1:] == ["device_changed", "device_changed", "alert_raised"]
    assert hall.log()[-2]["data"] == {"before": {"paper": "ok"}, "after": {"paper": "near_end"}}


def test_a_devices_free_text_is_news_for_the_page_and_not_for_the_log(hall: TestHall) -> None:
    enrol(hall)
    says(hall, paper="out")
    [alert] = shown(hall).alerts
    hall.clock.go_on(minutes=1)
    before = shown(hall).seq
    says(hall, paper="out", message="Nguyễn Văn A")
    assert shown(hall).seq == before + 1
    assert shown(hall).devices[0].status["message"] == "Nguyễn Văn A"
    assert hall.log()[-1]["data"] == {"before": {"message": False}, "after": {"message": True}}
    assert shown(hall).alerts == [alert]


def test_paper_that_goes_out_is_an_alert_at_once_and_new_paper_ends_it(hall: TestHall) -> None:
    enrol(hall)
    says(hall)
    hall.clock.go_on(minutes=3)
    says(hall, paper="out", printer="offline")
    [alert] = shown(hall).alerts
    assert (alert.kind, alert.device, alert.severity) == ("paper_out", "kiosk-1", "urgent")
    assert alert.since == hall.centre.local_now()
    says(hall)
    assert shown(hall).alerts == []
    assert hall.events()[-4:] == [
        "device_changed",
        "alert_raised",
        "device_changed",
        "alert_cleared",
    ]


def test_silence_is_noted_after_thirty_seconds_and_once(hall: TestHall) -> None:
    enrol(hall)
    says(hall)
    hall.clock.go_on(seconds=30)
    look(hall)
    assert not shown(hall).devices[0].silent
    hall.clock.go_on(seconds=1)
    look(hall)
    look(hall)
    [device], [alert] = shown(hall).devices, shown(hall).alerts
    assert device.silent
    assert (alert.kind, alert.since) == ("device_silent", device.seen_at)
    assert hall.events().count("device_silent") == 1


def test_the_first_word_after_silence_ends_it(hall: TestHall) -> None:
    enrol(hall)
    says(hall, paper="out")
    hall.clock.go_on(minutes=5)
    look(hall)
    assert alerts(hall) == [("device_silent", "kiosk-1")]
    says(hall, paper="out")
    assert alerts(hall) == [("paper_out", "kiosk-1")]
    assert not shown(hall).devices[0].silent
    assert "device_heard" in hall.events()


def test_a_server_that_was_down_does_not_call_its_devices_silent(hall: TestHall) -> None:
    enrol(hall)
    says(hall)
    hall.clock.go_on(hours=14)
    started = hall.clock.now() - dt.timedelta(seconds=30)
    look_round(hall.centre, hall.clock.now(), started)
    assert alerts(hall) == []
    hall.clock.go_on(seconds=1)
    look_round(hall.centre, hall.clock.now(), started)
    assert alerts(hall) == [("device_silent", "kiosk-1")]


def test_a_device_that_never_spoke_is_listed_and_alarms_nobody(hall: TestHall) -> None:
    enrol(hall, "board-1", DeviceKind.BOARD)
    enrol(hall, "system", DeviceKind.INTEGRATION)
    hall.clock.go_on(hours=1)
    look(hall)
    [device] = shown(hall).devices
    assert (device.name, device.seen_at, device.silent) == ("board-1", None, False)
    assert alerts(hall) == []


def test_a_revoked_device_and_its_alerts_are_gone(hall: TestHall) -> None:
    enrol(hall)
    says(hall, printer="cover_open")
    revoke(hall.centre.store, "kiosk-1", hall.clock.now())
    look(hall)
    assert shown(hall).devices == []
    assert alerts(hall) == []


def test_a_device_enrolled_again_begins_anew(hall: TestHall) -> None:
    enrol(hall)
    says(hall, paper="out")
    enrol(hall)
    look(hall)
    assert shown(hall).devices[0].status == {}
    assert alerts(hall) == []


def test_a_screen_without_a_page_is_told_after_a_minute(hall: TestHall) -> None:
    enrol(hall, "board-1", DeviceKind.BOARD)
    says(hall, "board-1", page="none", sound="silent")
    hall.clock.go_on(seconds=59)
    says(hall, "board-1", page="none", sound="silent", unsaid=3, muted=1)
    look(hall)
    assert alerts(hall) == []
    hall.clock.go_on(seconds=1)
    look(hall)
    assert alerts(hall) == [("page_missing", "board-1")]


# ---------------------------------------------------------------- queues and counters


def test_a_wait_over_the_fields_target_stands_until_the_person_is_called(hall: TestHall) -> None:
    hall.take("dat-dai")
    hall.open("3")
    pause_counter(hall.centre, "3", "Khác", LAN)
    hall.clock.go_on(minutes=20)
    look(hall)
    assert alerts(hall) == []
    hall.clock.go_on(seconds=1)
    look(hall)
    assert alerts(hall) == [("wait_over_target", "dat-dai")]
    hall.open("3")
    next_ticket(hall.centre, "3", LAN)
    look(hall)
    assert alerts(hall) == []


def test_too_many_people_in_one_field(hall: TestHall) -> None:
    for _ in range(15):
        hall.take()
    look(hall)
    assert alerts(hall) == []
    hall.take()
    look(hall)
    assert alerts(hall) == [("too_many_waiting", "ho-tich")]


def test_a_long_service_is_told_and_ends_with_it(hall: TestHall) -> None:
    hall.take()
    hall.open()
    next_ticket(hall.centre, "1", LAN)
    hall.clock.go_on(minutes=30)
    look(hall)
    assert alerts(hall) == []
    start(hall.centre, "1", LAN)
    hall.clock.go_on(minutes=24, seconds=1)
    look(hall)
    assert alerts(hall) == [("long_service", "1")]
    finish(hall.centre, "1", done(), LAN)
    look(hall)
    assert alerts(hall) == []


def test_an_idle_officer_is_one_whose_people_wait(hall: TestHall) -> None:
    hall.open("1", LAN)
    hall.open("3", MINH)
    hall.clock.go_on(minutes=30)
    look(hall)
    assert alerts(hall) == []
    hall.take("chung-thuc")
    hall.clock.go_on(minutes=5, seconds=1)
    look(hall)
    assert alerts(hall) == [("idle_officer", "1")]


def test_a_paused_officer_is_not_idle(hall: TestHall) -> None:
    hall.open()
    hall.take()
    pause_counter(hall.centre, "1", "Khác", LAN)
    hall.clock.go_on(minutes=6)
    look(hall)
    assert alerts(hall) == []


def test_who_is_held_past_the_reminder_is_an_alert_until_they_are_back(hall: TestHall) -> None:
    hall.open()
    hall.take()
    next_ticket(hall.centre, "1", LAN)
    hold(hall.centre, "1", HoldRequest(minutes=15), LAN)
    hall.clock.go_on(minutes=14, seconds=59)
    look(hall)
    assert alerts(hall) == []
    hall.clock.go_on(seconds=1)
    look(hall)
    assert alerts(hall) == [("held_due", "1")]
    resume(hall.centre, "1", "A001", LAN)
    look(hall)
    assert alerts(hall) == []


def test_the_reminder_goes_along_with_an_officer_who_moves(hall: TestHall) -> None:
    hall.open()
    hall.take()
    next_ticket(hall.centre, "1", LAN)
    hold(hall.centre, "1", HoldRequest(minutes=15), LAN)
    move_to(hall.centre, "2", "manual", LAN)
    hall.clock.go_on(minutes=15)
    look(hall)
    assert alerts(hall) == [("held_due", "2")]


def test_a_closed_counter_does_not_forget_whom_it_holds(hall: TestHall) -> None:
    hall.open()
    hall.take()
    next_ticket(hall.centre, "1", LAN)
    hold(hall.centre, "1", HoldRequest(minutes=15), LAN)
    close_counter(hall.centre, "1", LAN)
    hall.clock.go_on(minutes=15)
    look(hall)
    assert alerts(hall) == [("held_due", "1")]


# ---------------------------------------------------------------- the log, acknowledging


def test_every_alert_is_in_the_log_from_its_begin_to_its_end(hall: TestHall) -> None:
    hall.open()
    hall.take()
    hall.clock.go_on(minutes=6)
    look(hall)
    [alert] = shown(hall).alerts
    acknowledge(hall.centre, alert.id, CHIEF)
    next_ticket(hall.centre, "1", LAN)
    look(hall)
    about = [line for line in hall.log() if line["event"].startswith("alert_")]
    assert [line["event"] for line in about] == [
        "alert_raised",
        "alert_acknowledged",
        "alert_cleared",
    ]
    assert about[0]["seq"] == alert.id
    assert [line["data"].get("alert") for line in about] == [None, alert.id, alert.id]
    assert {line["data"]["counter"] for line in about} == {"1"}
    assert [line["staff"] for line in about] == [None, "truong", None]


def test_an_alert_about_a_counter_does_not_keep_its_officer_from_undoing(hall: TestHall) -> None:
    hall.open()
    hall.take()
    hall.clock.go_on(minutes=6)
    look(hall)
    next_ticket(hall.centre, "1", LAN)
    look(hall)
    assert hall.events()[-1] == "alert_cleared"
    undo(hall.centre, "1", LAN)
    assert hall.counter().state == "open"


def test_looking_round_writes_nothing_while_nothing_changes(hall: TestHall) -> None:
    enrol(hall)
    says(hall, paper="out")
    hall.take()
    hall.clock.go_on(minutes=21)
    look(hall)
    before = hall.dump()
    look(hall)
    assert hall.dump() == before


def test_the_first_who_acknowledges_is_kept(hall: TestHall) -> None:
    enrol(hall)
    says(hall, paper="out")
    [alert] = shown(hall).alerts
    acknowledge(hall.centre, alert.id, CHIEF)
    acknowledge(hall.centre, alert.id, LAN)
    [alert] = shown(hall).alerts
    assert alert.acknowledged_by == "truong"
    assert alert.acknowledged_at == hall.centre.local_now()
    assert hall.events().count("alert_acknowledged") == 1


def test_an_alert_that_comes_back_must_be_acknowledged_again(hall: TestHall) -> None:
    enrol(hall)
    says(hall, paper="out")
    first = shown(hall).alerts[0].id
    acknowledge(hall.centre, first, CHIEF)
    says(hall)
    says(hall, paper="out")
    [alert] = shown(hall).alerts
    assert alert.acknowledged_by is None
    with pytest.raises(NotFound):
        acknowledge(hall.centre, first, CHIEF)


# ---------------------------------------------------------------- the rest of the snapshot


def test_a_field_shows_its_queue_its_target_and_who_serves_it(hall: TestHall) -> None:
    hall.take()
    hall.clock.go_on(minutes=2)
    hall.take()
    change_field(hall.centre, "dat-dai", False, "Mất kết nối", CHIEF)
    fields = {one.id: one for one in shown(hall).fields}
    assert (fields["ho-tich"].waiting, fields["ho-tich"].longest_wait_s) == (2, 120)
    assert fields["ho-tich"].counters == ["1", "2"]
    assert fields["chung-thuc"].longest_wait_s is None
    assert (fields["dat-dai"].open, fields["dat-dai"].reason) == (False, "Mất kết nối")


def test_a_counter_shows_since_when_it_is_as_it_is(hall: TestHall) -> None:
    def since() -> str | None:
        counter: str | None = shown(hall).counters[0].since
        return counter

    assert since() is None
    for change in (
        hall.open,
        lambda: pause_counter(hall.centre, "1", "Khác", LAN),
        hall.open,
        lambda: next_ticket(hall.centre, "1", LAN),
        lambda: start(hall.centre, "1", LAN),
        lambda: finish(hall.centre, "1", done(), LAN),
    ):
        hall.take()
        hall.clock.go_on(minutes=1)
        change()
        assert since() == hall.centre.local_now()
        hall.clock.go_on(minutes=1)
        assert since() != hall.centre.local_now()


def test_nothing_of_a_citizen_is_in_it(hall: TestHall) -> None:
    visit = hall.take(dossiers=["H57.12-260302-0041"], priority="mang-thai")
    hall.open()
    next_ticket(hall.centre, "1", LAN)
    told = shown(hall).model_dump_json()
    for word in (visit, "H57", "mang-thai", "0041"):
        assert word not in told
