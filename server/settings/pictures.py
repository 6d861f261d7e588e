"""Pictures that a configuration names, looked at before the program starts."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

SIGNATURE = b"\x89PNG\r\n\x1a\n"
LARGEST_BYTES = 2_000_000
LARGEST_SIDE = 3000
EXPECTED = f"expected a PNG picture of at most {LARGEST_SIDE} by {LARGEST_SIDE} dots and 2 MB"


def fault_of_png(path: Path) -> str | None:
    """What is wrong with the picture at ``path`` in an operator's words; None for a whole PNG.

    Chunks and their checksums as in the PNG specification (ISO/IEC 15948), section 5.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        return f"{EXPECTED}, found none at {path} ({error.strerror})"
    if not raw.startswith(SIGNATURE) or len(raw) > LARGEST_BYTES:
        return f"{EXPECTED}, found another kind of file at {path}"
    names = list(_whole_chunks(raw[len(SIGNATURE) :]))
    if names[:1] != [b"IHDR"] or names[-1] != b"IEND" or b"IDAT" not in names:
        return f"{EXPECTED}, found a damaged one at {path}"
    width, height = struct.unpack(">II", raw[16:24])
    if not (1 <= width <= LARGEST_SIDE and 1 <= height <= LARGEST_SIDE):
        return f"{EXPECTED}, found {width} by {height} at {path}"
    return None


def _whole_chunks(rest: bytes) -> Iterator[bytes]:
    """The names of the chunks up to the first that is cut off or damaged."""
    while len(rest) >= 12:
        size = int.from_bytes(rest[:4], "big")
        named, check = rest[4 : 8 + size], rest[8 + size : 12 + size]
        if len(check) < 4 or zlib.crc32(named) != int.from_bytes(check, "big"):
            return
        yield named[:4]
        rest = rest[12 + size :]
