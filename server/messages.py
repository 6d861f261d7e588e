"""Names and shapes on the wire: what the server, the kiosk and the boards say to each other.

Requests refuse unknown keys; answers are plain objects.  Times are RFC 3339 with the centre's
offset.  This module does no I/O and imports nothing of the server, so that screens may use it.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    RootModel,
    StringConstraints,
    model_validator,
)

# ---------------------------------------------------------------- words

API = "/api/v1"


def _is_instant(text: str) -> str:
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("expected a time such as 2026-11-23T08:00:00+07:00") from None
    if at.tzinfo is None or not 2000 <= at.year <= 2100:
        raise ValueError("expected an offset such as +07:00 and a year from 2000 to 2100")
    return text


Slug = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9._-]+$")]
Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]
DossierCode = Annotated[str, StringConstraints(min_length=1, max_length=64)]
TicketNumber = Annotated[str, StringConstraints(min_length=1, max_length=12)]
Password = Annotated[str, StringConstraints(min_length=8, max_length=256)]
Instant = Annotated[str, AfterValidator(_is_instant)]
Language = Literal["vi", "en"]
Customer = Literal["citizen", "organisation"]
CounterMode = Literal["manual", "auto"]
Place = Literal["keep", "first", "last"]


class Purpose(StrEnum):
    """Why a citizen comes to a counter (mục đích)."""

    GUIDANCE = "guidance"
    SUBMIT = "submit"
    SUPPLEMENT = "supplement"
    PAY = "pay"
    COLLECT = "collect"


class Outcome(StrEnum):
    """What came of one service (kết quả của lượt)."""

    RECEIVED = "received"
    SUPPLEMENT_REQUESTED = "supplement_requested"
    REFUSED = "refused"
    RESULT_RETURNED = "result_returned"
    GUIDED = "guided"
    FEE_PAID = "fee_paid"
    WITHDRAWN = "withdrawn"
    OTHER = "other"


class Role(StrEnum):
    """What a member of staff may do."""

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    LEADER = "leader"
    ADMIN = "admin"


class DeviceKind(StrEnum):
    """What a device token opens."""

    KIOSK = "kiosk"
    BOARD = "board"
    INTEGRATION = "integration"


class PrinterIs(StrEnum):
    """What a kiosk says of its printer: ``printer`` of ``PUT /devices/me/status``."""

    OK = "ok"
    OFFLINE = "offline"
    """Switched off, not connected, or set off line by hand."""
    COVER_OPEN = "cover_open"
    CUTTER_ERROR = "cutter_error"
    ERROR = "error"
    """A fault of the printer's own that it names no better."""
    NOT_TRIED = "not_tried"
    """It answers no questions, and nothing has been printed yet."""
    UNKNOWN = "unknown"
    """It answers nothing (any more) or rubbish, or took a job only in part."""


class PaperIs(StrEnum):
    """What a kiosk says of its paper: ``paper`` of ``PUT /devices/me/status``."""

    OK = "ok"
    NEAR_END = "near_end"
    OUT = "out"
    UNKNOWN = "unknown"
    """The printer does not say."""


class AlertKind(StrEnum):
    """What the supervisors' hall speaks up about."""

    DEVICE_SILENT = "device_silent"
    PAPER_OUT = "paper_out"
    PAPER_NEAR_END = "paper_near_end"
    COVER_OPEN = "cover_open"
    CUTTER_ERROR = "cutter_error"
    PRINTER_OFFLINE = "printer_offline"
    PRINTER_ERROR = "printer_error"
    PRINTER_UNKNOWN = "printer_unknown"
    VOICE_FAILING = "voice_failing"
    SOUND_FAILING = "sound_failing"
    SOUND_MUTED = "sound_muted"
    NUMBERS_REFUSED = "numbers_refused"
    PAGE_SILENT = "page_silent"
    PAGE_MISSING = "page_missing"
    WAIT_OVER_TARGET = "wait_over_target"
    TOO_MANY_WAITING = "too_many_waiting"
    LONG_SERVICE = "long_service"
    IDLE_OFFICER = "idle_officer"


