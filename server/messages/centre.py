"""The centre, its fields and its catalogue, as a kiosk or a desk is told them."""

from __future__ import annotations

from typing import Literal

from server.messages.plain import Answer, Estimate, Named, OpenSpan, Target
from server.messages.sessions import SessionEnd
from server.messages.words import Language


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
    opens_at: str | None = None
    """When it gives numbers again, if it is the session's end that keeps it closed."""


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
    hours_hold: bool | None = None
    """Whether numbers are given in ``hours`` only; a trial may give them at any time."""

    last_number: Literal["low", "high", "off"] = "off"
    """By which end of its estimate a wait passes the end of the session."""

    ratings: Literal["number", "slip", "off"] = "off"
    """Whom a kiosk asks how the service was: who types a number too, who shows a slip, nobody."""

    session_end: SessionEnd | None = None
    emergency: str | None = None
    emergency_en: str | None = None
    at: str
    languages: list[Language]
    dossier_pattern: str
    phone: bool = False
    """Whether numbers can be had from phones: then whoever comes with one checks in."""
    appointments: bool = False
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


class DeskAnswer(Answer):
    """``GET /desk``: what a counter's page offers to choose from, and each field's targets."""

    pause_reasons: list[str]
    outcomes: list[str]
    max_calls: int
    hold_minutes: int
    targets: dict[str, Target]
    counters: dict[str, int]
    """Every counter's number by its id."""


class KioskSnapshot(Answer):
    """What a kiosk shows: the public centre."""

    seq: int
    epoch: str
    centre: CentreAnswer
