"""What every answer is, and the shapes that many share."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from server.messages.words import Code


class Answer(BaseModel):
    """What the server says."""

    model_config = ConfigDict(extra="forbid")


class Estimate(Answer):
    """An expected wait as a range, in whole minutes."""

    low: int
    high: int


class Named(Answer):
    """Something with an id and a name in both languages."""

    id: str
    name: str
    name_en: str


class OpenSpan(Answer):
    """From when to when the centre is open; the closing time itself is closed."""

    opens_at: str
    closes_at: str


class Target(Answer):
    """A field's usual service and the wait it should not exceed, in minutes."""

    wait_minutes: float
    service_minutes: float


class ClockAnswer(Answer):
    """The centre's time on a trial server."""

    now: str


class Health(Answer):
    """The process is alive."""

    ok: Literal[True] = True


class Done(Answer):
    """A command that has nothing more to say."""

    ok: Literal[True] = True


class Notice(Answer):
    """A line for the hall."""

    text: str
    text_en: str


class Problem(BaseModel):
    """``application/problem+json``; some codes add keys of their own."""

    model_config = ConfigDict(extra="allow")

    status: int
    code: Code
    title: str
    detail: str