class Code(StrEnum):
    """The codes of problem answers."""

    BAD_REQUEST = "bad_request"
    NOT_SIGNED_IN = "not_signed_in"
    NOT_ALLOWED = "not_allowed"
    NOT_FOUND = "not_found"
    BAD_CSRF = "bad_csrf"
    WRONG_MOVE = "wrong_move"
    FIELD_CLOSED = "field_closed"
    CENTRE_CLOSED = "centre_closed"
    KEY_IN_PROGRESS = "key_in_progress"
    KEY_REUSED = "key_reused"
    NUMBERS_USED_UP = "numbers_used_up"
    UNKNOWN_FIELD = "unknown_field"
    BAD_DOSSIER = "bad_dossier"
    TOO_LARGE = "too_large"
    STORAGE_FULL = "storage_full"
    NOT_BUILT = "not_built"
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"


# ---------------------------------------------------------------- requests


class Request(BaseModel):
    """A body from outside: unknown keys are refused, types are not guessed."""

    model_config = ConfigDict(extra="forbid", strict=True)


class TicketWish(Request):
    """What a citizen takes a number for."""

    field: Slug | None = None
    procedure: Slug | None = None
    purpose: Annotated[Purpose, Field(strict=False)] | None = None
    priority: Slug | None = None
    dossiers: Annotated[list[DossierCode], Field(max_length=20)] = []
    language: Language | None = None
    customer: Customer | None = None

    @model_validator(mode="after")
    def _names_what_for(self) -> Self:
        if (self.field is None) == (self.procedure is None):
            raise ValueError("name either a field or a procedure")
        return self


class TicketRequest(TicketWish):
    """``POST /tickets``."""

    counter: Slug | None = None


class RangesRequest(Request):
    """``POST /kiosks/ranges``: numbers to give while offline, or ``release`` to give them back."""

    size: Annotated[int, Field(ge=1, le=100)] = 20
    release: bool = False


class OfflineTicket(TicketWish):
    """A number that a kiosk gave by itself; ``key`` is the touch's own idempotency key.

    If the server gave a number to that key whose answer was never heard, it is taken back.
    """

    ordinal: Annotated[int, Field(ge=0, le=999)]
    at: Instant
    key: Annotated[str, StringConstraints(max_length=64)] | None = None


class OfflineTickets(Request):
    """``POST /tickets/offline``."""

    items: Annotated[list[OfflineTicket], Field(min_length=1, max_length=50)]


