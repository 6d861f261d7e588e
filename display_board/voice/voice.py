"""An announcement as samples: chime, Vietnamese, and English where the ticket asks for it.

Clips first; a sentence of which a clip is missing goes whole to the engine; and where neither
can speak there is the chime alone, and the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from display_board.voice.bank import ClipBank, ClipMissing
from display_board.voice.chime import chime
from display_board.voice.engine import Engine, EngineFailed
from display_board.voice.samples import Samples, joined, silence

AFTER_CHIME_MS = 180
BEFORE_ENGLISH_MS = 600
CACHED = 32  # announcements; one of nine seconds takes 0.4 MB


class VoiceFailed(Exception):
    """Nobody can say this; the message says why."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """What will be heard; ``problem`` says which words nobody could say, and why."""

    samples: Samples[int]
    spoken: bool
    problem: str | None = None


class Speaks(Protocol):
    """Whatever can make an announcement of a call's texts."""

    def announcement(self, text_vi: str, text_en: str | None) -> Announcement:
        """Chime and words."""

    def check(self) -> str | None:
        """Why nothing could be said at all, or ``None``."""


class Voice:
    """The clips of one folder and, behind them, an engine (``None``: no engine is wanted)."""

    def __init__(self, bank: ClipBank, engine: Engine | None) -> None:
        self._bank = bank
        self._engine = engine
        self._chime = chime()
        self._cached = lru_cache(maxsize=CACHED)(self._make)

    def announcement(self, text_vi: str, text_en: str | None) -> Announcement:
        """The chime and the texts; the chime alone when nobody can say the Vietnamese one."""
        try:
            return self._cached(text_vi, text_en)
        except VoiceFailed as fault:
            return Announcement(self._chime, spoken=False, problem=str(fault))

    def check(self) -> str | None:
        """Why nothing could be said at all: no clips, and no engine that speaks Vietnamese."""
        if len(self._bank):
            return None
        try:
            self.say("Xin mời", "vi")
        except VoiceFailed as fault:
            return str(fault)
        return None

    def say(self, text: str, language: str) -> Samples[int]:
        """One sentence from clips or engine; raises ``VoiceFailed``."""
        try:
            return self._bank.say(text, language)
        except ClipMissing as missing:
            return self._by_engine(text, language, str(missing))

    def _by_engine(self, text: str, language: str, why_no_clips: str) -> Samples[int]:
        if self._engine is None:
            raise VoiceFailed(why_no_clips)
        try:
            return self._engine.say(text, language)
        except EngineFailed as fault:
            raise VoiceFailed(f"{why_no_clips}; speech engine: {fault}") from fault

    def _make(self, text_vi: str, text_en: str | None) -> Announcement:
        parts = [self._chime, silence(AFTER_CHIME_MS), self.say(text_vi, "vi")]
        if text_en is None:
            return Announcement(joined(parts), spoken=True)
        try:
            parts += [silence(BEFORE_ENGLISH_MS), self.say(text_en, "en")]
        except VoiceFailed as fault:
            return Announcement(joined(parts), spoken=True, problem=str(fault))
        return Announcement(joined(parts), spoken=True)
