"""What the page and its program say to each other, on this machine only."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints

from kiosk.alone.giving import Alone, NumberAlone
from kiosk.news import Link, View
from kiosk.offer import Offer, own_centre
from kiosk.printing import Paper
from server.messages import (
    CentreAnswer,
    DossierCode,
    Estimate,
    Language,
    Named,
    Purpose,
    RatingRequest,
    Request,
    Slug,
    TicketAnswer,
    TicketRequest,
)
from server.settings import KioskSettings

TouchId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{8,64}$")]
VisitId = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{26}$")]
Query = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


class TouchRequest(Request):
    """``POST /tickets``: somebody has pressed "Lấy số"; one ``touch`` is one number.

    ``procedure_field`` is the field of a procedure, in case the server cannot be asked for it.
    """

    touch: TouchId
    field: Slug | None = None
    procedure: Slug | None = None
    procedure_field: Slug | None = None
    purpose: Annotated[Purpose, Field(strict=False)] = Purpose.SUBMIT
    priority: Slug | None = None
    dossiers: Annotated[list[DossierCode], Field(max_length=1)] = []
    language: Language = "vi"

    def wish(self) -> TicketRequest:
        """The same for the server; raises ``ValidationError`` unless one thing is named."""
        return TicketRequest.model_validate(self.model_dump(exclude={"touch", "procedure_field"}))


class SearchRequest(Request):
    """``GET /search``."""

    q: Query
    limit: Annotated[int, Field(strict=False, ge=1, le=50)] = 20


class ScanText(Request):
    """``POST /scans``: what a scanner has typed into the page, or a person at its code keys."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=2000)]


class PageRating(RatingRequest):
    """``POST /ratings``: what somebody says of the service whose slip they have shown."""

    visit: VisitId

    def judgement(self) -> RatingRequest:
        """The same for the server."""
        return RatingRequest.model_validate(self.model_dump(exclude={"visit"}))


class PageDone(BaseModel):
    """It is done."""

    ok: Literal[True] = True


class PageLook(BaseModel):
    """Whether a dossier is ready, days as ``2026-11-27``.

    ``unknown``: no other system has told of it.  ``limited``: too many have asked.  ``offline``:
    the server is not there to say.
    """

    answer: Literal["known", "unknown", "limited", "offline"]
    state: int | None = None
    due_on: str | None = None
    ready_on: str | None = None
    returned_on: str | None = None
    late: bool = False


class PageScan(BaseModel):
    """What was scanned, as far as the screen may show it; of a card, only a priority class.

    ``unanswered``: it means something, and the server is not there to say what.
    """

    kind: Literal["dossier", "citizen_card", "procedure", "ticket", "unknown", "unanswered"]
    dossier: str | None = None
    look: PageLook | None = None
    procedure: str | None = None
    procedure_name: str | None = None
    ticket: str | None = None
    state: str | None = None
    ahead: int | None = None
    coming: bool = False
    checked_in: bool = False
    slip: str | None = None
    kept_until: str | None = None
    apology: str | None = None
    rating: Literal["open", "given"] | None = None
    reasons: list[Named] = []
    visit: str | None = None
    purpose: str | None = None
    priority: str | None = None
    field: str | None = None
    field_name: str | None = None
    field_name_en: str | None = None
    zones: list[str] = []
    offer: Offer | None = None


class PageScans(BaseModel):
    """``GET /scans?after=SEQ``: the newest scan, if there is one after that sequence."""

    seq: int
    scan: PageScan | None


def _kind_of(scanner: str) -> str:
    return scanner.partition(":")[0]


class PageSettings(BaseModel):
    """How the screen behaves; times in seconds."""

    name: str
    language: Language
    idle_seconds: float
    idle_grace_seconds: float
    result_seconds: float
    scanner: Annotated[Literal["none", "keyboard", "serial"], BeforeValidator(_kind_of)]
    guide: list[Language]
    """The languages of spoken guidance, as far as there are clips."""


class PageState(BaseModel):
    """``GET /state``: everything the screen shows of the centre.

    ``alone``: the server is away and numbers are given nevertheless; who waits is not known then.
    """

    version: str
    link: Link
    alone: bool
    settings: PageSettings
    centre: CentreAnswer | None
    printer: str | None
    """What is wrong with the printer, in one word; the screen has its own words for each."""


class PageHeartbeat(BaseModel):
    """``GET /page``: ``alive``, ``silent`` or ``not_opened`` (then the seconds are null)."""

    page: str
    silent_seconds: float | None


class PageTicket(BaseModel):
    """A number as the screen shows it; the follow link's secret stays in the program."""

    number: str
    field_name: str
    field_name_en: str
    field: str
    ahead: int | None
    estimate: Estimate | None
    trial: bool
    has_qr: bool
    paper: Paper


class PagePaper(BaseModel):
    """``GET /tickets/{touch}/paper``."""

    paper: Paper


class PageProblem(BaseModel):
    """Why there is no number; the screen has its own words for each ``code``."""

    code: str
    detail: str = ""
    reason: str | None = None
    opens_at: str | None = None
    retry_after: int | None = None


def page_state(view: View, settings: KioskSettings, guide: list[str], alone: Alone) -> PageState:
    """The news as the page gets them."""
    centre = own_centre(view.centre, settings) if view.centre else None
    is_alone = view.link is Link.DOWN and centre is not None
    if centre is not None and is_alone:
        centre = alone.offer(centre)
    return PageState(
        version=view.version,
        link=view.link,
        alone=is_alone and centre is not None and any(field.open for field in centre.fields),
        settings=PageSettings.model_validate({**settings.model_dump(), "guide": guide}),
        centre=centre,
        printer=view.printer,
    )


def page_ticket(ticket: TicketAnswer | NumberAlone, paper: Paper) -> PageTicket:
    """A number as the page gets it."""
    return PageTicket(
        number=ticket.number,
        field_name=ticket.field_name,
        field_name_en=ticket.field_name_en,
        field=ticket.field,
        ahead=ticket.ahead,
        estimate=ticket.estimate,
        trial=ticket.trial,
        has_qr=ticket.follow_url is not None,
        paper=paper,
    )
