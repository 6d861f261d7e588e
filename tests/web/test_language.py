"""Problems in Vietnamese first, in English for who asks for it."""

from __future__ import annotations

import pytest
import requests
from corners import Corner, Corners

from server.messages import Code
from server.rules.tickets import State, WrongMove
from server.web.problems import STATUS, TEXTS
from server.web.wrong_moves import texts_of


@pytest.fixture(scope="module")
def shared(corners: Corners) -> Corner:
    return corners.take()


def title(corner: Corner, accept: str | None) -> str:
    headers = {"Accept-Language": accept} if accept is not None else {"Accept-Language": None}
    answer = requests.get(corner.server.api("/counters"), headers=headers, timeout=20)  # type: ignore[arg-type]
    return str(answer.json()["title"])


@pytest.mark.parametrize(
    ("accept", "said"),
    [
        (None, "Chưa đăng nhập"),
        ("", "Chưa đăng nhập"),
        ("vi", "Chưa đăng nhập"),
        ("vi-VN,vi;q=0.9,en;q=0.8", "Chưa đăng nhập"),
        ("fr-FR,fr", "Chưa đăng nhập"),
        ("*", "Chưa đăng nhập"),
        (";;;,,q=1", "Chưa đăng nhập"),
        ("en", "Not signed in"),
        ("en-GB,en;q=0.9,vi;q=0.8", "Not signed in"),
        ("fr,en;q=0.5", "Not signed in"),
        ("EN-us", "Not signed in"),
    ],
)
def test_a_problem_is_in_the_readers_language(shared: Corner, accept: str, said: str) -> None:
    assert title(shared, accept) == said


def test_every_problem_has_its_words_in_both_languages() -> None:
    assert set(TEXTS) | {Code.WRONG_MOVE} == set(STATUS) == set(Code)
    for words in TEXTS.values():
        for language in ("vi", "en"):
            assert all(words[language])  # type: ignore[index]
        assert words["vi"] != words["en"]


@pytest.mark.parametrize("state", [*State, "closed", "open", "paused"])
def test_a_refused_move_names_the_state_in_words(state: str) -> None:
    words = texts_of(WrongMove(state, "call"))
    assert words["vi"][1].startswith("Hiện tại ")
    assert words["en"][1].startswith("Just now ")
    assert state not in words["vi"][1]


def test_undoing_too_late_is_refused_in_words(shared: Corner) -> None:
    shared.take()
    shared.does("open")
    shared.does("next")
    shared.does("recall")  # it has been heard: nothing is taken back
    answer = shared.press("undo")
    assert (answer.status_code, answer.json()["state"]) == (409, "called")
    assert "trong 10 giây" in answer.json()["detail"]


def test_what_is_wrong_is_named_in_both_languages(shared: Corner) -> None:
    for accept in ("vi", "en"):
        headers = {"Authorization": f"Bearer {shared.kiosk}", "Accept-Language": accept}
        body = {"field": "khong-co"}
        url = shared.server.api("/tickets")
        answer = requests.post(url, json=body, headers=headers, timeout=20)
        assert "khong-co" in answer.json()["detail"]
