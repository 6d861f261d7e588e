"""What needs a supervisor, from plain facts."""

from __future__ import annotations

import datetime as dt

import pytest

from server.messages import AlertKind as Kind
from server.rules.alerts import (
    DeviceNow,
    FieldNow,
    of_device,
    of_field,
    of_free_counter,
    of_service,
)

NOW = dt.datetime(2026, 11, 23, 3, 0, tzinfo=dt.UTC)


def ago(minutes: float) -> dt.datetime:
    return NOW - dt.timedelta(minutes=minutes)


def minutes(count: float) -> dt.timedelta:
    return dt.timedelta(minutes=count)


def kinds(silent: bool = False, changed: float = 5, **status: str) -> list[Kind]:
    device = DeviceNow("kiosk-1", silent, status, ago(1), ago(changed))
    return [one.kind for one in of_device(device, NOW)]


@pytest.mark.parametrize(
    ("part", "word", "kind"),
    [
        ("paper", "out", Kind.PAPER_OUT),
        ("paper", "near_end", Kind.PAPER_NEAR_END),
        ("printer", "cover_open", Kind.COVER_OPEN),
        ("printer", "cutter_error", Kind.CUTTER_ERROR),
        ("printer", "offline", Kind.PRINTER_OFFLINE),
        ("printer", "error", Kind.PRINTER_ERROR),
        ("printer", "unknown", Kind.PRINTER_UNKNOWN),
        ("voice", "failing", Kind.VOICE_FAILING),
        ("sound", "no_device", Kind.SOUND_FAILING),
        ("sound", "muted", Kind.SOUND_MUTED),
        ("page", "silent", Kind.PAGE_SILENT),
    ],
)
def test_each_bad_word_of_a_device_is_an_alert(part: str, word: str, kind: Kind) -> None:
    assert kinds(**{part: word}) == [kind]


def test_good_and_unknown_words_alarm_nobody() -> None:
    words = {"printer": "ok", "paper": "ok", "voice": "ok", "sound": "on", "page": "alive"}
    assert kinds(**words) == []
    assert kinds(printer="not_tried", paper="unknown", sound="silent", voice="?") == []


def test_no_paper_is_one_thing_to_do_and_one_alert() -> None:
    assert kinds(printer="offline", paper="out") == [Kind.PAPER_OUT]


def test_two_faults_are_two_alerts() -> None:
    assert kinds(printer="cutter_error", paper="near_end") == [
        Kind.CUTTER_ERROR,
        Kind.PAPER_NEAR_END,
    ]


def test_numbers_that_the_server_refused_are_an_alert() -> None:
    refused = DeviceNow("kiosk-1", False, {"refused": 2}, ago(1), ago(1))
    assert [one.kind for one in of_device(refused, NOW)] == [Kind.NUMBERS_REFUSED]
    none = DeviceNow("kiosk-1", False, {"refused": 0}, ago(1), ago(1))
    assert of_device(none, NOW) == []


def test_of_a_silent_device_nothing_else_is_said() -> None:
    assert kinds(silent=True, paper="out", page="silent") == [Kind.DEVICE_SILENT]


@pytest.mark.parametrize("word", ["none", "not_opened"])
def test_a_missing_page_has_a_minute_to_open(word: str) -> None:
    assert kinds(changed=0.9, page=word) == []
    assert kinds(changed=1.0, page=word) == [Kind.PAGE_MISSING]


def test_a_wait_is_over_its_target_from_the_moment_it_passes_it() -> None:
    queue = FieldNow("ho-tich", [ago(21), ago(3)], minutes(20), 15)
    [one] = of_field(queue, NOW)
    assert (one.kind, one.subject, one.since) == (Kind.WAIT_OVER_TARGET, "ho-tich", ago(1))
    assert list(of_field(FieldNow("ho-tich", [ago(20)], minutes(20), 15), NOW)) == []


def test_too_many_wait_since_the_one_too_many_came() -> None:
    came = [ago(9 - place) for place in range(4)]
    [one] = of_field(FieldNow("dat-dai", came, minutes(20), 3), NOW)
    assert (one.kind, one.since) == (Kind.TOO_MANY_WAITING, ago(6))
    assert list(of_field(FieldNow("dat-dai", came, minutes(20), 4), NOW)) == []


def test_a_service_is_long_after_its_limit() -> None:
    assert list(of_service("1", ago(24), minutes(24), NOW)) == []
    [one] = of_service("1", ago(25), minutes(24), NOW)
    assert (one.kind, one.subject, one.since) == (Kind.LONG_SERVICE, "1", ago(25))


def test_an_officer_is_idle_only_while_somebody_waits() -> None:
    """Free for an hour with nobody to call, and then one comes: not yet idle."""
    assert list(of_free_counter("1", ago(60), ago(4), minutes(5), NOW)) == []
    [one] = of_free_counter("1", ago(60), ago(6), minutes(5), NOW)
    assert (one.kind, one.since) == (Kind.IDLE_OFFICER, ago(6))
    [one] = of_free_counter("1", ago(7), ago(30), minutes(5), NOW)
    assert one.since == ago(7)
