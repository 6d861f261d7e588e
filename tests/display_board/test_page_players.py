"""Which page speaks for a zone: one at a time, the next when it goes, and nothing said twice."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from board_program import until

from display_board import page_players
from display_board.page_players import NobodyPlays, PagePlayers
from display_board.page_sink import FirstThatPlays, PageSink
from display_board.voice import SoundFailed
from display_board.voice.samples import Samples, silence


class Pages:
    """Pages as the program sees them: what each was told, and what it answers."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str, str]] = []
        self.answers: dict[str, list[str]] = {}
        self.changes = 0
        self.players = PagePlayers(self._tell, self._changed)

    def _tell(self, page: str, event: str, told: dict[str, Any]) -> None:
        label = str(told.get("label", ""))
        self.told.append((page, event, label))
        if event == "say":
            threading.Thread(target=self._answer, args=(page, label), daemon=True).start()

    def _answer(self, page: str, label: str) -> None:
        for answer in self.answers.get(page, ["began", "ended"]):
            if answer == "gone":
                self.players.gone(page)
            elif answer == "muted":
                self.players.says(page, False)
            else:
                getattr(self.players, answer)(page, label)

    def _changed(self) -> None:
        self.changes += 1

    def said(self) -> list[tuple[str, str]]:
        return [(page, label) for page, event, label in self.told if event == "say"]


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> Pages:
    monkeypatch.setattr(page_players, "BEGINS_WITHIN_S", 0.3)
    monkeypatch.setattr(page_players, "OVERDUE_S", 0.3)
    return Pages()


def say(pages: Pages, label: str = "one") -> int:
    """Have it said; how often it was begun."""
    begun: list[None] = []
    pages.players.say(label, f"/said/{label}", 0.1, lambda: begun.append(None))
    return len(begun)


def test_the_first_page_that_can_play_speaks_and_the_others_stay_silent(pages: Pages) -> None:
    for page in ("a", "b", "c"):
        pages.players.says(page, page != "a")
    assert say(pages) == 1
    pages.players.says("a", True)
    assert say(pages, "two") == 1
    assert pages.said() == [("b", "one"), ("b", "two")]


def test_where_no_page_can_play_nobody_is_told(pages: Pages) -> None:
    pages.players.says("a", False)
    with pytest.raises(NobodyPlays, match="Bật âm thanh"):
        say(pages)
    assert pages.said() == []
    assert pages.players.muted() == 1


@pytest.mark.parametrize("how", ["gone", "muted", "failed"])
def test_when_the_speaking_page_fails_before_it_begins_the_next_one_says_it(
    pages: Pages, how: str
) -> None:
    pages.answers["a"] = [how]
    pages.players.says("a", True)
    pages.players.says("b", True)
    assert say(pages) == 1
    assert pages.said() == [("a", "one"), ("b", "one")]
    assert pages.players.player() == "b"


def test_a_page_that_does_not_answer_is_passed_over_and_told_to_be_silent(pages: Pages) -> None:
    pages.answers["a"] = []
    pages.players.says("a", True)
    pages.players.says("b", True)
    assert say(pages) == 1
    assert ("a", "hush", "") in pages.told
    assert pages.said()[-1] == ("b", "one")


@pytest.mark.parametrize("how", ["gone", "muted"])
def test_what_was_begun_is_never_begun_again_elsewhere(pages: Pages, how: str) -> None:
    pages.answers["a"] = ["began", how]
    pages.players.says("a", True)
    pages.players.says("b", True)
    with pytest.raises(SoundFailed):
        say(pages)
    assert pages.said() == [("a", "one")]
    assert say(pages, "two") == 1
    assert pages.said()[-1] == ("b", "two")


def test_a_page_that_never_ends_does_not_hold_up_the_next_call(pages: Pages) -> None:
    pages.answers["a"] = ["began"]
    pages.players.says("a", True)
    with pytest.raises(SoundFailed, match="stopped playing"):
        say(pages)


def test_a_page_may_not_answer_for_another(pages: Pages) -> None:
    pages.answers["a"] = []
    pages.players.says("a", True)
    failed = threading.Event()

    def ask() -> None:
        try:
            say(pages)
        except NobodyPlays:
            failed.set()

    threading.Thread(target=ask, daemon=True).start()
    until(pages.said, "the page is told")
    pages.players.ended("stranger", "one")
    pages.players.ended("a", "another")
    assert failed.wait(5)


def test_a_page_that_becomes_the_player_is_news_and_a_second_one_is_not(pages: Pages) -> None:
    pages.players.says("a", True)
    pages.players.says("b", True)
    assert pages.changes == 1
    pages.players.gone("a")
    assert pages.changes == 2


class Machine:
    """This machine's sink, with or without a sound card."""

    name = "speakers"
    paced = True

    def __init__(self, fails: str = "") -> None:
        self.fails = fails
        self.played: list[str] = []

    def check(self) -> None:
        if self.fails == "before":
            raise SoundFailed("no sound device")

    def load(self, _samples: Samples[int], _label: str, /) -> None:
        pass

    def play(self, _samples: Samples[int], label: str, started: Any, /) -> None:
        self.check()
        started()
        self.played.append(label)
        if self.fails == "midway":
            raise SoundFailed("the sound device stopped taking samples")

    def close(self) -> None:
        pass


def test_with_both_the_machine_speaks_and_a_page_only_while_it_cannot(pages: Pages) -> None:
    pages.players.says("a", True)
    machine = Machine()
    sink = FirstThatPlays(machine, PageSink("main", pages.players))
    sink.play(silence(10), "one", lambda: None)
    machine.fails = "before"
    sink.check()
    sink.play(silence(10), "two", lambda: None)
    assert machine.played == ["one"]
    assert pages.said() == [("a", "two")]


def test_with_both_what_the_machine_had_begun_is_not_said_again_by_a_page(pages: Pages) -> None:
    pages.players.says("a", True)
    sink = FirstThatPlays(Machine("midway"), PageSink("main", pages.players))
    with pytest.raises(SoundFailed, match="stopped taking"):
        sink.play(silence(10), "one", lambda: None)
    assert pages.said() == []


def test_only_the_newest_announcements_are_kept_for_pages(pages: Pages) -> None:
    pages.players.says("a", True)
    sink = PageSink("main", pages.players)
    for number in range(8):
        sink.play(silence(10), f"{number}", lambda: None)
    kept = [number for number in range(8) if sink.wav(f"{number}")]
    assert kept == [4, 5, 6, 7]
