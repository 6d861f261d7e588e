"""Who calls: a device by its token, staff by cookie and CSRF token, a citizen by secret."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from server.actions.actor import Actor
from server.actions.refusals import NotAllowed
from server.attendance import is_locked
from server.centre import Centre
from server.messages import DeviceKind, Role
from server.reports.follow import lives
from server.store import Transaction
from server.store.devices import device_by_token
from server.store.people import Session, session_by_token
from server.store.phones import PHONE
from server.store.visits import visit_by_secret
from server.web.refusals import BadCsrf, NotSignedIn, PageLocked

COOKIE = "luot_session"
PHONE_COOKIE = "luot_phone"
ANYONE = "anyone"
CITIZEN = "citizen"
STAFF = frozenset({Role.OFFICER, Role.SUPERVISOR, Role.LEADER, Role.ADMIN})


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a request shows of its sender."""

    authorization: str = ""
    cookie: str = ""
    csrf: str = ""
    phone: str = ""
    """The word that the server has drawn for a phone."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who it is: ``kind`` is a role, a kind of device, ``citizen`` or ``anyone``."""

    kind: str
    name: str = ""
    session: Session | None = None
    locked: bool = False

    @property
    def key_owner(self) -> str | None:
        """Whose idempotency keys these are; nobody's when the caller is nobody."""
        return f"{self.kind}:{self.name}" if self.name else None

    def actor(self) -> Actor:
        """The caller as the verbs know them."""
        if self.session is not None:
            return Actor(staff=self.name, role=self.session.person.role)
        if self.kind == CITIZEN:
            return Actor(device=PHONE)
        return Actor(device=self.name)


def identified(centre: Centre, tx: Transaction, shown: Credentials) -> Caller:
    """Who shows these credentials.

    Raises ``NotSignedIn`` for a bad or revoked token: somebody who shows a credential is not
    treated as anyone.
    """
    scheme, _, secret = shown.authorization.partition(" ")
    if scheme.lower() == "bearer":
        device = device_by_token(tx, secret.strip())
        if device is None:
            raise NotSignedIn
        return Caller(device.kind, device.name)
    if scheme.lower() == "ticket":
        visit = visit_by_secret(tx, secret.strip())
        if visit is None or not lives(centre, visit):
            raise NotSignedIn
        return Caller(CITIZEN, visit.id)
    if shown.cookie:
        session = session_by_token(tx, shown.cookie, centre.machine_now())
        if session is not None:
            person, locked = session.person, is_locked(centre, session)
            return Caller(person.role, person.username, session, locked)
    return Caller(ANYONE)


def may_listen(centre: Centre, tx: Transaction, shown: Credentials) -> bool:
    """Whether these credentials still stand for somebody, whose page is not locked."""
    try:
        caller = identified(centre, tx, shown)
    except NotSignedIn:
        return False
    return caller.kind != ANYONE and not caller.locked


def authorised(
    caller: Caller, who: frozenset[str], changes: bool, csrf: str, while_locked: bool
) -> None:
    """Raise unless this caller may.

    Raises ``NotSignedIn``, ``PageLocked``, ``NotAllowed`` or ``BadCsrf``.
    """
    if ANYONE in who:
        return
    if caller.kind == ANYONE:
        raise NotSignedIn
    if caller.locked and not while_locked:
        raise PageLocked
    if caller.kind not in who:
        raise NotAllowed(caller.kind)
    if caller.session is not None and changes and not _same(caller.session.csrf, csrf):
        raise BadCsrf


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


KIOSK = str(DeviceKind.KIOSK)
BOARD = str(DeviceKind.BOARD)
TABLET = str(DeviceKind.TABLET)
INTEGRATION = str(DeviceKind.INTEGRATION)
