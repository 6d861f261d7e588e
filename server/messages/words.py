"""The words of the wire: codes, states, roles, and the bounds of every text."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints

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


ProcedureCode = Annotated[
    str,
    StringConstraints(
        max_length=64, pattern=r"^[123]\.\d{6}(?:\.(?:000\.00\.00\.)?H\d{2})?(?:\.\d{2})?$"
    ),
]


Channel = Literal["online", "direct", "post"]
"""How a dossier came in (report II.06a)."""


Means = Literal["phone", "message", "letter", "meeting", "other"]
"""How an agency was reminded (hình thức đôn đốc)."""


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
    TABLET = "tablet"
    """Asks for a rating at a counter."""
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
    COPY_FAILED = "copy_failed"
    """The daily copy of the database could not be made."""
    WEBHOOK_FAILING = "webhook_failing"
    """Another system has not taken the log's lines for a while."""
    PAGE_SILENT = "page_silent"
    PAGE_MISSING = "page_missing"
    WAIT_OVER_TARGET = "wait_over_target"
    TOO_MANY_WAITING = "too_many_waiting"
    LONG_SERVICE = "long_service"
    IDLE_OFFICER = "idle_officer"
    HELD_DUE = "held_due"


Apology = Literal["break", "evening", "all_closed"]
"""Which end of a session closed a number."""

WAIT_PAST_END = "wait_past_end"
"""Why a field gives no number: the wait would pass the end of the session."""


PHONES_FULL = "phones_full"
"""Why a field gives phones no number: as many are coming as it waits for at once."""


class Code(StrEnum):
    """The codes of problem answers."""

    BAD_REQUEST = "bad_request"
    NOT_SIGNED_IN = "not_signed_in"
    NOT_ALLOWED = "not_allowed"
    LOCKED = "locked"
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
    STILL_COUNTING = "still_counting"
    NOT_BUILT = "not_built"
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
