"""What is asked about people, devices and the sign-in; unknown keys are refused."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from server.messages.requests import Request
from server.messages.words import (
    DeviceKind,
    Password,
    Role,
    Short,
    Slug,
)


class LoginRequest(Request):
    """``POST /login``."""

    username: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    password: Annotated[str, StringConstraints(min_length=1, max_length=256)]


class UnlockRequest(Request):
    """``POST /session/unlock``: one's own password again."""

    password: Annotated[str, StringConstraints(min_length=1, max_length=256)]


class NewPerson(Request):
    """``POST /people``: somebody who may sign in."""

    username: Slug
    name: Short | None = None
    role: Annotated[Role, Field(strict=False)]
    post: Slug | None = None
    password: Password


class PersonChange(Request):
    """``POST /people/{name}``: only what is named changes; an empty ``post`` is none."""

    name: Short | None = None
    role: Annotated[Role, Field(strict=False)] | None = None
    post: Slug | Literal[""] | None = None
    disabled: bool | None = None
    password: Password | None = None


class PasswordChange(Request):
    """``POST /session/password``: one's own."""

    old: Annotated[str, StringConstraints(min_length=1, max_length=256)]
    new: Password


class NewDevice(Request):
    """``POST /devices``."""

    name: Slug
    kind: Annotated[DeviceKind, Field(strict=False)]
