"""Days and times as registers write them."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest

from server.rules.register_times import moment_of

AT = dt.datetime(2026, 3, 2, 16, 30)
DAY = dt.date(2026, 3, 2)


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("02/03/2026 16:30", AT),
        ("2/3/2026 16:30:00", AT),
        ("02-03-2026, 16h30", AT),
        ("16:30 02/03/2026", AT),
        ("16h30 ngày 02/03/2026", AT),
        ("16 giờ 30 phút, ngày 02 tháng 03 năm 2026", AT),
        (unicodedata.normalize("NFD", "16 Giờ 30, Ngày 02.03.2026"), AT),
        ("2026-03-02 16:30:00.000", AT),
        ("2026-03-02T16:30", AT),
        ("02/03/2026", DAY),
        (" Ngày 2.3.2026 ", DAY),
        ("2026-03-02", DAY),
        ("02/03/2026 00:00:00", DAY),  # what spreadsheets make of a day
        (AT, AT),
        (dt.datetime(2026, 3, 2), DAY),
        (DAY, DAY),
        (46083, DAY),  # a day as spreadsheets count them
        (46083.6875, AT),
        (46083.687499999, AT),
    ],
)
def test_what_is_a_day_or_a_time_is_read(cell: object, moment: dt.date) -> None:
    assert moment_of(cell) == moment
    assert isinstance(moment_of(cell), type(moment))


@pytest.mark.parametrize(
    "cell",
    [
        "", "-", "chưa trả", "30/02/2026", "02/13/2026", "02/03/26", "02/03/1926", "02/03/2206",
        "02/03/2026 25:00", "20260302", "²/3/2026", "#N/A", 0, -1, 1e12, float("nan"), True,
        dt.datetime(1899, 12, 30),
    ],
)  # fmt: skip
def test_anything_else_is_none(cell: object) -> None:
    assert moment_of(cell) is None
