"""People, devices, and who is signed in."""

from __future__ import annotations

from server import messages as m
from server.web.callers import STAFF
from server.web.exchange import Route
from server.web.handlers import devices, locks, people, sessions
from server.web.routes.owners import ADMIN, PUBLIC, SUPERVISOR, got

ACCOUNTS_ROUTES: tuple[Route, ...] = (
    Route(
        "POST",
        "/login",
        PUBLIC,
        sessions.post_login,
        "Sign in",
        m.LoginAnswer,
        body=m.LoginRequest,
        secret=True,
    ),
    Route("POST", "/logout", STAFF, sessions.post_logout, "Sign out", m.Done, body=m.EmptyRequest),
    got("/session", STAFF, sessions.get_session, m.LoginAnswer, "Who is signed in"),
    got("/people", ADMIN, people.get_people, m.PeopleAnswer, "Accounts"),
    Route(
        "POST",
        "/people",
        ADMIN,
        people.post_person,
        "Make an account",
        m.PersonAnswer,
        body=m.NewPerson,
        status=201,
    ),
    got("/people/<name>", ADMIN, people.get_person, m.PersonAnswer, "An account"),
    Route(
        "POST",
        "/people/<name>",
        ADMIN,
        people.post_change,
        "Change an account",
        m.PersonAnswer,
        body=m.PersonChange,
    ),
    Route(
        "POST",
        "/session/password",
        STAFF,
        people.post_own_password,
        "Change one's own password",
        m.Done,
        body=m.PasswordChange,
        secret=True,
    ),
    got("/locks", SUPERVISOR, locks.get_locks, m.LocksAnswer, "Who has to wait"),
    Route(
        "POST",
        "/people/<name>/unlock",
        SUPERVISOR,
        locks.post_person_unlocked,
        "Let a person try again",
        m.Done,
        body=m.EmptyRequest,
    ),
    Route(
        "POST",
        "/addresses/<address>/unlock",
        SUPERVISOR,
        locks.post_address_unlocked,
        "Let an address try again",
        m.Done,
        body=m.EmptyRequest,
    ),
    got("/devices", ADMIN, devices.get_devices, m.DevicesAnswer, "Devices"),
    Route(
        "POST",
        "/devices",
        ADMIN,
        devices.post_device,
        "Enrol a device",
        m.EnrolledAnswer,
        body=m.NewDevice,
        status=201,
        secret=True,
    ),
    Route(
        "POST",
        "/devices/<name>/revoke",
        ADMIN,
        devices.post_revoke,
        "Revoke a device",
        m.Done,
        body=m.EmptyRequest,
    ),
)
