"""People, devices, and who is signed in."""

from __future__ import annotations

from server import messages as m
from server.web.callers import STAFF
from server.web.exchange import Handler, Route
from server.web.handlers import devices, locks, people, sessions
from server.web.routes.owners import ADMIN, PUBLIC, SUPERVISOR, got


def _about_page(path: str, handler: Handler, text: str, while_locked: bool = False) -> Route:
    """About the session itself, without words."""
    return Route(
        "POST",
        path,
        STAFF,
        handler,
        text,
        m.Done,
        body=m.EmptyRequest,
        while_locked=while_locked,
    )


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
    _about_page("/logout", sessions.post_logout, "Sign out", while_locked=True),
    Route(
        "GET",
        "/session",
        STAFF,
        sessions.get_session,
        "Who is signed in",
        m.LoginAnswer,
        while_locked=True,
    ),
    _about_page("/session/touch", sessions.post_touch, "Somebody is at the page"),
    _about_page("/session/lock", sessions.post_lock, "Lock the page", while_locked=True),
    Route(
        "POST",
        "/session/unlock",
        STAFF,
        sessions.post_unlock,
        "Say the password again",
        m.Done,
        body=m.UnlockRequest,
        secret=True,
        while_locked=True,
    ),
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
