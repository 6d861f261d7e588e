"""A simulation's outcome as one picture: waits by half hour, class and field, and loads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

from server.commands.simulation.outcome import Load, Outcome, Waits
from server.commands.simulation.staffing import Plan
from server.settings import CentreSettings

MARGIN, ROW = 56, 24
BAR, GAP, HEIGHT = 34, 8, 240
BELOW_BARS = HEIGHT + 130
NAMES, LENGTH, FIGURES, HOURS = 330, 420, 190, 440
"""Of a row: its name, its longest bar, what is written behind it, also with a plan's hours."""
BLUE, RUST, GREY = "#2f6f9f", "#b3541e", "#5b6670"
LONGEST_NAME = 46
CLASSES = {"normal": "Không ưu tiên", "priority": "Ưu tiên"}
BY_TIME = "Phút chờ theo giờ lấy số: cột là trung bình, vạch là mức 90 % số lượt không vượt quá"
BY_PEOPLE = "Phút chờ theo đối tượng và lĩnh vực: trung bình, vạch 90 %; tỷ lệ gọi đúng thời hạn"
BY_COUNTER = "Cán bộ bận: phần thời gian có người tại quầy"
NOT_MET = "Mở mọi quầy vẫn không đạt mục tiêu"
PLANNED = "; giờ cần mở để đạt mục tiêu"


def as_chart(outcome: Outcome, centre: CentreSettings, plan: Plan | None = None) -> str:
    """An SVG; every figure that is drawn is written beside it too."""
    parts, at = [_text(MARGIN, 28, centre.name, "font-size='17' font-weight='600'")], 56
    for section in (
        _by_time(outcome.half_hours, at),
        _by_people(outcome, centre, at + BELOW_BARS),
        _by_counter(outcome.counters, centre, plan, _below(outcome, at + BELOW_BARS)),
    ):
        parts += section
    height = _below(outcome, at + BELOW_BARS) + (len(outcome.counters) + 3) * ROW
    slots = len(outcome.half_hours) * (BAR + GAP)
    behind = FIGURES if plan is None else HOURS
    width = 2 * MARGIN + max(slots, NAMES + LENGTH + behind)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        'font-family="Be Vietnam Pro, Noto Sans, sans-serif" font-size="13" fill="#1d2733">'
    )
    return "\n".join([head, '<rect width="100%" height="100%" fill="#fff"/>', *parts, "</svg>"])


def _below(outcome: Outcome, at: int) -> int:
    return at + (len(outcome.classes) + len(outcome.fields) + 3) * ROW


def _by_time(slots: Mapping[str, Waits], at: int) -> Iterator[str]:
    yield _text(MARGIN, at, BY_TIME, "font-weight='600'")
    top, floor = _longest(slots.values()), at + 40 + HEIGHT
    for nth, (name, waits) in enumerate(slots.items()):
        x, mean, p90 = MARGIN + nth * (BAR + GAP), waits.mean_s or 0.0, waits.p90_s or 0.0
        bar, mark = HEIGHT * mean / top, floor - HEIGHT * p90 / top
        yield _rect(x, floor - bar, BAR, bar, BLUE)
        yield _rect(x, mark - 1, BAR, 3, RUST)
        yield _middle(x, mark - 6, f"{p90 / 60:.0f}")
        yield _middle(x, floor + 18, name)
        yield _middle(x, floor + 35, f"{mean / 60:.0f}")


def _by_people(outcome: Outcome, centre: CentreSettings, at: int) -> Iterator[str]:
    yield _text(MARGIN, at, BY_PEOPLE, "font-weight='600'")
    names = {field.id: field.name for field in centre.fields}
    rows = [(CLASSES[name], waits) for name, waits in outcome.classes.items()]
    rows += [(names[name], waits) for name, waits in outcome.fields.items()]
    top = _longest(waits for _, waits in rows)
    for nth, (name, waits) in enumerate(rows, start=1):
        mean, p90 = waits.mean_s or 0.0, waits.p90_s or 0.0
        share = "–" if waits.within_target is None else f"{waits.within_target:.0%}"
        y = at + nth * ROW + 4
        yield _text(MARGIN, y, _cut(name))
        yield _rect(MARGIN + NAMES, y - 12, LENGTH * mean / top, 14, BLUE)
        yield _rect(MARGIN + NAMES + LENGTH * p90 / top - 1, y - 14, 3, 18, RUST)
        told = f"{mean / 60:.0f} · {p90 / 60:.0f} phút · {share}"
        yield _text(MARGIN + NAMES + LENGTH + 12, y, told, f"fill='{GREY}'")


def _by_counter(
    loads: Sequence[Load], centre: CentreSettings, plan: Plan | None, at: int
) -> Iterator[str]:
    yield _text(MARGIN, at, _counters_head(plan), "font-weight='600'")
    settings = {counter.id: counter for counter in centre.counters}
    hours = _hours(plan)
    for nth, load in enumerate(loads, start=1):
        y, counter = at + nth * ROW + 4, settings[load.counter]
        yield _text(MARGIN, y, _cut(f"Quầy {counter.number} · {counter.name}"))
        yield _rect(MARGIN + NAMES, y - 12, LENGTH, 14, "#e8edf1")
        yield _rect(MARGIN + NAMES, y - 12, LENGTH * min(1.0, load.busy), 14, BLUE)
        told = " · ".join([f"{load.busy:.0%}", *hours.get(load.counter, [])])
        yield _text(MARGIN + NAMES + LENGTH + 12, y, told, f"fill='{GREY}'")


def _counters_head(plan: Plan | None) -> str:
    if plan is None:
        return BY_COUNTER
    return BY_COUNTER + (PLANNED if plan.met else f". {NOT_MET}")


def _hours(plan: Plan | None) -> dict[str, list[str]]:
    """To each counter the hours at which it is needed."""
    if plan is None or not plan.met:
        return {}
    return {
        one.counter: [
            ", ".join(f"{_clock(begin)}–{_clock(end)}" for begin, end in one.spans)
            or "không cần mở"
        ]
        for one in plan.counters
    }


def _clock(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60}:{minutes % 60:02d}"


def _longest(every: Iterable[Waits]) -> float:
    return max([waits.p90_s or 0.0 for waits in every] or [0.0]) or 60.0


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    size = f'width="{width:.1f}" height="{height:.1f}"'
    return f'<rect x="{x:.1f}" y="{y:.1f}" {size} fill="{colour}"/>'


def _middle(x: float, y: float, text: str) -> str:
    return _text(x + BAR / 2, y, text, "text-anchor='middle' font-size='12'")


def _text(x: float, y: float, text: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {more}>{escape(text)}</text>'