class ScanRequest(Request):
    """``POST /scan``: whatever a scanner read or somebody typed."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=4096)]


class LoginRequest(Request):
    """``POST /login``."""

    username: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    password: Annotated[str, StringConstraints(min_length=1, max_length=256)]


class NewPerson(Request):
    """``POST /people``: somebody who may sign in."""

    username: Slug
    name: Short | None = None
    role: Annotated[Role, Field(strict=False)]
    password: Password


class PersonChange(Request):
    """``POST /people/{name}``: only what is named changes."""

    name: Short | None = None
    role: Annotated[Role, Field(strict=False)] | None = None
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


class OpenCounterRequest(Request):
    """``POST /counters/{id}/open``."""

    mode: CounterMode = "manual"


class PauseRequest(Request):
    """``POST /counters/{id}/pause``."""

    reason: Short


class CallRequest(Request):
    """``POST /counters/{id}/call``: a chosen ticket, and why."""

    number: TicketNumber
    reason: Short


class DossierOutcome(Request):
    """One dossier handled in a service."""

    code: DossierCode
    outcome: Annotated[Outcome, Field(strict=False)] | None = None


class FinishRequest(Request):
    """``POST /counters/{id}/finish``."""

    outcome: Annotated[Outcome, Field(strict=False)] | None = None
    dossiers: Annotated[list[DossierOutcome], Field(max_length=20)] = []
    note: Note | None = None


class HoldRequest(Request):
    """``POST /counters/{id}/hold``: why somebody steps aside, such as "đi photo"."""

    note: Note | None = None


class ResumeRequest(Request):
    """``POST /counters/{id}/resume``: a held number is back."""

    number: TicketNumber


class TransferRequest(Request):
    """``POST /counters/{id}/transfer``: on to a field, a counter or an officer.

    ``keep`` counts the wait from the first arrival, ``last`` from now; ``first`` goes before all.
    """

    field: Slug | None = None
    counter: Slug | None = None
    officer: Annotated[str, StringConstraints(min_length=1, max_length=64)] | None = None
    place: Place = "keep"
    note: Note | None = None

    @model_validator(mode="after")
    def _names_one_way(self) -> Self:
        if [self.field, self.counter, self.officer].count(None) != 2:
            raise ValueError("name either a field, a counter or an officer")
        return self


class CancelRequest(Request):
    """``POST /tickets/{id}/cancel`` and ``/reinstate``."""

    reason: Short | None = None


class PriorityRequest(Request):
    """``POST /tickets/{id}/priority``: another class, or none, and why."""

    priority: Slug | None
    reason: Short


class CounterFieldsRequest(Request):
    """``PUT /counters/{id}/fields``."""

    fields: Annotated[list[Slug], Field(min_length=1, max_length=500)]


class FieldRequest(Request):
    """``PUT /fields/{id}``: open a field, or close it with a reason for the kiosk."""

    open: bool
    reason: Short | None = None


class NoticeRequest(Request):
    """A line for the hall; without English the Vietnamese stands for both."""

    text: Short
    text_en: Short | None = None


class NoticesRequest(RootModel[Annotated[list[NoticeRequest], Field(max_length=20)]]):
    """``PUT /notices``: all of them, in their order; none takes them down."""

    model_config = ConfigDict(strict=True)


class EmergencyRequest(Request):
    """``POST /emergency``: no more numbers, and a message on every screen, until it is over."""

    on: bool
    message: Short | None = None

    @model_validator(mode="after")
    def _says_what(self) -> Self:
        if self.on and self.message is None:
            raise ValueError("say in message what people should do")
        return self


class ModeRequest(Request):
    """``POST /counters/{id}/mode``."""

    mode: CounterMode


class ClockRequest(Request):
    """``PUT /trial/clock``: make it this instant on a trial server (RFC 3339)."""

    now: Instant


class DeviceStatus(Request):
    """``PUT /devices/me/status``: what a kiosk or a board says of itself.

    Our kiosk says ``printer`` in the words of ``PrinterIs`` and ``paper`` in those of ``PaperIs``;
    a device of somebody else's may say it otherwise, and is then shown as ``unknown``.
    """

    printer: Annotated[str, StringConstraints(max_length=40)] | None = None
    paper: Annotated[str, StringConstraints(max_length=40)] | None = None
    voice: Annotated[str, StringConstraints(max_length=40)] | None = None
    sound: Annotated[str, StringConstraints(max_length=40)] | None = None
    page: Annotated[str, StringConstraints(max_length=40)] | None = None
    refused: Annotated[int, Field(ge=0, le=100_000)] | None = None
    """How many numbers that a kiosk gave by itself today the server has refused."""
    message: Annotated[str, StringConstraints(max_length=300)] | None = None


class EmptyRequest(Request):
    """A command that needs no words."""


# ---------------------------------------------------------------- answers


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


class FieldAnswer(Answer):
    """A field as the kiosk shows it."""

    id: str
    code: str
    name: str
    name_en: str
    agency: str
    agency_en: str
    icon: str | None
    zones: list[str]
    counters: list[int]
    open: bool
    reason: str | None
    waiting: int
    estimate: Estimate | None


class OpenSpan(Answer):
    """From when to when the centre is open; the closing time itself is closed."""

    opens_at: str
    closes_at: str


class CentreAnswer(Answer):
    """``GET /centre``; ``hours`` are those of today and of the next day that has any."""

    id: str
    name: str
    name_en: str
    timezone: str
    trial: bool
    open: bool
    opens_at: str | None
    hours: list[OpenSpan] = []
    emergency: str | None = None
    at: str
    languages: list[Language]
    dossier_pattern: str
    purposes: list[Named]
    priorities: list[Named]
    zones: list[Named]
    fields: list[FieldAnswer]


class ProcedureAnswer(Answer):
    """One entry of the catalogue."""

    code: str
    name: str
    field: str | None
    field_name: str
    agency: str
    level: str
    in_service: bool


class ProceduresAnswer(Answer):
    """``GET /procedures``: ``total`` counts all matches, ``items`` holds the best ones."""

    total: int
    items: list[ProcedureAnswer]


class StopAnswer(Answer):
    """One stop of a ticket's way."""

    field: str
    state: str
    counter: str | None = None


