"""What a bank cannot say: the words that no clip of it covers."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from display_board.voice.bank import TABLE, Phrase, Word, cover, phrase_of, rows_of, words_of

Wanted = tuple[str, str]  # language, sentence


def gaps(folder: Path, wanted: Iterable[Wanted]) -> Iterator[str]:
    """One line for each word that some sentence lacks."""
    for language, word in lacking(folder, wanted):
        yield f"{TABLE}: expected a clip that says {word!r} ({language}), found none"


def lacking(folder: Path, wanted: Iterable[Wanted]) -> Iterator[tuple[str, str]]:
    """(language, word) of each word that some sentence lacks, once; letters as capitals."""
    known = known_phrases(folder)
    words = dict.fromkeys(
        (language, word)
        for language, sentence in wanted
        for word in missing_words(sentence, known.get(language, set()))
    )
    for language, word in words:
        yield language, word.upper() if len(word) == 1 else word


def known_phrases(folder: Path) -> dict[str, set[Phrase]]:
    """What the clips of a folder say, by language; lines without their file do not count."""
    known: dict[str, set[Phrase]] = {}
    for row in rows_of(folder):
        if (folder / (row.get("file") or "")).is_file():
            phrase = phrase_of(row.get("text") or "")
            known.setdefault(row.get("language") or "vi", set()).add(phrase)
    return known


def missing_words(sentence: str, known: Container[Phrase]) -> list[str]:
    """The words that clips cannot cover, as few as possible."""
    words = words_of(sentence)
    if cover(words, known) is not None:
        return []
    covered = _most_covered(words, known)
    return [word.text for index, word in enumerate(words) if index not in covered]


def _most_covered(words: list[Word], known: Container[Phrase]) -> set[int]:
    """The places of the words that clips can cover, when as many as possible shall be."""
    best: list[set[int]] = [set()]
    for end in range(1, len(words) + 1):
        ways = [best[end - 1]]
        ways += [
            best[start] | set(range(start, end))
            for start in range(end)
            if tuple(word.text for word in words[start:end]) in known
        ]
        best.append(max(ways, key=len))
    return best[-1]
