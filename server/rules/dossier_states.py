"""The national ten states of a dossier, and what its dates say where no state is told."""

from __future__ import annotations

import datetime as dt
import re

from server.rules.word_index import fold

RECEIVED = 2
SETTLING = 4
SETTLED = 9
RETURNED = 10

STATES = {
    1: "Mới đăng ký",
    RECEIVED: "Được tiếp nhận",
    3: "Không được tiếp nhận",
    SETTLING: "Đang xử lý",
    5: "Yêu cầu bổ sung giấy tờ",
    6: "Yêu cầu thực hiện nghĩa vụ tài chính",
    7: "Công dân yêu cầu rút hồ sơ",
    8: "Dừng xử lý",
    SETTLED: "Đã xử lý xong",
    RETURNED: "Đã trả kết quả",
}

WITH_THE_AGENCY = frozenset({RECEIVED, SETTLING})
"""The states whose time runs at the agency: 5 and 6 wait for the citizen, the others are over."""

NUMBERED = re.compile(r"(\d{1,2})\b(.*)", re.ASCII | re.DOTALL)
_BY_NAME = {fold(name): state for state, name in STATES.items()}


def state_named(text: str) -> int | None:
    """``"4"``, ``"Đang xử lý"`` or ``"4. Đang xử lý"`` as 4; ``None`` for anything else."""
    numbered = NUMBERED.fullmatch(text.strip())
    if numbered is None:
        return _BY_NAME.get(fold(text))
    state, name = int(numbered[1]), fold(numbered[2])
    return state if state in STATES and name in ("", fold(STATES[state])) else None


def state_of_dates(received: object, ready: object, returned: object) -> int | None:
    """The state that these dates show, ``None`` when there are none."""
    if returned is not None:
        return RETURNED
    if ready is not None:
        return SETTLED
    return RECEIVED if received is not None else None


def disorder(
    received: dt.date | None, due: dt.date | None, ready: dt.date | None, returned: dt.date | None
) -> str | None:
    """Why these days cannot be, or ``None``: nothing comes before a dossier was received."""
    later = {"due_at": due, "result_ready_at": ready, "returned_at": returned}
    for name, day in later.items():
        if received is not None and day is not None and day < received:
            return f"{name}: expected a day not before received_at"
    if ready is not None and returned is not None and returned < ready:
        return "returned_at: expected a day not before result_ready_at"
    return None
