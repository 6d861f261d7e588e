"""Dossiers, visits and the lines of the log."""

from __future__ import annotations

from typing import Any, Literal

from server.messages.plain import Answer
from server.messages.words import Means


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


class TimesForPurpose(Answer):
    """How often somebody came for one purpose; ``null`` where none was named."""

    purpose: str | None
    times: int


class TimesCome(Answer):
    """How often a person had to come for a dossier: visits that were served, trial ones apart.

    ``group`` is what centres are scored by: ``0``, ``1`` or ``more``.
    """

    total: int
    group: Literal["0", "1", "more"]
    by_purpose: list[TimesForPurpose]


class DossierAnswer(Answer):
    """``GET /dossiers/{code}``; ``due_reckoned``: the due date is our own sum, nobody told it."""

    code: str
    procedure: str | None
    agency: str | None
    state: int | None
    received_at: str | None
    due_at: str | None
    due_reckoned: bool
    result_ready_at: str | None
    returned_at: str | None
    channel: str | None
    visit_count: int
    came: TimesCome
    visits: list[DossierVisit]


class DossierLook(Answer):
    """``POST /dossiers/look``: state and days of a dossier, and nothing of any person.

    Not ``known``: no other system has told of it.  ``late``: it should have been ready by now.
    """

    dossier: str
    known: bool
    state: int | None = None
    due_on: str | None = None
    ready_on: str | None = None
    returned_on: str | None = None
    late: bool = False


class DueDossier(Answer):
    """A dossier whose time at its agency is short or over.

    ``working_days``: until it is due, or, overdue, since.  ``reminders``: how many there were.
    """

    code: str
    procedure: str | None
    procedure_name: str | None
    agency: str | None
    agency_name: str | None
    state: int
    received_at: str | None
    due_at: str
    overdue: bool
    working_days: int
    reminders: int
    reminded_at: str | None


class DueAgency(Answer):
    """How many dossiers of an agency are due soon, and how many are overdue."""

    agency: str | None
    name: str | None
    name_en: str | None
    soon: int
    overdue: int


class DueAnswer(Answer):
    """``GET /dossiers``: the most urgent first, and every agency's counts beside them."""

    items: list[DueDossier]
    agencies: list[DueAgency]
    next: str | None = None


class RemindedDossier(Answer):
    """A dossier that a reminder was about, with its agency and due date of that time."""

    code: str
    agency: str | None
    agency_name: str | None
    agency_name_en: str | None
    due_at: str
    overdue: bool


class ReminderAnswer(Answer):
    """Agencies were urged: when, by whom, how, and for which dossiers."""

    id: int
    at: str
    staff: str
    staff_name: str | None
    means: Means
    note: str | None
    dossiers: list[RemindedDossier]


class RemindersAnswer(Answer):
    """A page of reminders, the newest first."""

    items: list[ReminderAnswer]
    next: int | None = None


class DossierOutcomeAnswer(Answer):
    """A dossier of a visit, and what came of it there."""

    code: str
    outcome: str | None


class VisitDossiers(Answer):
    """``POST /visits/{id}/dossiers``: every dossier of the visit now."""

    items: list[DossierOutcomeAnswer]


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
    dossier_outcomes: list[DossierOutcomeAnswer]
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
    sealed: dict[str, Any] | None = None
    """The data as it was chained, where it holds seals of texts (``salts`` by seal)."""
    salts: dict[str, str] | None = None


class LogAnswer(Answer):
    """A page of the visit log."""

    items: list[LogLine]
    next: int | None = None
