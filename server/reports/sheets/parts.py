"""What the rows of a report are called: days, hours, fields, counters and people by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from server.centre import Centre
from server.messages import Language
from server.store import Transaction
from server.store.people import names_of_people

WEEKDAYS = (
    ("Thứ Hai", "Monday"),
    ("Thứ Ba", "Tuesday"),
    ("Thứ Tư", "Wednesday"),
    ("Thứ Năm", "Thursday"),
    ("Thứ Sáu", "Friday"),
    ("Thứ Bảy", "Saturday"),
    ("Chủ Nhật", "Sunday"),
)
NOTHING = {
    "procedure": ("Không chọn thủ tục", "No procedure chosen"),
    "counter": ("Chưa được gọi", "Not called"),
    "officer": ("Chưa được gọi", "Not called"),
    "agency": ("Chưa rõ cơ quan", "Agency not known"),
    "field": ("Chưa rõ lĩnh vực", "Field not known"),
    "reason": ("Không nêu lý do", "No reason given"),
    "origin": ("Tại trung tâm", "At the centre"),
}

ORIGINS = {
    "phone": ("Từ điện thoại", "On a phone"),
    "appointment": ("Theo hẹn", "By appointment"),
}

LAST = 10**6

Namer = Callable[[str], str]


def namer(centre: Centre, tx: Transaction, by: str | None, language: Language) -> Namer:
    """Gives a part's name by its key."""
    english = language == "en"
    if by == "hour":
        return lambda key: f"{key}:00–{int(key) + 1:02d}:00"
    if by == "weekday":
        return lambda key: WEEKDAYS[int(key)][english]
    known = _known(centre, tx, by, english)
    nothing = NOTHING.get(by or "", ("", ""))[english]

    def name(key: str) -> str:
        if not key:
            return nothing
        if by == "procedure":
            procedure = centre.catalogue.find(key)
            return f"{key} {procedure.name}" if procedure is not None else key
        return known.get(key, key)

    return name


def _known(centre: Centre, tx: Transaction, by: str | None, english: bool) -> dict[str, str]:
    if by == "field":
        return {one.id: one.name_en if english else one.name for one in centre.settings.fields}
    if by == "agency":
        return {one.id: one.name_en if english else one.name for one in centre.settings.agencies}
    if by == "counter":
        word = "Counter" if english else "Quầy"
        counters = centre.settings.counters
        return {one.id: f"{word} {one.number} · {one.name}" for one in counters}
    if by == "officer":
        return dict(names_of_people(tx))
    if by == "origin":
        return {key: names[english] for key, names in ORIGINS.items()}
    return {}


def in_order(centre: Centre, by: str | None, keys: Iterable[str]) -> list[str]:
    """Parts as people look for them: as the centre lists them, else by their keys.

    What belongs to none comes last.
    """
    listed = {one: place for place, one in enumerate(_listed(centre, by))}
    return sorted(keys, key=lambda key: (key == "", listed.get(key, LAST), key))


def _listed(centre: Centre, by: str | None) -> list[str]:
    settings = centre.settings
    if by == "counter":
        return [one.id for one in sorted(settings.counters, key=lambda one: one.number)]
    if by == "field":
        return [one.id for one in settings.fields]
    return [one.id for one in settings.agencies] if by == "agency" else []
