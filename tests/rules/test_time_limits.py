"""Time limits as catalogues write them."""

from __future__ import annotations

import pytest

from server.rules.time_limits import working_hours


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("05 ngày làm việc", 40),
        ("15 Ngày", 120),
        ("Không quá 03 ngày làm việc", 24),
        ("4 giờ làm việc", 4),
        ("Trong ngày làm việc", 8),
        ("1 working day", None),
        ("10 days", 80),
        ("0 ngày", None),
        ("9999 ngày", None),
        ("03 ngày kể từ ngày nhận đủ hồ sơ; 05 ngày nếu phải xác minh", None),
        ("", None),
    ],
)
def test_a_limit_is_read_and_what_is_none_is_left_alone(written: str, hours: int | None) -> None:
    assert working_hours(written) == hours
