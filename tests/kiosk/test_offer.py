"""What one kiosk offers of its centre."""

from __future__ import annotations

from typing import Any

import pytest
from fake_centre import a_centre, a_field

from kiosk.offer import Offer, found, own_centre
from server.messages import CentreAnswer, ProceduresAnswer
from server.settings import KioskSettings

CENTRE = CentreAnswer.model_validate(
    a_centre(
        fields=[
            a_field("dat-dai", "Đất đai", zones=["khu-a"]),
            a_field("thue", "Thuế", zones=["khu-a", "khu-b"], open=False),
            a_field("cong-an", "Công an", zones=["khu-b"]),
        ]
    )
)


def offered(**settings: Any) -> list[str]:
    return [field.id for field in own_centre(CENTRE, KioskSettings(**settings)).fields]


def test_a_kiosk_offers_every_field_unless_told_otherwise() -> None:
    assert offered() == ["dat-dai", "thue", "cong-an"]


def test_a_kiosk_of_a_zone_offers_that_zones_fields() -> None:
    assert offered(zone="khu-a") == ["dat-dai", "thue"]


def test_a_kiosk_with_a_list_offers_what_is_on_it() -> None:
    assert offered(fields=["cong-an"]) == ["cong-an"]
    assert offered(zone="khu-a", fields=["cong-an"]) == []


@pytest.mark.parametrize(
    ("field", "in_service", "offer"),
    [
        ("dat-dai", True, Offer.HERE),
        ("thue", True, Offer.CLOSED),
        ("cong-an", True, Offer.ELSEWHERE),
        ("dat-dai", False, Offer.NOT_RECEIVED),
        (None, True, Offer.NOT_RECEIVED),
    ],
)
def test_a_procedure_says_whether_it_can_be_taken_here(
    field: str | None, in_service: bool, offer: Offer
) -> None:
    entry = {"code": "1.000001", "name": "Cấp lại", "field": field, "field_name": "Đất đai"}
    entry |= {"agency": "Sở", "level": "xã", "in_service": in_service}
    answer = ProceduresAnswer.model_validate({"total": 9, "items": [entry]})
    result = found(answer, CENTRE, KioskSettings(zone="khu-a"))
    assert (result.total, result.items[0].offer) == (9, offer)