class TicketAnswer(Answer):
    """A ticket, as kiosk and staff see it."""

    id: str
    number: str
    field: str
    field_name: str
    field_name_en: str
    procedure: str | None
    purpose: str | None
    priority: str | None
    language: Language
    customer: Customer
    state: str
    counter: str | None
    calls: int
    ahead: int
    estimate: Estimate | None
    dossiers: list[str]
    issued_at: str
    queued_at: str
    called_at: str | None
    started_at: str | None
    finished_at: str | None
    stop: int
    stops: list[StopAnswer]
    trial: bool
    follow_url: str | None


class RangeAnswer(Answer):
    """Ordinals that a kiosk may give by itself on a day; ``used`` of them are known to be given.

    A series may have several, to be used one after the other.
    """

    day: str
    series: str
    first: int
    last: int
    used: list[int]


class RangesAnswer(Answer):
    """``POST /kiosks/ranges``."""

    items: list[RangeAnswer]


class TakenIn(Answer):
    """What became of one number given offline."""

    ordinal: int
    state: Literal["queued", "refused"]
    ticket: str | None
    code: Code | None


class OfflineAnswer(Answer):
    """``POST /tickets/offline``, in the order sent."""

    items: list[TakenIn]


class PersonAnswer(Answer):
    """Somebody who may sign in; a ``trial`` sign-in works only while trying out."""

    username: str
    name: str
    role: Role
    disabled: bool
    trial: bool


class PeopleAnswer(Answer):
    """``GET /people``."""

    items: list[PersonAnswer]


class DeviceAnswer(Answer):
    """An enrolled device: ``seen_at`` is its last sign of life."""

    name: str
    kind: DeviceKind
    created_at: str
    seen_at: str | None
    revoked_at: str | None


class DevicesAnswer(Answer):
    """``GET /devices``."""

    items: list[DeviceAnswer]


class EnrolledAnswer(Answer):
    """``POST /devices``: the token is shown only now."""

    name: str
    kind: DeviceKind
    token: str


class TicketOrNone(Answer):
    """The answer of a counter's commands: its ticket now, or the ticket it has just left."""

    ticket: TicketAnswer | None


class WaitingTicket(Answer):
    """A line of a counter's waiting list, in calling order."""

    number: str
    field: str
    field_name: str
    purpose: str | None
    priority: str | None
    queued_at: str
    wait_s: int
    reason: str
    held_at: str | None = None
    note: str | None = None


class CounterFigures(Answer):
    """What a counter has done today; means in seconds, null while there is none."""

    served: int
    no_show: int
    mean_wait_s: float | None
    mean_service_s: float | None


class CounterAnswer(Answer):
    """A counter, as staff see it."""

    id: str
    number: int
    name: str
    zone: str
    fields: list[str]
    state: Literal["closed", "open", "paused", "called", "serving"]
    mode: CounterMode
    officer: str | None
    officer_name: str | None
    pause_reason: str | None
    ticket: TicketAnswer | None
    waiting: list[WaitingTicket]
    held: list[WaitingTicket]
    missed: list[WaitingTicket]
    today: CounterFigures


class CountersAnswer(Answer):
    """``GET /counters``."""

    items: list[CounterAnswer]


class LoginAnswer(Answer):
    """``POST /login``."""

    username: str
    name: str
    role: Role
    csrf: str


class ScanAnswer(Answer):
    """``POST /scan``: what was read, never a name or an id number."""

    kind: Literal["dossier", "citizen_card", "procedure", "ticket", "unknown"]
    dossier: str | None = None
    procedure: str | None = None
    ticket: str | None = None
    purpose: str | None = None
    field: str | None = None
    priority: str | None = None
    state: str | None = None
    ahead: int | None = None
    """Of a ticket: where it stands, and how many go before it."""


class Target(Answer):
    """A field's usual service and the wait it should not exceed, in minutes."""

    wait_minutes: float
    service_minutes: float


class DeskAnswer(Answer):
    """``GET /desk``: what a counter's page offers to choose from, and each field's targets."""

    pause_reasons: list[str]
    outcomes: list[str]
    max_calls: int
    targets: dict[str, Target]


class ClockAnswer(Answer):
    """The centre's time on a trial server."""

    now: str


