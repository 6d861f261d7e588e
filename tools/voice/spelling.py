"""Vietnamese spelling as the model's phonemes, syllable by syllable, in the speech of Hanoi.

The model knows no Vietnamese: each sound is the nearest one among those it has learnt from other
languages.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

MARKS = {"\u0300": "huyền", "\u0301": "sắc", "\u0309": "hỏi", "\u0303": "ngã", "\u0323": "nặng"}
ONSETS = {
    "": "", "b": "b", "c": "k", "ch": "ʧ", "d": "z", "đ": "d", "g": "ɣ", "gh": "ɣ", "gi": "z",
    "h": "h", "k": "k", "kh": "x", "l": "l", "m": "m", "n": "n", "ng": "ŋ", "ngh": "ŋ",
    "nh": "ɲ", "p": "p", "ph": "f", "qu": "kw", "r": "z", "s": "s", "t": "t", "th": "tʰ",
    "tr": "ʧ", "v": "v", "x": "s",
}  # fmt: skip
NUCLEI = {
    "a": "a", "ă": "a", "â": "ʌ", "e": "ɛ", "ê": "e", "i": "i", "y": "i", "o": "ɔ", "ô": "o",
    "ơ": "ɤ", "u": "u", "ư": "ɨ", "iê": "iə", "yê": "iə", "ia": "iə", "uô": "uə", "ua": "uə",
    "ươ": "ɨə", "ưa": "ɨə", "oa": "wa", "oă": "wa", "oe": "wɛ", "uê": "we", "uâ": "wʌ",
    "uy": "wi",
}  # fmt: skip
CODAS = {
    "": "", "m": "m", "n": "n", "ng": "ŋ", "nh": "ŋ", "p": "p", "t": "t", "c": "k", "ch": "k",
    "i": "ɪ", "y": "ɪ", "o": "ʊ", "u": "ʊ",
}  # fmt: skip
STOPS = ("p", "t", "c", "ch")
ROUNDED = {"ô": "əw", "o": "aw"}  # before ng and c the lips close

Sounds = tuple[str, str, str]  # onset, nucleus, coda


@dataclass(frozen=True, slots=True)
class Syllable:
    """One syllable: how it is written, its sounds as phonemes, its tone.

    ``stopped``: it ends in p, t, c or ch; its tone is then shorter and simpler.
    """

    text: str
    onset: str
    nucleus: str
    coda: str
    tone: str
    stopped: bool


class NotASyllable(Exception):
    """The text cannot be read as a Vietnamese syllable."""


def syllable(text: str, chosen: Mapping[str, Sounds] | None = None) -> Syllable:
    """Read one written syllable: ``quầy`` → kw ʌ ɪ, huyền; ``chosen`` has other sounds for some."""
    bare, tone = _without_tone(text.lower())
    onset = _longest(bare, ONSETS)
    rest = bare[len(onset) :]
    for nucleus in sorted(NUCLEI, key=len, reverse=True):
        coda = rest.removeprefix(nucleus)
        if rest.startswith(nucleus) and coda in CODAS:
            sounds = (chosen or {}).get(text.lower()) or _sounds(onset, nucleus, coda)
            return Syllable(text, *sounds, tone, coda in STOPS)
    raise NotASyllable(f"{text!r} is no Vietnamese syllable")


def _sounds(onset: str, nucleus: str, coda: str) -> Sounds:
    vowel = NUCLEI[nucleus]
    if coda in ("ng", "c"):
        vowel = ROUNDED.get(nucleus, vowel)
    if nucleus == "a" and coda in ("nh", "ch"):
        vowel = "ɛ"
    return ONSETS[onset], vowel, CODAS[coda]


def _longest(bare: str, choices: dict[str, str]) -> str:
    """The longest onset it begins with; in "gì" the i belongs to the vowel too."""
    onset = next(o for o in sorted(choices, key=len, reverse=True) if bare.startswith(o))
    return "g" if onset == bare == "gi" else onset


def _without_tone(text: str) -> tuple[str, str]:
    letters, tone = "", "ngang"
    for character in unicodedata.normalize("NFD", text):
        if character in MARKS:
            tone = MARKS[character]
        else:
            letters += character
    return unicodedata.normalize("NFC", letters), tone
