"""Sign in, sign out, and who is signed in.  The edge turns the token into a cookie."""

from __future__ import annotations

from typing import Any

from server.actions.accounts import sign_in, sign_out
from server.actions.desk import counters_of
from server.actions.idle import lock, unlock
from server.messages import Done, LoginAnswer, LoginRequest, UnlockRequest
from server.store.people import Person
from server.web.exchange import Call


class FreshLogin(LoginAnswer):
    """The login's answer, with the cookie's token, which the edge takes out again."""

    token: str


def post_login(call: Call) -> FreshLogin:
    """Check the password and begin a session."""
    body: LoginRequest = call.body
    shown = call.credentials.cookie
    signed = sign_in(call.centre, body.username, body.password, call.address, shown)
    told = _told(call, signed.person, signed.csrf)
    return FreshLogin(**told, locked=False, token=signed.token)


def post_logout(call: Call) -> Done:
    """End the session."""
    sign_out(call.centre.store, call.credentials.cookie)
    return Done()


def get_session(call: Call) -> LoginAnswer:
    """Who is signed in, so that a reloaded page gets its token again."""
    session = call.caller.session
    assert session is not None, "the route is for staff only"
    return LoginAnswer(**_told(call, session.person, session.csrf), locked=call.caller.locked)


def post_touch(_call: Call) -> Done:
    """Somebody is at the page: every command keeps it awake, this one does nothing else."""
    return Done()


def post_lock(call: Call) -> Done:
    """Lock the session's pages."""
    lock(call.centre, call.credentials.cookie)
    return Done()


def post_unlock(call: Call) -> Done:
    """Go on where the page was left."""
    body: UnlockRequest = call.body
    unlock(call.centre, call.caller.name, body.password, call.credentials.cookie)
    return Done()


def _told(call: Call, person: Person, csrf: str) -> dict[str, Any]:
    return {
        "username": person.username,
        "name": person.name,
        "role": person.role,
        "csrf": csrf,
        "counters": counters_of(call.centre, person),
        "idle_minutes": call.centre.settings.accounts.idle_minutes,
    }
