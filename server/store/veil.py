"""What the log says of a person, kept beside it: the line itself holds only a seal.

A seal is HMAC-SHA256 over the text with a salt of its own.  While salt and text are kept, anybody
can check that they belong to the line; once they are deleted nothing of the text is left, and the
chain of the log still holds.  (NIST SP 800-107r1 on HMAC; the idea is that of a commitment.)
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

SEAL = "seal:"
DOSSIER, NOTE = "dossier", "note"
TEXTS = {"note": NOTE, "reason": NOTE, "comment": NOTE, "code": DOSSIER}
CODE_WORD = re.compile(r"[a-z_]{1,40}")
"""A word of ours, such as ``first_come``, says nothing of anybody."""
PUBLIC = frozenset({"counter_paused"})
"""Reasons of these lines come from the configuration's list."""


@dataclass(frozen=True, slots=True)
class Part:
    """A sealed text: its seal in the line, its salt, the text, and its kind."""

    seal: str
    salt: str
    text: str
    kind: str


def sealed(event: str, data: Mapping[str, Any]) -> tuple[dict[str, Any], list[Part]]:
    """The data as the line holds it, and the texts that are kept beside it."""
    parts: list[Part] = []
    told = dict(data)
    for key, kind in TEXTS.items():
        if event not in PUBLIC and _is_personal(told.get(key)):
            told[key] = _seal(told[key], kind, parts)
    dossiers = told.get("dossiers")
    if isinstance(dossiers, Mapping):
        told["dossiers"] = {_seal(code, DOSSIER, parts): dossiers[code] for code in dossiers}
    elif dossiers:
        told["dossiers"] = [_seal(code, DOSSIER, parts) for code in dossiers]
    return told, parts


def opened(data: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    """The data with its texts again.

    What was forgotten is ``None``, or missing among the dossiers; ``forgotten`` counts it.
    """
    told = dict(data)
    if lost := sum(seal not in texts for seal in seals_in(data)):
        told["forgotten"] = lost
    for key in TEXTS:
        if is_seal(told.get(key)):
            told[key] = texts.get(told[key])
    dossiers = told.get("dossiers")
    if isinstance(dossiers, Mapping):
        told["dossiers"] = dict(_opened_pairs(dossiers, texts))
    elif dossiers:
        texts_of = (_text(code, texts) for code in dossiers)
        told["dossiers"] = [text for text in texts_of if text is not None]
    return told


def belongs(part: Part) -> bool:
    """Whether a text is the one that was sealed."""
    return hmac.compare_digest(part.seal, _digest(part.salt, part.text))


def is_seal(value: object) -> bool:
    """Whether a value in a line stands for a text kept beside it."""
    return isinstance(value, str) and value.startswith(SEAL)


def seals_in(data: Mapping[str, Any]) -> Iterator[str]:
    """Every seal of a line."""
    named = [data.get(key) for key in TEXTS]
    yield from (value for value in (*named, *(data.get("dossiers") or ())) if is_seal(value))


def _is_personal(value: object) -> bool:
    return isinstance(value, str) and bool(value) and CODE_WORD.fullmatch(value) is None


def _seal(text: str, kind: str, parts: list[Part]) -> str:
    salt = secrets.token_hex(16)
    seal = _digest(salt, text)
    parts.append(Part(seal, salt, text, kind))
    return seal


def _digest(salt: str, text: str) -> str:
    return SEAL + hmac.new(bytes.fromhex(salt), text.encode(), hashlib.sha256).hexdigest()


def _opened_pairs(
    dossiers: Mapping[str, Any], texts: Mapping[str, str]
) -> Iterator[tuple[str, Any]]:
    for code, outcome in dossiers.items():
        if (text := _text(code, texts)) is not None:
            yield text, outcome


def _text(code: str, texts: Mapping[str, str]) -> str | None:
    return texts.get(code) if is_seal(code) else code
