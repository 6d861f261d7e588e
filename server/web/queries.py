"""What may stand behind a question mark, with its bounds."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from server.messages import Language, Request

Text = Annotated[str, StringConstraints(max_length=200)]
Limit = Annotated[int, Field(ge=1, le=200, strict=False)]


class ProceduresQuery(Request):
    """``GET /procedures``."""

    q: Text = ""
    field: Text | None = None
    limit: Limit = 20


class PublicProceduresQuery(Request):
    """``GET /centre/procedures``: never the whole catalogue."""

    q: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=100)]
    limit: Annotated[int, Field(ge=1, le=10, strict=False)] = 8


class WindowsQuery(Request):
    """``GET /appointments``."""

    field: Text


class AppointmentsDayQuery(Request):
    """``GET /appointments/day``: today when no day is named; one field's windows or all."""

    day: dt.date | None = None
    field: Text | None = None
    format: Literal["json", "csv", "xlsx"] = "json"
    language: Language = "vi"


class VisitsQuery(Request):
    """``GET /visits``: ``day``, or ``from`` and ``to``."""

    day: dt.date | None = None
    first: Annotated[dt.date | None, Field(alias="from")] = None
    to: dt.date | None = None
    field: Text | None = None
    counter: Text | None = None
    number: Text | None = None
    dossier: Text | None = None
    after: Annotated[int, Field(ge=0, lt=2**63, strict=False)] = 0
    limit: Limit = 100


class DueQuery(Request):
    """``GET /dossiers``: which are due soon or overdue, one agency's or all."""

    due: Literal["soon", "overdue", "both"] = "both"
    agency: Text | None = None
    after: Annotated[str, StringConstraints(max_length=128)] = ""
    limit: Limit = 100
    format: Literal["json", "csv", "xlsx"] = "json"
    language: Language = "vi"


class RemindersQuery(Request):
    """``GET /reminders``: those of these days, both included, newest first; or of one dossier."""

    first: Annotated[dt.date | None, Field(alias="from")] = None
    to: dt.date | None = None
    agency: Text | None = None
    dossier: Text | None = None
    after: Annotated[int, Field(ge=0, lt=2**63, strict=False)] = 0
    limit: Limit = 100
    format: Literal["json", "csv", "xlsx"] = "json"
    language: Language = "vi"


class LogQuery(Request):
    """``GET /log``."""

    after: Annotated[int, Field(ge=0, lt=2**63, strict=False)] = 0
    limit: Annotated[int, Field(ge=1, le=1000, strict=False)] = 200


class ReportQuery(Request):
    """``GET /reports/{name}``: both days are included; trial visits only when asked for.

    ``after`` and ``limit`` are for the register, which comes page by page.
    """

    first: Annotated[dt.date | None, Field(alias="from")] = None
    to: dt.date | None = None
    by: Text | None = None
    format: Literal["json", "csv", "xlsx"] = "json"
    language: Language = "vi"
    after: Annotated[str, StringConstraints(max_length=128)] = ""
    limit: Annotated[int, Field(ge=1, le=1000, strict=False)] = 200
    trial: Annotated[bool, Field(strict=False)] = False
