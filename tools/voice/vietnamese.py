"""A Vietnamese text spoken: phonemes to the model, and each syllable's tone imposed by rule.

Sentence by sentence: the durations are the model's own, drawn out; its pitch is thrown away and
written anew: each rime's tone, a slow fall over the sentence, straight lines between the rimes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from tools.voice.choices import OPENING, Choice, choice_for
from tools.voice.model import FRAME, RATE, Floats, Model, Plan
from tools.voice.phrases import PAUSE_MS, Phrase, phrases_of
from tools.voice.spelling import Syllable, syllable
from tools.voice.timing import COMMA, END, START, drawn_out
from tools.voice.tones import contour

VOICE = "zf_xiaoyi"
MIDDLE_HZ = 255.0
RANGE, LAST_RANGE = 0.8, 1.0  # how much of a tone's swing is left in the flow, and at the end
FALL = 2.5  # semitones over a sentence
QUESTION = 3.0  # semitones that a question's last syllable rises
VOICED_HZ = 110.0  # below this the model is on its way to no voice
SILENT_HZ = 8.0  # what it then gives; from 10 on its generator would hum
SOUNDING = "bdɡɣzvmnlɲŋ"  # onsets said with the voice; the model drops it at times
BREATH = "ptkʧʨꭧfsxhʰ"  # said without it
FURTHEST = 13  # values of pitch: the model is heard up to so much ahead of its own durations
TRIM = 10 ** (-38 / 20)
FADE = RATE * 4 // 1000
JOINT_MS = 30
NEAR = (0, 2400)  # samples before and after where a syllable should begin

Spots: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Token:
    """A phoneme, the syllable it belongs to (none: a gap or a pause) and its part of it."""

    phoneme: str
    syllable: int | None
    part: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sound, and at which of its values of pitch each syllable begins to be heard."""

    sound: Floats
    begins: dict[int, int]


def speak(model: Model, text: str) -> Floats:
    """The sentence, or sentences, of a text; commas and full stops are pauses."""
    parts: list[Floats] = []
    for phrase in phrases_of(text):
        parts += [*_sentence(model, phrase), _silence(PAUSE_MS)]
    return np.concatenate(parts[:-1])


def _sentence(model: Model, phrase: Phrase) -> list[Floats]:
    """One sentence; the opening that many share is said once and for all, slowly and alone."""
    if not phrase.words.startswith(f"{OPENING} "):
        return [_edged(_spoken(model, phrase).sound)]
    opening, whole = _spoken(model, Phrase(OPENING, "", 0.5)), _spoken(model, phrase)
    late = RATE * choice_for(phrase.words).late_ms // 1000
    rest = whole.sound[_quietest(whole, len(OPENING.split()), late) :]
    return [_edged(opening.sound), _silence(JOINT_MS), _edged(rest)]


