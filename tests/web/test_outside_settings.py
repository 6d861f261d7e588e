"""What strangers may do is what a centre has switched on: asked of a program in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hall import open_hall
from made_centre import small_centre, write_centre

from server.messages import API
from server.web.app import create_web
from server.web.handlers import public

NUMBERS_A_MINUTE = 4
Outside = Callable[..., FlaskClient]


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Outside]:
    """Somebody outside a centre with these settings; each a phone of its own."""
    with ExitStack() as opened:

        def make(**settings: Any) -> FlaskClient:
            config = write_centre(tmp_path / "config", small_centre(**settings))
            hall = opened.enter_context(open_hall(tmp_path / "data", config))
            return create_web(hall.centre, "threading", lambda: True).app.test_client()

        yield make


def take(client: FlaskClient, **more: Any) -> Any:
    """Open the page as a new phone, and ask for a number."""
    client.delete_cookie("luot_phone")
    assert client.get("/centre").status_code == 200
    return client.post(f"{API}/phone/tickets", json={"field": "dat-dai"}, **more)


def test_a_centre_may_switch_its_page_off(outside: Outside) -> None:
    client = outside(public_page={"enabled": False})
    paths = ("/centre/now", "/centre/quiet", "/centre/procedures?q=khai", "/phone")
    assert {client.get(API + path).status_code for path in paths} == {404}
    assert client.get("/centre").status_code == 404
    assert client.get(f"{API}/centre").status_code == 200


def test_phones_get_no_number_unless_the_centre_says_so(outside: Outside) -> None:
    client = outside()
    assert "Set-Cookie" not in client.get("/centre").headers
    assert client.get(f"{API}/phone").status_code == 404
    assert take(client).status_code == 404
    told = client.get(f"{API}/centre/now").json
    assert (told["phone"], told["appointments"]) == (False, False)


def test_nobody_can_choose_a_time_unless_the_centre_says_so(outside: Outside) -> None:
    client = outside(phone={"enabled": True})
    assert client.get(f"{API}/appointments?field=ho-tich").status_code == 404
    assert client.get(f"{API}/phone").json["appointment_fields"] == []


def test_where_times_are_chosen_phones_need_get_no_numbers(outside: Outside) -> None:
    client = outside(appointments={"enabled": True})
    assert client.get(f"{API}/phone").json["fields"] == []
    assert take(client).status_code == 404


def test_in_the_halls_network_a_phone_is_here_and_one_address_takes_only_so_many(
    outside: Outside,
) -> None:
    limits = {"numbers_per_minute": NUMBERS_A_MINUTE, "networks": ["127.0.0.0/8"]}
    client = outside(phone={"enabled": True, "coming": 50, **limits})
    answers = [take(client) for _ in range(NUMBERS_A_MINUTE + 1)]
    assert [answer.status_code for answer in answers] == [201] * NUMBERS_A_MINUTE + [429]
    assert answers[0].json["numbers"][0]["here_by"] is None


def test_one_address_does_not_look_at_its_numbers_all_the_time(
    outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each look reads the hall."""
    monkeypatch.setattr("server.web.limits.LOOKS_OF_PHONES", 3)
    client = outside(phone={"enabled": True})
    looks = [client.get(f"{API}/phone") for _ in range(4)]
    assert [look.status_code for look in looks] == [200, 200, 200, 429]


def test_from_elsewhere_a_phone_must_still_come(outside: Outside) -> None:
    client = outside(phone={"enabled": True, "networks": ["192.168.10.0/24"]})
    assert take(client).json["numbers"][0]["here_by"]


def test_one_address_makes_only_so_many_appointments_and_looks_more_often(outside: Outside) -> None:
    client = outside(
        appointments={"enabled": True, "people": 50, "at_once": 5},
        phone={"numbers_per_minute": NUMBERS_A_MINUTE},
    )
    looks = [client.get(f"{API}/appointments?field=ho-tich") for _ in range(NUMBERS_A_MINUTE + 2)]
    assert {answer.status_code for answer in looks} == {200}
    body = {"field": "ho-tich", "starts_at": looks[0].json["items"][0]["starts_at"]}
    client.get("/centre")
    tries = [client.post(f"{API}/appointments", json=body) for _ in range(NUMBERS_A_MINUTE + 1)]
    assert [answer.status_code for answer in tries] == [201] * NUMBERS_A_MINUTE + [429]


def test_where_nobody_follows_a_phone_is_led_to_no_page(outside: Outside) -> None:
    client = outside(phone={"enabled": True}, follow={"enabled": False})
    assert take(client).json["follows"] is False


def has_come_from(client: FlaskClient, address: str, **more: str) -> bool:
    """Whether a number taken with this word of a proxy counts as taken in the hall."""
    shown = {"X-Forwarded-For": f"192.168.10.77, {address}"}
    taken = take(client, headers=shown, environ_overrides=more)
    return taken.json["numbers"][-1]["here_by"] is None


def test_strangers_read_the_hall_once_a_second_and_a_kiosk_whenever_it_asks(
    outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    monkeypatch.setattr(public, "centre_answer", counted(public.centre_answer, read))
    client = outside()
    answers = [client.get(f"{API}/centre") for _ in range(5)]
    assert {answer.status_code for answer in answers} == {200}
    assert len(read) <= 2  # a second may end among them
    assert client.get(f"{API}/centre", headers={"Authorization": "Bearer x"}).status_code == 401


def counted(view: Callable[..., Any], times: list[int]) -> Callable[..., Any]:
    def again(*told: Any) -> Any:
        times.append(1)
        return view(*told)

    return again


def test_nobody_can_keep_the_server_writing_by_asking_whether_it_can(
    outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []
    monkeypatch.setattr("server.web.health.A_SECOND", 3600)
    monkeypatch.setattr("server.web.health.mark_ready", lambda *_: written.append(1))
    client = outside()
    asked = [client.get("/readyz", headers={"Authorization": f"Bearer {n}"}) for n in range(5)]
    assert [answer.json for answer in asked] == [{"ok": True}] * 5
    assert len(written) == 1


def test_a_named_proxy_tells_where_a_phone_is(outside: Outside) -> None:
    phone = {"enabled": True, "networks": ["192.168.10.0/24"]}
    client = outside(phone=phone, proxies=["127.0.0.1"])
    assert has_come_from(client, "192.168.10.5")
    assert not has_come_from(client, "203.0.113.9")
    for outsider in ("203.0.113.9", "unknown"):
        assert client.get("/metrics", headers={"X-Forwarded-For": outsider}).status_code == 403
    assert client.get("/metrics").status_code == 200


@pytest.mark.parametrize("address", ["::ffff:127.0.0.1", "127.0.0.1"])
def test_a_proxy_is_known_also_where_the_server_hears_both_kinds_of_addresses(
    outside: Outside, address: str
) -> None:
    phone = {"enabled": True, "networks": ["192.168.10.0/24"]}
    client = outside(phone=phone, proxies=["127.0.0.1"])
    assert has_come_from(client, "192.168.10.5", REMOTE_ADDR=address)


def test_nobody_else_may_tell_where_a_phone_is(outside: Outside) -> None:
    phone = {"enabled": True, "networks": ["192.168.10.0/24"]}
    client = outside(phone=phone, proxies=["10.0.0.0/8"])
    assert not has_come_from(client, "192.168.10.5")
