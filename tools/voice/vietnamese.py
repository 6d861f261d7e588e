"""A Vietnamese sentence spoken: phonemes to the model, and each syllable's tone imposed by rule.

The durations are the model's own.  Its pitch is thrown away and written anew: each rime's tone,
a slow fall over the sentence, straight lines between the rimes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from tools.voice.choices import CHOICES, EVERYWHERE, Choice
from tools.voice.model import Floats, Model, Plan
from tools.voice.spelling import Syllable, syllable
from tools.voice.tones import contour

VOICE = "zf_xiaoyi"
MIDDLE_HZ = 255.0
RANGE, LAST_RANGE = 0.8, 1.0  # how much of a tone's swing is left in the flow, and at a pause
FALL = 2.5  # semitones over a sentence
QUESTION = 3.0  # semitones that a question's last syllable rises
VOICED_HZ = 110.0  # below this the model is on its way to no voice
SILENT_HZ = 8.0  # what it then gives; from 10 on its generator would hum
SOUNDING = "bdɡɣzvmnlɲŋ"  # onsets said with the voice; the model drops it at times
BREATH = "ptkʧʨꭧfsxhʰ"  # said without it
FURTHEST = 13  # values of pitch: the model is heard up to so much ahead of its own durations

Spots: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Token:
    """A phoneme, the syllable it belongs to (none: a gap or a pause) and its part of it."""

    phoneme: str
    syllable: int | None
    part: str


def speak(model: Model, text: str) -> Floats:
    """The sentence, or sentences, of a text; commas and full stops are pauses."""
    chosen = CHOICES.get(text, Choice())
    sounds = {**EVERYWHERE, **chosen.sounds}
    words = re.findall(r"\w+|[,.?!:;]", text.lower() + ("" if text[-1] in ".?!" else "."))
    syllables = [syllable(word, sounds) for word in words if word[0].isalpha()]
    tokens = _tokens(words, syllables)
    phonemes = "".join(token.phoneme for token in tokens)
    plan = model.plan(phonemes, chosen.speed)
    pitch = _pitch(plan, tokens, syllables, text.rstrip().endswith("?"))
    return model.speak(phonemes, Plan(plan.durations, pitch))


def _tokens(words: list[str], syllables: list[Syllable]) -> list[Token]:
    tokens: list[Token] = []
    spoken = 0
    for word in words:
        if not word[0].isalpha():
            tokens[-1:] = [Token("," if word in ":;" else word, None, "pause")]
        else:
            said = syllables[spoken]
            for part in ("onset", "nucleus", "coda"):
                tokens += [Token(phoneme, spoken, part) for phoneme in getattr(said, part)]
            spoken += 1
        tokens.append(Token(" ", None, "gap"))
    return tokens[:-1]


def _pitch(plan: Plan, tokens: list[Token], syllables: list[Syllable], question: bool) -> Floats:
    """Hertz for each value of the plan's pitch; where there is no voice, what the model meant."""
    edges = _edges(plan, tokens)
    voiced = plan.pitch > VOICED_HZ
    for index, token in enumerate(tokens):
        if token.part == "onset" and token.phoneme in SOUNDING:
            voiced[edges[index] + 1 : edges[index + 1]] = True
    semitones = np.full(len(voiced), np.nan)
    for index, said in enumerate(syllables):
        spot = _rime(tokens, edges, index, said, voiced)
        at_pause = _before_pause(tokens, index)
        tone = contour(said.tone, said.stopped, len(spot)) * (LAST_RANGE if at_pause else RANGE)
        semitones[spot] = tone - FALL * (index / max(1, len(syllables) - 1) - 0.5)
        if question and index == len(syllables) - 1:
            semitones[spot] += np.linspace(0, QUESTION, len(spot))
    known = np.flatnonzero(~np.isnan(semitones))
    line = np.interp(np.arange(len(voiced)), known, semitones[known])
    hertz = np.where(voiced, MIDDLE_HZ * 2 ** (line / 12), np.minimum(plan.pitch, SILENT_HZ))
    return hertz.astype(np.float32)


def _edges(plan: Plan, tokens: list[Token]) -> Spots:
    """Where each token begins to be heard, in values of pitch, and where the last one ends.

    The model is heard some 100 ms ahead of its durations; how much is found by laying what should
    be voiced over what it means to voice.
    """
    ends = 2 * np.cumsum(plan.durations).astype(np.int64)
    meant = np.full(len(plan.pitch), -0.5)
    for index, token in enumerate(tokens):
        if token.syllable is not None:
            meant[ends[index] : ends[index + 1]] = -0.5 if token.phoneme in BREATH else 0.5
        elif token.part == "gap":
            meant[ends[index] : ends[index + 1]] = 0.0
    heard = np.where(plan.pitch > VOICED_HZ, 0.5, -0.5)
    size = len(heard)
    lead = max(range(FURTHEST), key=lambda ahead: float(meant[ahead:] @ heard[: size - ahead]))
    return np.maximum(ends - lead, 0)


def _rime(
    tokens: list[Token], edges: Spots, index: int, said: Syllable, voiced: NDArray[np.bool_]
) -> Spots:
    """The voiced values of a syllable's rime; of a stopped one the stop does not count."""
    parts = ("nucleus",) if said.stopped else ("nucleus", "coda")
    places = [
        place
        for place, token in enumerate(tokens)
        if token.syllable == index and token.part in parts
    ]
    begin, end = int(edges[places[0]]), int(edges[places[-1] + 1])
    inside = [spot for spot in range(begin, min(len(voiced), end + 3)) if voiced[spot]]
    if inside:
        begin, end = inside[0], inside[-1] + 1
    return np.arange(begin, max(end, begin + 2))


def _before_pause(tokens: list[Token], index: int) -> bool:
    last = max(place for place, token in enumerate(tokens) if token.syllable == index)
    return last + 1 == len(tokens) or tokens[last + 1].part == "pause"
