"""How single phrases are said best: what a recogniser understood, tried by hand and by machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tools.voice.spelling import Sounds

SPEED = 0.85  # much slower, and the model begins to utter syllables that are not there
STRETCH = 1.5  # so much longer than the model's own is each sound


@dataclass(frozen=True, slots=True)
class Choice:
    """The pace of a phrase, and other sounds and lengths than by rule for some of its syllables."""

    speed: float = SPEED
    stretch: float = STRETCH
    sounds: Mapping[str, Sounds] = field(default_factory=dict)
    lengths: Mapping[str, float] = field(default_factory=dict)


EVERYWHERE: dict[str, Sounds] = {
    "số": ("s", "oʊ", ""),
    "xin": ("s", "iː", "n"),
    "mời": ("m", "ɤː", "ɪ"),
    "ông": ("", "oː", "ŋ"),
    "bà": ("b", "aː", ""),
}
NAMES = {
    "ép": ("", "ɛː", "p"), "i": ("", "iː", ""), "gi": ("zj", "iː", ""), "o": ("", "ɔː", ""),
    "quy": ("k", "wiː", ""), "dét": ("z", "ɛː", "t"), "đê": ("d", "eː", ""),
    "bờ": ("b", "ɤː", ""), "cờ": ("k", "ɤː", ""), "dờ": ("z", "ɤː", ""), "đờ": ("d", "ɤː", ""),
    "phờ": ("f", "ɤː", ""), "hờ": ("h", "ɤː", ""), "giờ": ("z", "ɤː", ""), "pờ": ("p", "ɤː", ""),
    "quờ": ("kw", "ɤː", ""), "tờ": ("t", "ɤː", ""), "vờ": ("v", "ɤː", ""), "xờ": ("s", "ɤː", ""),
}  # fmt: skip
"""Letters named aloud: alone between digits, so their vowels are long."""

CHOICES = {
    **{name: Choice(stretch=1.3, sounds={name: sounds}) for name, sounds in NAMES.items()},
    "vê kép": Choice(stretch=1.3, sounds={"vê": ("v", "eː", ""), "kép": ("k", "ɛː", "p")}),
    "vờ kép": Choice(stretch=1.3, sounds={"vờ": ("v", "ɤː", ""), "kép": ("k", "ɛː", "p")}),
}


def choice_for(words: str) -> Choice:
    """How a phrase is said: its own choice where there is one, with what holds everywhere."""
    chosen = CHOICES.get(words, Choice())
    return replace(chosen, sounds={**EVERYWHERE, **chosen.sounds})