class Health(Answer):
    """The process is alive."""

    ok: Literal[True] = True


class Done(Answer):
    """A command that has nothing more to say."""

    ok: Literal[True] = True


class ReprintAnswer(Answer):
    """A copy was asked for: of which number, at which kiosk (its name)."""

    ok: Literal[True] = True
    number: str
    kiosk: str


class BoardCall(Answer):
    """A call as the hall's screen lists it."""

    seq: int
    number: str
    counter: int
    counter_name: str
    field: str
    nth: int
    at: str
    state: str


class BoardCounter(Answer):
    """A counter as the hall's screen lists it."""

    id: str
    number: int
    name: str
    state: str
    ticket: str | None


class BoardWaiting(Answer):
    """How many wait in one field."""

    field: str
    name: str
    count: int


class Notice(Answer):
    """A line for the hall."""

    text: str
    text_en: str


class BoardSnapshot(Answer):
    """Everything a zone's screens show: numbers only, never a person."""

    seq: int
    epoch: str
    at: str
    zone: str
    zone_name: str
    centre_name: str
    centre_name_en: str
    trial: bool
    emergency: str | None
    calls: list[BoardCall]
    counters: list[BoardCounter]
    waiting: list[BoardWaiting]
    missed: list[str]
    notices: list[Notice]


class CallText(Answer):
    """What a call says, spelled out for a voice; ``en`` only when the ticket's language is it."""

    vi: str
    en: str | None


class CallEvent(Answer):
    """The ``call`` event: each is told once.  ``counter`` is the counter's number."""

    seq: int
    number: str
    counter: int
    counter_id: str
    counter_name: str
    field: str
    zone: str
    nth: int
    language: Language
    customer: Customer
    at: str
    text: CallText


class ReprintEvent(Answer):
    """The ``reprint`` event to one kiosk: print a marked copy of this ticket."""

    seq: int
    device: str
    ticket: TicketAnswer


class CounterSnapshot(Answer):
    """What a counter's page shows."""

    seq: int
    epoch: str
    at: str
    counter: CounterAnswer


class HallField(Answer):
    """A field's queue; ``counters`` serve it now, open or not.

    ``longest_wait_s`` counts up to the snapshot's ``at``; null while nobody waits.
    """

    id: str
    name: str
    waiting: int
    longest_wait_s: int | None
    target_minutes: float
    service_minutes: float
    open: bool
    reason: str | None
    counters: list[str]


class HallCounter(Answer):
    """A counter; ``ticket`` is the number at it, ``field`` what that number is for.

    ``since`` is when it came into its state: called, began, became free, paused or closed.
    """

    id: str
    number: int
    name: str
    zone: str
    state: Literal["closed", "open", "paused", "called", "serving"]
    mode: CounterMode
    officer: str | None
    officer_name: str | None
    ticket: str | None
    field: str | None
    since: str | None
    pause_reason: str | None
    fields: list[str]


class HallDevice(Answer):
    """A kiosk or a board: what it last said of itself, and when.

    ``silent`` when it has said nothing for 30 s; ``seen_at`` is null before its first word.
    """

    name: str
    kind: DeviceKind
    seen_at: str | None
    silent: bool
    status: dict[str, Any]


class HallAlert(Answer):
    """Something that needs somebody, about one device, field or counter."""

    id: int
    kind: AlertKind
    severity: Literal["urgent", "warning"]
    device: str | None = None
    field: str | None = None
    counter: str | None = None
    since: str
    acknowledged_by: str | None
    acknowledged_at: str | None


class HallSnapshot(Answer):
    """Everything a supervisor sees: numbers, counters, officers and devices, never a citizen."""

    seq: int
    epoch: str
    at: str
    trial: bool
    zones: list[Named]
    fields: list[HallField]
    counters: list[HallCounter]
    devices: list[HallDevice]
    alerts: list[HallAlert]
    emergency: str | None
    notices: list[Notice]


class KioskSnapshot(Answer):
    """What a kiosk shows: the public centre."""

    seq: int
    epoch: str
    centre: CentreAnswer


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


class Problem(BaseModel):
    """``application/problem+json``; some codes add keys of their own."""

    model_config = ConfigDict(extra="allow")

    status: int
    code: Code
    title: str
    detail: str
