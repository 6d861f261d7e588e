"""What every screen says when a session ends, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.rules.session_end import EndKind, Way

Words = tuple[str, str]
FEW = 10
"""Numbers that a board's line holds."""

OVER: dict[EndKind, Words] = {
    EndKind.BREAK: ("Trung tâm đang nghỉ trưa.", "The centre is closed for its break."),
    EndKind.EVENING: ("Trung tâm đã hết giờ làm việc.", "The centre is closed for today."),
    EndKind.ALL_CLOSED: ("Hiện các quầy đã đóng.", "All counters are closed now."),
}
FINISHED: Words = (
    "Máy ngừng cấp số. Ông/Bà đang chờ vẫn được phục vụ hết.",
    "No more numbers are given. Everyone who is waiting will still be served.",
)
KEPT: Words = (
    "Số đang chờ được giữ nguyên thứ tự và được gọi đầu tiên khi {}.",
    "Waiting numbers keep their place and are called first when {}.",
)
CLOSED: Words = (
    "Trung tâm xin lỗi Ông/Bà chưa được phục vụ. Số đang chờ hết hiệu lực; mời Ông/Bà lấy số mới"
    " khi {}.",
    "We are sorry that you were not served. Waiting numbers are closed; please take a new one"
    " when {}.",
)
OPENS: Words = ("Mở cửa lại lúc {}.", "Open again at {}.")
COUNTERS_OPEN: Words = ("quầy mở lại", "a counter opens")
CENTRE_OPENS: Words = ("mở cửa lại lúc {}", "the centre opens at {}")


@dataclass(frozen=True, slots=True)
class Said:
    """What is over, and what becomes of those who waited; each in Vietnamese and English."""

    title: Words
    text: Words


def session_words(kind: EndKind, way: Way, numbers: Sequence[str], opens_at: Words | None) -> Said:
    """``numbers`` are those it is about; ``opens_at`` is as people read it in either language."""
    if not numbers:
        return Said(OVER[kind], _filled(OPENS, opens_at) if opens_at else ("", ""))
    over = {Way.FINISH: FINISHED, Way.CARRY_OVER: KEPT, Way.CLOSE: CLOSED}[way]
    again = _filled(CENTRE_OPENS, opens_at) if opens_at else COUNTERS_OPEN
    told = (over[0].format(again[0]), over[1].format(again[1]))
    return Said(OVER[kind], told)


def closed_numbers(numbers: Sequence[str]) -> Words:
    """The first of the closed numbers, and how many more."""
    shown, more = ", ".join(numbers[:FEW]), len(numbers) - FEW
    if more <= 0:
        return f"Số: {shown}.", f"Numbers: {shown}."
    return f"Số: {shown} và {more} số khác.", f"Numbers: {shown} and {more} others."


def every_closed_number(numbers: Sequence[str], most_lines: int) -> list[Words]:
    """All of them, a board's line at a time; the last line counts those that it has no room for."""
    starts = range(0, len(numbers), FEW)[:most_lines]
    ends = [*starts[1:], len(numbers)]
    return [closed_numbers(numbers[start:end]) for start, end in zip(starts, ends, strict=True)]


def _filled(words: Words, value: Words) -> Words:
    return words[0].format(value[0]), words[1].format(value[1])
