"""The voice: clips joined without gaps, a speech engine behind them, and where the sound goes."""

from display_board.voice.bank import SOUNDS, ClipBank
from display_board.voice.engine import Engine
from display_board.voice.sinks import Sink, SoundFailed, make_sink
from display_board.voice.voice import Announcement, Speaks, Voice

__all__ = [
    "SOUNDS",
    "Announcement",
    "ClipBank",
    "Engine",
    "Sink",
    "SoundFailed",
    "Speaks",
    "Voice",
    "make_sink",
]
