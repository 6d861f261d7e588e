"""``centre.toml``: one centre, its fields, counters, people's posts and rules."""

from __future__ import annotations

import re
from collections import Counter as Tally
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, StringConstraints

from server.messages import Language, Purpose
from server.settings.faults import Fault, SettingsError, Table, load_toml
from server.settings.hours import HoursSettings

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]

DOSSIER_PATTERN = (
    r"^(?:[0-9A-Z]{3}\.[0-9A-Z]{2}\.[0-9A-Z]{2}\.[A-Z]\d{2}|[A-Z]\d{2}(?:\.[0-9A-Z]{2,3}){0,4})"
    r"-(\d{2})(\d{2})(\d{2})-(\d{4}|\d{6,7})$"
)


def _is_timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
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


class NamedSettings(Table):
    """An id with its name in both languages."""

    id: Slug
    name: Text
    name_en: Text


class AgencySettings(NamedSettings):
    """Who answers for fields (cơ quan)."""


class CatalogueMatch(Table):
    """Which catalogue rows a field stands for: a catalogue field, an agency, or both together."""

    field: Text | None = None
    agency: Text | None = None


class FieldSettings(NamedSettings):
    """A field (lĩnh vực), as citizens meet it at the kiosk."""

    series: Annotated[str, StringConstraints(pattern=r"^(?:[A-Z]|[1-9]\d?)$")]
    agency: Slug
    icon: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")] | None = None
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
    purposes: list[Purpose] = []
    stops: Annotated[list[Slug], Field(min_length=2, max_length=10)]


class NumbersSettings(Table):
    """The shape and range of a day's numbers."""

    shape: Literal["letter", "series"] = "letter"
    first: Annotated[int, Field(ge=0, le=999)] = 1
    last: Annotated[int, Field(ge=1, le=999)] = 999


class RulesSettings(Table):
    """Who is next."""

    order: Literal["ageing", "first_come", "strict", "one_in", "over_target"] = "ageing"
    priority_rate: Annotated[float, Field(ge=1, le=100)] = 2
    priority_cap_minutes: Annotated[float, Field(gt=0, le=480)] | None = 30
    one_in: Annotated[int, Field(ge=1, le=20)] = 2
    auto_gap_seconds: Annotated[float, Field(ge=0, le=600)] = 5
    max_calls: Annotated[int, Field(ge=1, le=9)] = 3


class SpeechSettings(Table):
    """How numbers are said, by region (domain: North says linh and nghìn)."""

    zero_ten: Literal["linh", "lẻ"] = "linh"
    thousand: Literal["nghìn", "ngàn"] = "nghìn"
    letters: Literal["a-bê-xê", "a-bờ-cờ"] = "a-bê-xê"


class CentreSettings(Table):
    """A whole centre."""

    id: Slug
    name: Text
    name_en: Text
    note: str = ""
    timezone: Annotated[str, AfterValidator(_is_timezone)] = "Asia/Ho_Chi_Minh"
    identifier: Annotated[str, StringConstraints(pattern=r"^[A-Z]\d{2}(?:\.[0-9A-Z]{2,3}){0,4}$")]
    public_url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+(?:/\S*)?$")] | None = (
        None
    )
    languages: Annotated[list[Language], Field(min_length=1)] = ["vi", "en"]
    dossier_pattern: Annotated[str, AfterValidator(_is_pattern)] = DOSSIER_PATTERN
    hours: HoursSettings = HoursSettings()
    numbers: NumbersSettings = NumbersSettings()
    rules: RulesSettings = RulesSettings()
    speech: SpeechSettings = SpeechSettings()
    priorities: list[NamedSettings] = []
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


def load_centre(folder: Path) -> CentreSettings:
    """Read and cross-check ``centre.toml`` in a centre's folder.

    Raises ``SettingsError`` naming every fault.
    """
    path = folder / "centre.toml"
    centre = load_toml(path, CentreSettings)
    faults = [Fault(path.name, key, expected) for key, expected in _disagreements(centre)]
    if faults:
        raise SettingsError(faults)
    return centre


def _disagreements(centre: CentreSettings) -> list[tuple[str, str]]:
    return [
        *_repeats(centre),
        *_unknown_names(centre),
        *_wrong_series(centre),
        *_wrong_routes(centre),
    ]


def _repeats(centre: CentreSettings) -> list[tuple[str, str]]:
    lists = {
        "zones": [zone.id for zone in centre.zones],
        "agencies": [agency.id for agency in centre.agencies],
        "fields": [field.id for field in centre.fields],
        "counters": [counter.id for counter in centre.counters],
        "posts": [post.id for post in centre.posts],
        "priorities": [priority.id for priority in centre.priorities],
        "counters.number": [counter.number for counter in centre.counters],
    }
    return [
        (key, f"expected each once, found {value!r} {count} times")
        for key, values in lists.items()
        for value, count in Tally(values).items()
        if count > 1
    ]


def _unknown_names(centre: CentreSettings) -> list[tuple[str, str]]:
    zones = {zone.id for zone in centre.zones}
    agencies = {agency.id for agency in centre.agencies}
    fields = {field.id for field in centre.fields}
    counters = {counter.id for counter in centre.counters}
    uses = [
        *((f"fields.{f.id}.agency", f.agency, agencies, "an agency") for f in centre.fields),
        *((f"counters.{c.id}.zone", c.zone, zones, "a zone") for c in centre.counters),
        *(
            (f"counters.{c.id}.fields", name, fields, "a field")
            for c in centre.counters
            for name in (*c.fields, *c.secondary)
        ),
        *((f"posts.{p.id}.agency", p.agency, agencies, "an agency") for p in centre.posts),
        *(
            (f"posts.{p.id}.counters", name, counters, "a counter")
            for p in centre.posts
            for name in p.counters
        ),
        *(
            (f"routes.{r.field}", name, fields, "a field")
            for r in centre.routes
            for name in (r.field, *r.stops)
        ),
    ]
    return [
        (key, f"expected {what} of this file, found {name!r}")
        for key, name, known, what in uses
        if name not in known
    ]


def _wrong_series(centre: CentreSettings) -> list[tuple[str, str]]:
    letter = centre.numbers.shape == "letter"
    expected = (
        "expected a letter other than I, O, Q with numbers.shape = 'letter'"
        if letter
        else "expected a number 1 to 99 with numbers.shape = 'series'"
    )
    faults = [
        (f"fields.{field.id}.series", f"{expected}, found {field.series!r}")
        for field in centre.fields
        if (letter and field.series in "IOQ") or field.series.isalpha() != letter
    ]
    if centre.numbers.first > centre.numbers.last:
        faults.append(("numbers.first", "expected a number not above numbers.last"))
    return faults


def _wrong_routes(centre: CentreSettings) -> list[tuple[str, str]]:
    served = {name for counter in centre.counters for name in (*counter.fields, *counter.secondary)}
    starts = [
        (f"routes.{route.field}.stops", f"expected the first stop to be {route.field!r}")
        for route in centre.routes
        if route.stops[0] != route.field
    ]
    unserved = [
        (f"fields.{field.id}", "expected at least one counter that serves this field")
        for field in centre.fields
        if field.id not in served
    ]
    return starts + unserved
