"""Bytes of a serial line become one text: the line's silence ends it, its length is bounded.

Endings (CR, LF, both or none) are a setting of each scanner, and a receipt's QR may itself have
several lines: only silence tells where a text ends, a shorter one after an ending.
"""

from __future__ import annotations

LONGEST = 4096
"""Bytes; the largest QR code holds 2,953.  What comes after them is rubbish and is not kept."""

ENDED_SECONDS = 0.05
BROKEN_OFF_SECONDS = 0.2
NOTHING_YET_SECONDS = 0.5


class Reading:
    """One text on its way."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    @property
    def silence(self) -> float:
        """Seconds without a byte after which this text is whole."""
        if not self._bytes:
            return NOTHING_YET_SECONDS
        return ENDED_SECONDS if self._bytes.endswith((b"\r", b"\n")) else BROKEN_OFF_SECONDS

    def feed(self, data: bytes) -> None:
        """More bytes have come."""
        self._bytes += data[: LONGEST - len(self._bytes)]

    def take(self) -> str:
        """The text, without control characters; it is forgotten here.  Empty if there was none."""
        text = self._bytes.decode("utf-8", errors="replace")
        self._bytes.clear()
        return "".join(one if one.isprintable() else " " for one in text).strip()
