"""How single phrases are said best: what a recogniser understood, tried by hand and by machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tools.voice.spelling import Sounds

SPEED = 0.85  # much slower, and the model begins to utter syllables that are not there
STRETCH = 1.5  # so much longer than the model's own is each sound


@dataclass(frozen=True, slots=True)
class Choice:
    """The pace of a phrase, and other sounds and lengths than by rule for some of its syllables.

    ``late_ms``: so much later than where the opening should end it is cut off.
    """

    speed: float = SPEED
    stretch: float = STRETCH
    sounds: Mapping[str, Sounds] = field(default_factory=dict)
    lengths: Mapping[str, float] = field(default_factory=dict)
    late_ms: int = 0


EVERYWHERE: dict[str, Sounds] = {"số": ("s", "oʊ", "")}
GUIDE: dict[str, Sounds] = {
    "xin": ("s", "iː", "n"), "mời": ("m", "ʌː", "ɪ"), "bà": ("b", "aː", ""),
    "chọn": ("ʨ", "ɔ", "n"), "lĩnh": ("l", "i", "ɲ"), "vực": ("v", "ɯ", "k"),
    "dấu": ("z", "ʌ", "ʊ"), "chờ": ("ʧ", "ʌː", ""), "giấy": ("z", "ʌ", "ɪ"),
    "hiện": ("x", "iə", "n"), "bộ": ("b", "o", ""),
}  # fmt: skip
"""What is understood better than the sounds by rule, within the guide's sentences."""

NAMES = {
    "ép": ("", "ɛː", "p"), "i": ("", "iː", ""), "gi": ("zj", "iː", ""), "o": ("", "ɔː", ""),
    "quy": ("k", "wiː", ""), "dét": ("z", "ɛː", "t"), "đê": ("d", "eː", ""),
    "bờ": ("b", "ɤː", ""), "cờ": ("k", "ɤː", ""), "dờ": ("z", "ɤː", ""), "đờ": ("d", "ɤː", ""),
    "phờ": ("f", "ɤː", ""), "hờ": ("h", "ɤː", ""), "giờ": ("z", "ɤː", ""), "pờ": ("p", "ɤː", ""),
    "quờ": ("kw", "ɤː", ""), "tờ": ("t", "ɤː", ""), "vờ": ("v", "ɤː", ""), "xờ": ("s", "ɤː", ""),
}  # fmt: skip
"""Letters named aloud: alone between digits, so their vowels are long."""

OPENING = "xin mời ông bà"
UNHURRIED = {
    "xin": ("s", "iː", "n"), "mời": ("m", "ɤː", "ɪ"), "ông": ("", "oː", "ŋ"), "bà": ("b", "aː", ""),
}  # fmt: skip

SENTENCES = (
    f"{OPENING} chọn cơ quan",
    f"{OPENING} chọn lĩnh vực",
    f"{OPENING} viết tên thủ tục, không cần dấu",
    f"{OPENING} đưa mã trên giấy hẹn vào máy quét",
    f"{OPENING} chờ đến lượt",
    "xin hỏi ông bà còn ở đây không",
    "xin lỗi ông bà, hiện chưa lấy được số",
    "máy in hết giấy",
    f"{OPENING} chờ giây lát rồi lấy số tiếp",
)

CHOICES = {
    OPENING: Choice(sounds=UNHURRIED),
    **{sentence: Choice(stretch=1.0, sounds=GUIDE) for sentence in SENTENCES},
    f"{OPENING} lấy số": Choice(stretch=1.0, sounds=GUIDE, late_ms=60),
    **{name: Choice(stretch=1.3, sounds={name: sounds}) for name, sounds in NAMES.items()},
    "vê kép": Choice(stretch=1.3, sounds={"vê": ("v", "eː", ""), "kép": ("k", "ɛː", "p")}),
    "vờ kép": Choice(stretch=1.3, sounds={"vờ": ("v", "ɤː", ""), "kép": ("k", "ɛː", "p")}),
}


def choice_for(words: str) -> Choice:
    """How a phrase is said: its own choice where there is one, with what holds everywhere."""
    chosen = CHOICES.get(words, Choice())
    return replace(chosen, sounds={**EVERYWHERE, **chosen.sounds})
