"""``centre.toml``: one centre, its fields, counters, people's posts and rules."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, model_validator

from server.messages import Language, Purpose
from server.settings.appointments import AppointmentsSettings
from server.settings.dossiers import DossiersSettings
from server.settings.faults import Table
from server.settings.follow import FollowSettings
from server.settings.hours import HoursSettings
from server.settings.outside import CopiesSettings, KeepingSettings, WebhookSettings
from server.settings.phone import Network, PhoneSettings
from server.settings.public import PublicPageSettings
from server.settings.session import DayEndSettings, SessionEndSettings
from server.settings.speech import SpeechSettings
from server.settings.texts import PublicUrl, Slug, Text, matching

DOSSIER_PATTERN = (
    r"^(?:[0-9A-Z]{3}\.[0-9A-Z]{2}\.[0-9A-Z]{2}\.[A-Z]\d{2}|[A-Z]\d{2}(?:\.[0-9A-Z]{2,3}){0,4})"
    r"-(\d{2})(\d{2})(\d{2})-(\d{4}|\d{6,7})$"
)


def _is_timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError('expected a time zone such as "Asia/Ho_Chi_Minh"') from None
    return name


def _is_pattern(text: str) -> str:
    try:
        groups = re.compile(text).groups
    except re.error as error:
        raise ValueError(f"expected a regular expression: {error}") from None
    if groups < 4:
        raise ValueError("expected four groups: year, month, day, sequence")
    return text


Identifier = Annotated[
    str,
    matching(
        r"[A-Z]\d{2}(?:\.[0-9A-Z]{2,3}){0,4}",
        'the start of the centre\'s dossier codes, such as "H57" or "H57.12"',
    ),
]
Series = Annotated[
    str, matching(r"[A-Z]|[1-9]\d?", 'a capital letter such as "A" or a number such as "12"')
]
Icon = Annotated[str, matching(r"[a-z0-9-]{1,40}", 'the name of a lucide icon, such as "stamp"')]


class NamedSettings(Table):
    """An id with its name in both languages."""

    id: Slug
    name: Text
    name_en: Text


class PrioritySettings(NamedSettings):
    """A priority class; ``from_age`` lets a scanned card suggest it."""

    from_age: Annotated[int, Field(ge=1, le=120)] | None = None


class AgencySettings(NamedSettings):
    """Who answers for fields (cơ quan)."""


class CatalogueMatch(Table):
    """Which catalogue rows a field stands for: a catalogue field, an agency, or both together."""

    field: Text | None = None
    agency: Text | None = None

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if self.field is None and self.agency is None:
            raise ValueError("expected a catalogue field, an agency or both")
        return self


class FieldSettings(NamedSettings):
    """A field (lĩnh vực), as citizens meet it at the kiosk."""

    series: Series
    agency: Slug
    icon: Icon | None = None
    catalogue: list[CatalogueMatch] = []
    service_minutes: Annotated[float, Field(gt=0, le=240)] = 8
    target_minutes: Annotated[float, Field(gt=0, le=480)] = 20


class CounterSettings(Table):
    """A numbered desk (quầy); ``secondary`` fields are taken when its own are empty."""

    id: Slug
    number: Annotated[int, Field(ge=1, le=9999)]
    name: Text
    zone: Slug
    fields: Annotated[list[Slug], Field(min_length=1)]
    secondary: list[Slug] = []
    secondary_after_minutes: Annotated[float, Field(ge=0, le=480)] = 0


class PostSettings(Table):
    """An officer's post: from which agency, and which counters it may open (empty: any)."""

    id: Slug
    name: Text
    agency: Slug
    counters: list[Slug] = []


class RouteSettings(Table):
    """One ticket over several stops: who takes ``field`` for one of ``purposes`` goes this way."""

    field: Slug
    purposes: list[Annotated[Purpose, Field(strict=False)]] = []
    stops: Annotated[list[Slug], Field(min_length=2, max_length=10)]


class NumbersSettings(Table):
    """The shape and range of a day's numbers."""

    shape: Literal["letter", "series"] = "letter"
    first: Annotated[int, Field(ge=0, le=999)] = 1
    last: Annotated[int, Field(ge=1, le=999)] = 999
    by_hand: Annotated[int, Field(ge=0, le=200)] = 40


class RulesSettings(Table):
    """Who is next."""

    order: Literal["ageing", "first_come", "strict", "one_in", "over_target"] = "ageing"
    priority_rate: Annotated[float, Field(ge=1, le=100)] = 2
    priority_cap_minutes: Annotated[float, Field(gt=0, le=480)] | None = 30
    one_in: Annotated[int, Field(ge=1, le=20)] = 2
    auto_gap_seconds: Annotated[float, Field(ge=0, le=600)] = 5
    max_calls: Annotated[int, Field(ge=1, le=9)] = 3
    grace_minutes: Annotated[float, Field(ge=0, le=480)] = 15
    hold_minutes: Annotated[int, Field(ge=0, le=480)] = 15


