"""What one zone's screens show: the server's newest snapshot, and calls that are newer still.

Pure state behind a lock; the clock is passed in.  Every view carries a ``seq`` of this program's
own and the ``run`` that it counts in, so that a page keeps the newest one.
"""

from __future__ import annotations

import datetime as dt
import threading
from enum import StrEnum
from typing import Any

from server.messages import BoardCall, BoardCounter, BoardSnapshot, CallEvent


class Link(StrEnum):
    """How this program stands with the server."""

    CONNECTING = "connecting"
    LIVE = "live"
    LOST = "lost"
    REFUSED = "refused"
    NO_TOKEN = "no_token"  # noqa: S105 - a state, not a token


class Picture:
    """One zone as its screens show it."""

    def __init__(self, zone: str, run: str) -> None:
        self.zone = zone
        self.link = Link.CONNECTING
        self._run = run
        self._lock = threading.Lock()
        self._seq = 0
        self._snapshot: BoardSnapshot | None = None
        self._taken_at = 0.0
        self._newer: list[BoardCall] = []

    @property
    def epoch(self) -> str | None:
        """The epoch of what is shown; ``None`` before the first snapshot."""
        snapshot = self._snapshot
        return snapshot.epoch if snapshot else None

    @property
    def zone_name(self) -> str | None:
        """The zone's name; ``None`` before the first snapshot."""
        snapshot = self._snapshot
        return snapshot.zone_name if snapshot else None

    def take_snapshot(self, snapshot: BoardSnapshot, now: float) -> bool:
        """Show a snapshot if it is newer or of a new epoch; say whether it was."""
        with self._lock:
            shown = self._snapshot
            if shown and shown.epoch == snapshot.epoch and shown.seq >= snapshot.seq:
                if shown.seq == snapshot.seq:  # nothing new but the time, as after a night's sleep
                    self._snapshot, self._taken_at = snapshot, now
                return False
            same_epoch = shown is not None and shown.epoch == snapshot.epoch
            self._newer = [c for c in self._newer if same_epoch and c.seq > snapshot.seq]
            self._snapshot, self._taken_at = snapshot, now
            return True

    def take_call(self, call: CallEvent) -> None:
        """Show a call at once; the snapshot that holds it may come later."""
        with self._lock:
            if self._snapshot is None or call.seq > self._snapshot.seq:
                self._newer.append(_listed(call))

    def age_of(self, call: CallEvent, now: float) -> float:
        """How many seconds ago the server called; 0 in a trial, whose clock may run faster."""
        with self._lock:
            if self._snapshot is None or self._snapshot.trial:
                return 0.0
            return max(0.0, (self._centre_time(now) - _time(call.at)).total_seconds())

    def view(self, now: float) -> dict[str, Any]:
        """Everything a page needs, newest call first."""
        with self._lock:
            self._seq += 1
            frame = {"run": self._run, "seq": self._seq, "zone": self.zone, "link": self.link}
            if self._snapshot is None:
                return {**frame, "at": None, "hall": None}
            at = self._centre_time(now).isoformat(timespec="milliseconds")
            return {**frame, "at": at, "hall": self._hall(self._snapshot)}

    def _centre_time(self, now: float) -> dt.datetime:
        assert self._snapshot is not None
        return _time(self._snapshot.at) + dt.timedelta(seconds=now - self._taken_at)

    def _hall(self, snapshot: BoardSnapshot) -> dict[str, Any]:
        """The snapshot with the newer calls worked in."""
        called = {call.number for call in self._newer}
        hall = snapshot.model_dump(exclude={"seq", "epoch", "at", "undone"})
        hall["calls"] = [call.model_dump() for call in _newest_first(snapshot, self._newer)]
        hall["counters"] = [_at_counter(c, self._newer).model_dump() for c in snapshot.counters]
        hall["missed"] = [number for number in snapshot.missed if number not in called]
        return hall


def _time(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def _listed(call: CallEvent) -> BoardCall:
    known = call.model_dump(include=set(BoardCall.model_fields))
    return BoardCall(**known, state="called")


def _newest_first(snapshot: BoardSnapshot, newer: list[BoardCall]) -> list[BoardCall]:
    """Each number once, by its newest call."""
    calls = sorted([*snapshot.calls, *newer], key=lambda call: call.seq)
    by_number: dict[str, BoardCall] = {}
    for call in calls:
        by_number.pop(call.number, None)
        by_number[call.number] = call
    return list(reversed(by_number.values()))


def _at_counter(counter: BoardCounter, newer: list[BoardCall]) -> BoardCounter:
    for call in reversed(newer):
        if call.counter == counter.number:
            return counter.model_copy(update={"ticket": call.number, "state": "called"})
    return counter
