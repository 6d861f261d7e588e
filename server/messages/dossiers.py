"""Dossiers, visits and the lines of the log."""

from __future__ import annotations

from typing import Any

from server.messages.plain import Answer


class DossierStop(Answer):
    """One service of a dossier's visit."""

    field: str
    counter: str | None
    officer: str | None
    queued_at: str
    called_at: str | None
    started_at: str | None
    finished_at: str | None
    outcome: str | None


class DossierVisit(Answer):
    """One visit for a dossier."""

    visit: str
    day: str
    number: str
    purpose: str | None
    outcome: str | None
    stops: list[DossierStop]


class DossierAnswer(Answer):
    """``GET /dossiers/{code}``."""

    code: str
    procedure: str | None
    state: int | None
    due_at: str | None
    visit_count: int
    visits: list[DossierVisit]


class VisitAnswer(Answer):
    """One line of ``GET /visits``."""

    id: str
    day: str
    number: str
    field: str
    purpose: str | None
    priority: str | None
    state: str
    counter: str | None
    outcome: str | None
    dossiers: list[str]
    issued_at: str
    closed_at: str | None
    trial: bool


class VisitsAnswer(Answer):
    """A page of visits."""

    items: list[VisitAnswer]
    next: str | None = None


class LogLine(Answer):
    """One line of the visit log; ``hash`` chains it to the line before."""

    seq: int
    at: str
    event: str
    visit: str | None
    stop: int | None
    counter: str | None
    staff: str | None
    device: str | None
    data: dict[str, Any]
    hash: str


class LogAnswer(Answer):
    """A page of the visit log."""

    items: list[LogLine]
    next: int | None = None
