"""A ticket and its way, numbers kept for a kiosk, and what a scan says."""

from __future__ import annotations

from typing import Literal

from server.messages.plain import Answer, Estimate, Named
from server.messages.words import Apology, Code, Customer, Language


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
    apology: Apology | None = None
    """The end of a session that closed it, with an apology."""


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


class TicketOrNone(Answer):
    """The answer of a counter's commands: its ticket now, or the ticket it has just left."""

    ticket: TicketAnswer | None


class WaitingTicket(Answer):
    """A line of a counter's waiting list, in calling order; ``id`` is the ticket's.

    Of a held one ``remind_at`` is when the counter wants to be reminded of it, of a missed one
    ``grace_until`` when it loses its place, of one that is coming ``here_by`` when it lapses.
    """

    id: str
    number: str
    field: str
    field_name: str
    purpose: str | None
    priority: str | None
    queued_at: str
    wait_s: int
    reason: str
    held_at: str | None = None
    remind_at: str | None = None
    grace_until: str | None = None
    note: str | None = None
    here_by: str | None = None
    appointment: str | None = None
    """When the window began in which somebody came by appointment."""
    moved_back: int = 0
    """How often they have asked on their phone for more time, and let others go first."""


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
    kept_until: str | None = None
    """Of a ticket that waits over a break or a night: when the centre opens again."""
    coming: bool = False
    """Of a ticket from a phone: its holder is not here yet."""
    checked_in: bool = False
    """Of a ticket from a phone: its holder is here since this scan."""
    slip: str | None = None
    """Of a number that an appointment has become: the ticket whose slip is due, once."""
    visit: str | None = None
    apology: Apology | None = None
    """Of a ticket that the end of a session has closed: its id, and which end it was."""
    rating: Literal["open", "given"] | None = None
    reasons: list[Named] = []
    """Of a ticket that was served: whether it may still be judged (then ``visit`` is its id, and
    these are the reasons of whoever is not satisfied), or has been."""


class ReprintAnswer(Answer):
    """A copy was asked for: of which number, at which kiosk (its name)."""

    ok: Literal[True] = True
    number: str
    kiosk: str


class ReprintEvent(Answer):
    """The ``reprint`` event to one kiosk: print a marked copy of this ticket."""

    seq: int
    device: str
    ticket: TicketAnswer
