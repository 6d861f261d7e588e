"""People, devices and who is signed in."""

from __future__ import annotations

from server.messages.plain import Answer
from server.messages.words import DeviceKind, Role


class PersonAnswer(Answer):
    """Somebody who may sign in; a ``trial`` sign-in works only while trying out.

    ``post`` is one of the centre's staff plan: it says which counters an officer may open.
    """

    username: str
    name: str
    role: Role
    disabled: bool
    trial: bool
    post: str | None


class PeopleAnswer(Answer):
    """``GET /people``."""

    items: list[PersonAnswer]


class PostAnswer(Answer):
    """A post of the staff plan; no ``counters`` means any."""

    id: str
    name: str
    counters: list[str]


class DeviceAnswer(Answer):
    """An enrolled device: ``seen_at`` is its last sign of life, ``silent`` that it is overdue."""

    name: str
    kind: DeviceKind
    created_at: str
    seen_at: str | None
    silent: bool
    revoked_at: str | None


class DevicesAnswer(Answer):
    """``GET /devices``."""

    items: list[DeviceAnswer]


class EnrolledAnswer(Answer):
    """``POST /devices``: the token is shown only now."""

    name: str
    kind: DeviceKind
    token: str


class LockAnswer(Answer):
    """A person or an address that has to wait after wrong passwords, until when."""

    person: str | None = None
    address: str | None = None
    failures: int
    until: str


class LocksAnswer(Answer):
    """``GET /locks``."""

    items: list[LockAnswer]


class AccountsSnapshot(Answer):
    """What the accounts' page shows: all of it to an admin, to a supervisor who has to wait."""

    seq: int
    epoch: str
    at: str
    people: list[PersonAnswer]
    posts: list[PostAnswer]
    devices: list[DeviceAnswer]
    locks: list[LockAnswer]


class LoginAnswer(Answer):
    """``POST /login`` and ``GET /session``.

    ``counters`` are those that this person may open, null for any.  A page left alone for
    ``idle_minutes`` locks, never at 0; ``locked`` says that it has.
    """

    username: str
    name: str
    role: Role
    csrf: str
    counters: list[str] | None
    idle_minutes: float
    locked: bool
