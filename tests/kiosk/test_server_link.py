"""The way to the server: lost answers, refusals, silence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fake_centre import FakeCentre, fake_centre

from kiosk import server_link
from kiosk.server_link import Refused, ServerLink, Unreachable
from server.messages import Code, DeviceStatus, Purpose, TicketRequest

WISH = TicketRequest(field="ho-tich", purpose=Purpose.SUBMIT)


@pytest.fixture
def centre() -> Iterator[FakeCentre]:
    with fake_centre() as running:
        yield running


@pytest.fixture
def link(centre: FakeCentre) -> ServerLink:
    return ServerLink(centre.url, centre.token)


def test_an_answer_lost_on_the_way_gives_the_same_number(
    centre: FakeCentre, link: ServerLink
) -> None:
    centre.answers_to_lose = 2
    assert link.issue(WISH, "one-touch").number == "A001"
    assert [key for key, _ in centre.asked] == ["one-touch"] * 3
    assert len(centre.tickets) == 1


def test_two_keys_are_two_numbers(link: ServerLink) -> None:
    assert link.issue(WISH, "one").number == "A001"
    assert link.issue(WISH, "two").number == "A002"


def test_a_refusal_names_its_code_and_is_not_tried_again(
    centre: FakeCentre, link: ServerLink
) -> None:
    centre.refusal = (409, {"code": "field_closed", "reason": "Nghỉ đột xuất"})
    with pytest.raises(Refused) as refused:
        link.issue(WISH, "one-touch")
    assert refused.value.problem.code is Code.FIELD_CLOSED
    assert len(centre.asked) == 1


def test_a_refusal_may_say_when_to_come_again(centre: FakeCentre, link: ServerLink) -> None:
    centre.refusal = (429, {"code": "rate_limited", "retry_after": 7})
    with pytest.raises(Refused) as refused:
        link.issue(WISH, "one-touch")
    assert refused.value.retry_after == 7


def test_a_first_request_still_under_way_is_waited_for(
    centre: FakeCentre, link: ServerLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_link, "ISSUE_PATIENCE", 0.5)
    centre.refusal = (409, {"code": "key_in_progress"})
    with pytest.raises(Refused):
        link.issue(WISH, "one-touch")
    assert len(centre.asked) > 1


def test_a_server_that_is_away_is_not_waited_for_for_ever(
    centre: FakeCentre, link: ServerLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_link, "ISSUE_PATIENCE", 0.3)
    centre.cut()
    with pytest.raises(Unreachable):
        link.issue(WISH, "one-touch")


def test_an_answer_that_is_no_ticket_is_no_number(centre: FakeCentre, link: ServerLink) -> None:
    del centre.issue("one-touch", {"field": "ho-tich"})["number"]
    with pytest.raises(Unreachable):
        link.issue(WISH, "one-touch")


def test_keys_added_to_an_answer_later_disturb_nobody(centre: FakeCentre, link: ServerLink) -> None:
    centre.issue("one-touch", {"field": "ho-tich"})["added_next_year"] = 1
    assert link.issue(WISH, "one-touch").number == "A001"


def test_a_bad_token_is_refused(centre: FakeCentre) -> None:
    with pytest.raises(Refused) as refused:
        ServerLink(centre.url, "another token").report(DeviceStatus(printer="ok"))
    assert refused.value.problem.code is Code.NOT_SIGNED_IN
