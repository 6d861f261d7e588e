"""How single texts are said best: what a recogniser understood, tried by hand and by machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tools.voice.spelling import Sounds

SPEED = 0.85  # much slower, and the model begins to utter syllables that are not there


@dataclass(frozen=True, slots=True)
class Choice:
    """The speed for a text, and other sounds than its spelling gives for some of its syllables."""

    speed: float = SPEED
    sounds: Mapping[str, Sounds] = field(default_factory=dict)


EVERYWHERE: dict[str, Sounds] = {"số": ("s", "oʊ", "")}
CHOICES = {
    "Xin mời ông bà chọn cơ quan.": Choice(
        0.85, {"chọn": ("ʨ", "ɔ", "n"), "mời": ("m", "ɤː", "ɪ")}
    ),
    "Xin mời ông bà chọn lĩnh vực.": Choice(
        0.88,
        {
            "xin": ("s", "iː", "n"),
            "mời": ("m", "ʌː", "ɪ"),
            "lĩnh": ("l", "i", "ɲ"),
            "vực": ("v", "ɯ", "k"),
        },
    ),
    "Xin mời ông bà chọn mục đích, rồi bấm Lấy số.": Choice(0.85, {"mời": ("m", "ʌː", "ɪ")}),
    "Mời ông bà gõ tên thủ tục, không cần gõ dấu.": Choice(
        0.78, {"dấu": ("z", "ʌ", "ʊ"), "gõ": ("ɣ", "ɔ", ""), "mời": ("m", "əː", "ɪ")}
    ),
    "Xin mời ông bà đưa mã trên giấy hẹn vào máy quét.": Choice(0.85),
    "Số thứ tự của ông bà là": Choice(
        0.78,
        {
            "của": ("k", "uʌ", ""),
            "tự": ("t", "ɯ", ""),
            "bà": ("b", "aː", ""),
            "thứ": ("tʰ", "ʊ", ""),
        },
    ),
    "Xin mời ông bà ngồi chờ gọi số.": Choice(
        0.78,
        {
            "mời": ("m", "ʌː", "ɪ"),
            "bà": ("b", "aː", ""),
            "gọi": ("ɡ", "ɔ", "ɪ"),
            "ngồi": ("ŋ", "oː", "i"),
        },
    ),
    "Xin lỗi ông bà, hiện chưa lấy được số. Mời ông bà gặp cán bộ hướng dẫn.": Choice(
        0.92, {"mời": ("m", "ɤ", "ɪ"), "bộ": ("b", "o", ""), "hiện": ("x", "iə", "n")}
    ),
    "Máy in hết giấy. Mời ông bà nhớ số trên màn hình.": Choice(
        0.78, {"giấy": ("z", "ʌ", "ɪ"), "mời": ("m", "ɤː", "ɪ")}
    ),
    "Xin mời ông bà chờ giây lát rồi lấy số tiếp.": Choice(0.82, {"chờ": ("ʧ", "ʌː", "")}),
}
