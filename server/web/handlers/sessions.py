"""Sign in, sign out, and who is signed in.  The edge turns the token into a cookie."""

from __future__ import annotations

from server.actions.accounts import SignedIn, sign_in, sign_out
from server.messages import Done, LoginAnswer, LoginRequest
from server.web.exchange import Call


class FreshLogin(LoginAnswer):
    """The login's answer, with the cookie's token, which the edge takes out again."""

    token: str


def post_login(call: Call) -> FreshLogin:
    """Check the password and begin a session."""
    body: LoginRequest = call.body
    shown = call.credentials.cookie
    return _fresh(sign_in(call.centre, body.username, body.password, call.address, shown))


def post_logout(call: Call) -> Done:
    """End the session."""
    sign_out(call.centre.store, call.credentials.cookie)
    return Done()


def get_session(call: Call) -> LoginAnswer:
    """Who is signed in, so that a reloaded page gets its token again."""
    session = call.caller.session
    assert session is not None, "the route is for staff only"
    person = session.person
    return LoginAnswer(
        username=person.username, name=person.name, role=person.role, csrf=session.csrf
    )


def _fresh(signed: SignedIn) -> FreshLogin:
    person = signed.person
    return FreshLogin(
        username=person.username,
        name=person.name,
        role=person.role,
        csrf=signed.csrf,
        token=signed.token,
    )
