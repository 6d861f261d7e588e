"""Accounts and devices over HTTP: made, changed, ended at once; secrets are told once."""

from __future__ import annotations

import secrets

import pytest
import requests
from corners import Corner
from running import RunningServer, Staff


@pytest.fixture
def admin(corner: Corner) -> Staff:
    return corner.server.staff_here(f"admin-{corner.place}", "admin")


@pytest.fixture
def name(corner: Corner) -> str:
    """A sign-in name that is free."""
    return f"new-{corner.place}-{secrets.token_hex(3)}"


def added(admin: Staff, name: str, role: str = "officer") -> str:
    password = secrets.token_urlsafe(9)
    body = {"username": name, "name": "Trần Thị Bình", "role": role, "password": password}
    answer = admin.post("/people", body)
    assert answer.status_code == 201, answer.text
    assert answer.json() == {
        "username": name,
        "name": "Trần Thị Bình",
        "role": role,
        "disabled": False,
        "trial": False,
        "post": None,
    }
    return password


def sign_in(server: RunningServer, name: str, password: str) -> requests.Response:
    body = {"username": name, "password": password}
    return requests.post(server.api("/login"), json=body, timeout=20)


def test_a_new_person_signs_in_and_stands_in_the_list(
    corner: Corner, admin: Staff, name: str
) -> None:
    password = added(admin, name)
    assert sign_in(corner.server, name, password).json()["name"] == "Trần Thị Bình"
    listed = {one["username"]: one for one in admin.get("/people").json()["items"]}
    assert listed[name]["role"] == "officer"
    assert admin.get(f"/people/{name}").json() == listed[name]


def test_a_name_that_is_taken_is_not_made_again(admin: Staff, name: str) -> None:
    added(admin, name)
    body = {"username": name, "role": "admin", "password": "another password"}
    answer = admin.post("/people", body)
    assert (answer.status_code, answer.json()["state"]) == (409, "exists")
    assert admin.get(f"/people/{name}").json()["role"] == "officer"


def test_who_is_disabled_is_out_at_once_and_may_come_back(
    corner: Corner, admin: Staff, name: str
) -> None:
    password = added(admin, name)
    cookie = {"luot_session": sign_in(corner.server, name, password).cookies["luot_session"]}
    session = corner.server.api("/session")
    assert requests.get(session, cookies=cookie, timeout=20).status_code == 200
    assert admin.post(f"/people/{name}", {"disabled": True}).json()["disabled"] is True
    assert requests.get(session, cookies=cookie, timeout=20).status_code == 401
    assert sign_in(corner.server, name, password).status_code == 401
    admin.post(f"/people/{name}", {"disabled": False})
    assert sign_in(corner.server, name, password).status_code == 200


def test_only_what_is_named_changes(corner: Corner, admin: Staff, name: str) -> None:
    password = added(admin, name)
    changed = admin.post(f"/people/{name}", {"role": "supervisor"}).json()
    assert (changed["role"], changed["name"]) == ("supervisor", "Trần Thị Bình")
    assert sign_in(corner.server, name, password).status_code == 200
    admin.post(f"/people/{name}", {"password": "another password"})
    assert sign_in(corner.server, name, "another password").status_code == 200
    assert sign_in(corner.server, name, password).status_code == 401


def test_one_changes_ones_own_password_knowing_the_old_one(corner: Corner) -> None:
    officer = corner.server.sign_in(f"officer-{corner.place}")
    old = corner.server.passwords[officer.username]
    assert officer.post("/session/password", {"old": old, "new": "a good new one"}).ok
    assert officer.get("/session").status_code == 401
    assert sign_in(corner.server, officer.username, "a good new one").status_code == 200


def test_the_old_password_is_not_guessed_at_an_open_page(corner: Corner) -> None:
    guess = {"old": "a guess", "new": "a new one"}
    codes = [corner.officer.post("/session/password", guess, "key").status_code for _ in range(2)]
    assert codes == [403, 429]


def test_a_short_password_is_refused(admin: Staff, name: str) -> None:
    body = {"username": name, "role": "officer", "password": "short"}
    assert admin.post("/people", body).status_code == 400
    assert admin.get(f"/people/{name}").status_code == 404


def test_a_device_is_enrolled_seen_and_revoked(corner: Corner, admin: Staff, name: str) -> None:
    enrolled = admin.post("/devices", {"name": name, "kind": "kiosk"})
    assert enrolled.status_code == 201
    token = enrolled.json()["token"]
    assert len(token) >= 32
    headers = {"Authorization": f"Bearer {token}"}
    status = corner.server.api("/devices/me/status")
    assert requests.put(status, json={}, headers=headers, timeout=20).ok
    listed = {one["name"]: one for one in admin.get("/devices").json()["items"]}
    assert listed[name]["seen_at"] is not None
    assert listed[name]["revoked_at"] is None
    assert "token" not in listed[name]
    assert admin.post(f"/devices/{name}/revoke").ok
    assert requests.put(status, json={}, headers=headers, timeout=20).status_code == 401
    assert admin.post("/devices/no-such-device/revoke").status_code == 404


def test_neither_password_nor_token_is_kept_to_be_told_again(
    corner: Corner, admin: Staff, name: str
) -> None:
    password = added(admin, name)
    first = admin.post("/devices", {"name": name, "kind": "board"}, "the-same-key")
    second = admin.post("/devices", {"name": name, "kind": "board"}, "the-same-key")
    assert first.json()["token"] != second.json()["token"]
    stored = b"".join(path.read_bytes() for path in corner.server.data.glob("luot.db*"))
    told = (password, first.json()["token"], second.json()["token"])
    assert not [one for one in told if one.encode() in stored]
    assert password not in str(corner.server.log_lines())
