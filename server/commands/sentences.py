"""The sentences of a centre's calls, and the words of them that no clip says.

Clips are the board program's business: it is asked as a process.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from server.rules.announcement import Speech
from server.rules.repertoire import repertoire
from server.settings import CentreSettings, FolderSettings

CHECK = "display_board.voice.check"
TEMPLATES = {"call_vi", "recall_vi", "call_en", "recall_en", "citizen", "organisation"}

Sentence = tuple[str, str]  # language, text


def sentences_of(centre: CentreSettings) -> Iterator[Sentence]:
    """Calls that use every word which the calls of this centre can have."""
    series = [field.series for field in centre.fields]
    counters = [counter.number for counter in centre.counters]
    speech = Speech(**centre.speech.chosen())
    return repertoire(series, counters, centre.languages, speech)


def as_lines(sentences: Iterable[Sentence]) -> str:
    """The sentences as the board program's check reads them."""
    return "".join(f"{language}\t{text}\n" for language, text in sentences)


def words_without_clip(settings: FolderSettings, folder: Path) -> dict[str, list[str]]:
    """By the name of a board's file: the words of calls, in quotes, that its clips do not say.

    The program's own clips say whatever a call can be without templates of the centre's own
    (``whole_repertoire``, held to in the tests): they are asked only about those.
    """
    lines = as_lines(sentences_of(settings.centre))
    own_words = bool(TEMPLATES & settings.centre.speech.chosen().keys())
    return {
        file: _words(folder / board.sounds if board.sounds else None, lines)
        for file, board in settings.boards.items()
        if own_words or board.sounds
    }


def _words(sounds: Path | None, lines: str) -> list[str]:
    command = [sys.executable, "-m", CHECK, "--words", *([str(sounds)] if sounds else [])]
    told = subprocess.run(command, input=lines.encode(), capture_output=True, check=True)  # noqa: S603
    pairs = [line.split("\t") for line in told.stdout.decode("utf-8").splitlines()]
    return [f"{word!r} ({language})" for language, word in pairs]
