"""Slips of every kind that a centre may print."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from PIL import Image

from kiosk.slip import Slip, draw_slip
from server.messages import Estimate

LONGEST_FIELD = (
    "Chuyển đổi công ty nhà nước được thành lập và hoạt động theo Luật Doanh nghiệp nhà nước thành"
    " công ty trách nhiệm hữu hạn một thành viên tổ chức và hoạt động theo quy định tại Luật Doanh"
    " nghiệp"
)
LONGEST_FIELD_EN = (
    "Conversion of state companies founded under the Law on State-owned Enterprises into"
    " one-member limited liability companies organised under the Law on Enterprises"
)
FOLLOW_URL = "https://motcua.binhan.hue.gov.vn/t/9fJq2v8Zk3mXw7Lr5Tn1Yp"


def a_slip(**changes: Any) -> Slip:
    """The slip of an ordinary visit to a commune's centre."""
    plain: dict[str, Any] = {
        "number": "A012",
        "centre": (
            "Trung tâm Phục vụ hành chính công phường Bình An",
            "Binh An Ward Public Administrative Service Centre",
        ),
        "field": ("Hộ tịch", "Civil status"),
        "zone": None,
        "counter": 3,
        "purpose": ("Nộp hồ sơ", "Submit a dossier"),
        "issued_at": dt.datetime(2026, 11, 23, 8, 1, 12),
        "ahead": 4,
        "estimate": Estimate(low=12, high=21),
        "follow_url": FOLLOW_URL,
        "footer": ("Vui lòng đợi gọi số!", "Please wait to be called!"),
        "trial": True,
        "english": False,
    }
    return Slip(**{**plain, **changes})


EVERY_KIND = {
    "ordinary": a_slip(),
    "english": a_slip(english=True),
    "apology": a_slip(apology=True),
    "apology english": a_slip(apology=True, english=True, field=(LONGEST_FIELD, LONGEST_FIELD_EN)),
    "longest": a_slip(
        number="34012",
        field=(LONGEST_FIELD, LONGEST_FIELD_EN),
        zone=("Khu A – Tầng 1", "Area A – Floor 1"),
    ),
    "longest english": a_slip(
        number="34012",
        field=(LONGEST_FIELD, LONGEST_FIELD_EN),
        zone=("Khu A – Tầng 1", "Area A – Floor 1"),
        english=True,
    ),
    "copy": a_slip(copy=True),
    "english copy": a_slip(copy=True, english=True),
    "longest copy": a_slip(
        number="34012",
        field=(LONGEST_FIELD, LONGEST_FIELD_EN),
        zone=("Khu A – Tầng 1", "Area A – Floor 1"),
        english=True,
        copy=True,
    ),
    "bare": a_slip(
        counter=None, purpose=None, estimate=None, follow_url=None, trial=False, ahead=0
    ),
}


@cache
def drawn(kind: str, dots: int) -> Image.Image:
    """A slip of ``EVERY_KIND``, drawn once for all tests that only look at it."""
    return draw_slip(EVERY_KIND[kind], dots)