def _quietest(said: Spoken, index: int, late: int) -> int:
    """The sample near the beginning of a syllable where a cut is heard least."""
    at = FRAME * said.begins[index] + late
    near = said.sound[at - NEAR[0] : at + NEAR[1]]
    energy = np.convolve(near**2, np.ones(RATE // 100), "same")
    return int(at - NEAR[0] + energy.argmin())


def _silence(milliseconds: int) -> Floats:
    return np.zeros(RATE * milliseconds // 1000, np.float32)


def _spoken(model: Model, phrase: Phrase) -> Spoken:
    choice = choice_for(phrase.words)
    syllables = [syllable(word, choice.sounds) for word in phrase.parts() if word != ","]
    tokens = _tokens(phrase, syllables)
    phonemes = "".join(token.phoneme for token in tokens)
    plan = drawn_out(
        model.plan(phonemes, choice.speed), _factors(tokens, syllables, choice), _longest(tokens)
    )
    edges = _edges(plan, tokens)
    pitch = _pitch(plan, tokens, syllables, phrase, edges)
    begins = {
        token.syllable: int(edges[place])
        for place, token in reversed(list(enumerate(tokens)))
        if token.syllable is not None
    }
    return Spoken(model.speak(phonemes, Plan(plan.durations, pitch)), begins)


def _tokens(phrase: Phrase, syllables: list[Syllable]) -> list[Token]:
    tokens: list[Token] = []
    spoken = 0
    for part in [*phrase.parts(), phrase.mark or ","]:
        if part in ",.?":
            tokens[-1:] = [Token(part, None, "pause")]
        else:
            for sound in ("onset", "nucleus", "coda"):
                said = getattr(syllables[spoken], sound)
                tokens += [Token(phoneme, spoken, sound) for phoneme in said]
            spoken += 1
        tokens.append(Token(" ", None, "gap"))
    return tokens[:-1]


def _factors(tokens: list[Token], syllables: list[Syllable], choice: Choice) -> NDArray[np.float64]:
    """How much longer than by itself each token lasts; the model counts both ends too."""
    factors = [
        choice.stretch * choice.lengths.get(syllables[token.syllable].text, 1.0)
        if token.syllable is not None
        else 1.0
        for token in tokens
    ]
    return np.array([1.0, *factors, 1.0])


def _longest(tokens: list[Token]) -> NDArray[np.float64]:
    """The most that each token may last, both ends of the model's too."""
    inside = [COMMA if token.part == "pause" else np.inf for token in tokens[:-1]]
    return np.array([START, *inside, *END])


def _pitch(
    plan: Plan, tokens: list[Token], syllables: list[Syllable], phrase: Phrase, edges: Spots
) -> Floats:
    """Hertz for each value of the plan's pitch; where there is no voice, what the model meant."""
    voiced = _voiced(plan, tokens, edges)
    semitones = np.full(len(voiced), np.nan)
    for index, said in enumerate(syllables):
        spot = _rime(tokens, edges, index, said, voiced)
        last = index == len(syllables) - 1
        swing = LAST_RANGE if _before_pause(tokens, index, phrase) else RANGE
        place = phrase.share * (index + 0.5) / len(syllables)
        semitones[spot] = contour(said.tone, said.stopped, len(spot)) * swing - FALL * (place - 0.5)
        if last and phrase.mark == "?":
            semitones[spot] += np.linspace(0, QUESTION, len(spot))
    known = np.flatnonzero(~np.isnan(semitones))
    line = np.interp(np.arange(len(voiced)), known, semitones[known])
    hertz = np.where(voiced, MIDDLE_HZ * 2 ** (line / 12), np.minimum(plan.pitch, SILENT_HZ))
    return hertz.astype(np.float32)


def _before_pause(tokens: list[Token], index: int, phrase: Phrase) -> bool:
    """Whether a comma or an end follows; bare words end nothing, other clips follow them."""
    last = max(place for place, token in enumerate(tokens) if token.syllable == index)
    inside = last + 2 < len(tokens)
    return tokens[last + 1].part == "pause" and (inside or phrase.mark != "")


def _voiced(plan: Plan, tokens: list[Token], edges: Spots) -> NDArray[np.bool_]:
    voiced = plan.pitch > VOICED_HZ
    for index, token in enumerate(tokens):
        if token.part == "onset" and token.phoneme in SOUNDING:
            voiced[edges[index] + 1 : edges[index + 1]] = True
    return voiced


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


def _edged(sound: Floats) -> Floats:
    """Without the near-silence around it, faded, and as loud as the phrases beside it."""
    loud = np.flatnonzero(np.abs(sound) > TRIM * np.abs(sound).max())
    cut = sound[max(0, loud[0] - FADE) : loud[-1] + FADE + 1].copy()
    cut[:FADE] *= np.linspace(0, 1, FADE)
    cut[-FADE:] *= np.linspace(1, 0, FADE)
    return cut / _level(cut)


def _level(sound: Floats) -> np.float32:
    """The RMS of what is no pause, in frames of 20 ms."""
    size = RATE // 50
    frames = [
        float(np.sqrt(np.mean(sound[at : at + size] ** 2))) for at in range(0, len(sound), size)
    ]
    active = [frame for frame in frames if frame > max(frames) * 10 ** (-25 / 20)]
    return np.float32(np.sqrt(np.mean(np.square(active))))