class RatingReason(NamedSettings):
    """Why somebody is not satisfied."""


class RatingsSettings(Table):
    """The citizen's judgement of a service (domain: "The rating")."""

    ask_seconds: Annotated[int, Field(ge=5, le=600)] = 60
    """How long a tablet asks after a service."""
    days: Annotated[int, Field(ge=0, le=30)] = 1
    """How long a service can be rated from a phone."""
    at_kiosk: Literal["number", "slip", "off"] = "number"
    """A kiosk asks whoever types their number or scans their slip, scans it, or nobody."""
    per_minute: Annotated[int, Field(ge=1, le=600)] = 10
    """How many judgements one kiosk, tablet or phone may send."""
    reasons: list[RatingReason] = [
        RatingReason(id="thai-do", name="Thái độ phục vụ", name_en="Attitude"),
        RatingReason(id="cho-lau", name="Chờ lâu", name_en="Long wait"),
        RatingReason(id="huong-dan", name="Hướng dẫn chưa rõ", name_en="Unclear guidance"),
        RatingReason(id="di-lai", name="Phải đi lại nhiều lần", name_en="Had to come again"),
        RatingReason(id="khac", name="Lý do khác", name_en="Another reason"),
    ]


class AlertsSettings(Table):
    """When the supervisors' hall speaks up about queues and counters."""

    waiting: Annotated[int, Field(ge=1, le=1000)] = 15
    service_factor: Annotated[float, Field(ge=1, le=20)] = 3
    idle_minutes: Annotated[float, Field(gt=0, le=240)] = 5


class AccountsSettings(Table):
    """How sign-ins are guarded; ``idle_minutes`` 0 never locks a page."""

    longest_wait_minutes: Annotated[float, Field(gt=0, le=1440)] = 15
    names_an_address: Annotated[int, Field(ge=1, le=10_000)] = 20
    idle_minutes: Annotated[float, Field(ge=0, le=720)] = 10


class CentreSettings(Table):
    """A whole centre."""

    id: Slug
    name: Text
    name_en: Text
    note: str = ""
    timezone: Annotated[str, AfterValidator(_is_timezone)] = "Asia/Ho_Chi_Minh"
    identifier: Identifier
    public_url: PublicUrl | None = None
    proxies: list[Network] = []
    languages: Annotated[list[Language], Field(min_length=1)] = ["vi", "en"]
    dossier_pattern: Annotated[str, AfterValidator(_is_pattern)] = DOSSIER_PATTERN
    hours: HoursSettings = HoursSettings()
    numbers: NumbersSettings = NumbersSettings()
    rules: RulesSettings = RulesSettings()
    speech: SpeechSettings = SpeechSettings()
    alerts: AlertsSettings = AlertsSettings()
    ratings: RatingsSettings = RatingsSettings()
    follow: FollowSettings = FollowSettings()
    keeping: KeepingSettings = KeepingSettings()
    copies: CopiesSettings | None = None
    webhooks: Annotated[list[WebhookSettings], Field(max_length=10)] = []
    session_end: SessionEndSettings = SessionEndSettings()
    day_end: DayEndSettings | None = None
    dossiers: DossiersSettings = DossiersSettings()
    accounts: AccountsSettings = AccountsSettings()
    public_page: PublicPageSettings = PublicPageSettings()
    phone: PhoneSettings = PhoneSettings()
    appointments: AppointmentsSettings = AppointmentsSettings()
    priorities: list[PrioritySettings] = []
    pause_reasons: list[Text] = [
        "Nghỉ giải lao",
        "Họp đột xuất",
        "Xử lý công việc khẩn cấp",
        "Hỗ trợ đồng nghiệp",
        "Khác",
    ]
    zones: Annotated[list[NamedSettings], Field(min_length=1)]
    agencies: Annotated[list[AgencySettings], Field(min_length=1)]
    fields: Annotated[list[FieldSettings], Field(min_length=1)]
    counters: Annotated[list[CounterSettings], Field(min_length=1)]
    posts: list[PostSettings] = []
    routes: list[RouteSettings] = []

    def way(self, field: str, purpose: str | None) -> list[str]:
        """The fields that a ticket of this field and purpose goes through, in order."""
        for route in self.routes:
            if route.field == field and (not route.purposes or purpose in route.purposes):
                return list(route.stops)
        return [field]

    def catalogue_matches(self) -> dict[tuple[str | None, str | None], str]:
        """(catalogue field, catalogue agency) to the field that takes it; None stands for any."""
        return {
            (match.field, match.agency): field.id
            for field in self.fields
            for match in field.catalogue
        }
