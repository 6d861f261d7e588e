"""Halls to look at: few counters and many, short names and the longest, nothing and everything."""

from __future__ import annotations

from typing import Any

from fake_hall import clock_text, counter

NAMES = [
    "Tư pháp",
    "Kinh tế - Hạ tầng - Đô thị",
    "Văn phòng đăng ký đất đai",
    "Văn hóa - Xã hội",
    "Bảo hiểm xã hội – Bộ phận một cửa liên thông",
    "Sở Nông nghiệp và Môi trường",
]
STATES = ["called", "open", "serving", "paused", "closed"]
FIELDS = [
    ("Hộ tịch", 12),
    ("Đất đai", 9),
    ("Chứng thực", 7),
    ("Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)", 3),
    ("Bảo trợ xã hội", 0),
]


def numbered(series: bool, index: int) -> str:
    """A ticket number of one of the two shapes."""
    return f"{index}{100 + index}" if series else f"{'AHKMSX'[index % 6]}{index:03d}"


def counters(count: int, series: bool = False) -> list[dict[str, Any]]:
    """So many counters in every state."""
    found = []
    for number in range(1, count + 1):
        state = STATES[number % len(STATES)]
        busy = state in {"called", "serving"}
        ticket = numbered(series, number) if busy else None
        found.append(counter(number, state, ticket, NAMES[number % len(NAMES)]))
    return found


def calls(count: int, series: bool = False, state: str = "called") -> list[dict[str, Any]]:
    """So many calls, newest first."""
    return [
        {
            "seq": 1000 - index,
            "number": numbered(series, 34 - index),
            "counter": 34 - index,
            "counter_name": NAMES[index % len(NAMES)],
            "field": "ho-tich",
            "nth": 1,
            "at": clock_text(),
            "state": state if index == 0 else "serving",
        }
        for index in range(count)
    ]


def busy_hall(count: int, called: int = 7) -> dict[str, Any]:
    """Everything that a screen may have to show, with so many counters."""
    series = count > 20
    waiting = [{"field": name, "name": name, "count": n} for name, n in FIELDS]
    return {
        "calls": calls(called, series),
        "counters": counters(count, series),
        "waiting": waiting,
        "missed": [numbered(series, n) for n in range(1, 30)],
        "notices": [{"text": "Nghỉ lễ ngày 02/9.", "text_en": "Closed on 2 September."}],
        "trial": True,
    }


OTHER = "Nghỉ lễ ngày 02/9."


def session_end() -> dict[str, Any]:
    """The longest that a hall is told when it closes: what the first notices say."""
    told = (
        ("Trung tâm đã hết giờ làm việc.", "The centre is closed for today."),
        ("Trung tâm xin lỗi Ông/Bà chưa được phục vụ.", "We are sorry that you were not served."),
        (
            "Số đang chờ hết hiệu lực; mời Ông/Bà lấy số mới khi mở cửa lại lúc 07:30 ngày 27/11.",
            "Waiting numbers are closed; please take a new one when we open at 07:30 on 27/11.",
        ),
        (OTHER, OTHER),
    )
    notices = [{"text": text, "text_en": english} for text, english in told]
    return {"session_over": True, "notices": notices}
