"""Histograms of durations, from which median and percentiles are exact to five seconds.

A histogram is kept as bytes: one 32-bit count for each five seconds, packed.  Read as one long
number each, many are added in one sum, because no count reaches 2^32: a year of days takes a
moment.
"""

from __future__ import annotations

import math
import struct
import zlib
from collections import Counter as Tally
from collections.abc import Iterable

RESOLUTION_S = 5
LONGEST_S = 24 * 3600
"""What took longer counts as this long; the longest itself is kept beside the histogram."""
EMPTY = b""


def histogram(seconds: Iterable[int]) -> bytes:
    """The histogram of durations in whole seconds."""
    counts = Tally(min(one, LONGEST_S) // RESOLUTION_S for one in seconds)
    if not counts:
        return EMPTY
    lanes = [0] * (max(counts) + 1)
    for lane, count in counts.items():
        lanes[lane] = count
    return zlib.compress(struct.pack(f"<{len(lanes)}I", *lanes), 1)


def together(histograms: Iterable[bytes]) -> bytes:
    """One histogram of many."""
    total = sum(int.from_bytes(zlib.decompress(one), "little") for one in histograms if one)
    if not total:
        return EMPTY
    lanes = (total.bit_length() + 31) // 32
    return zlib.compress(total.to_bytes(4 * lanes, "little"), 1)


def percentile(of: bytes, share: float) -> int | None:
    """Seconds that ``share`` of the durations do not exceed (nearest rank), to five seconds.

    ``None`` where there is none.
    """
    if not of:
        return None
    raw = zlib.decompress(of)
    lanes = struct.unpack(f"<{len(raw) // 4}I", raw)
    rank, seen = math.ceil(share * sum(lanes)), 0
    for lane, count in enumerate(lanes):
        seen += count
        if seen >= rank:
            return lane * RESOLUTION_S
    raise AssertionError("the ranks end with the last lane")
