"""One touch, one number: whatever is tapped twice or asked again gets the first answer."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

REMEMBERED = 64

Taken = TypeVar("Taken")


class OtherWish(Exception):
    """The same touch came again with another wish."""


@dataclass(slots=True)
class _Entry(Generic[Taken]):
    wish: object
    taken: Taken | None = None
    lock: Lock = field(default_factory=Lock)


class Touches(Generic[Taken]):
    """The last touches and what each got; a touch that failed may be tried again."""

    def __init__(self) -> None:
        self._entries: OrderedDict[str, _Entry[Taken]] = OrderedDict()
        self._lock = Lock()

    def once(self, touch: str, wish: object, take: Callable[[], Taken]) -> Taken:
        """What ``take`` returned for this touch; it runs once, others wait for it.

        Raises ``OtherWish``, and whatever ``take`` raises (then nothing is remembered).
        """
        entry = self._entry(touch, wish)
        if entry.wish != wish:
            raise OtherWish
        with entry.lock:
            if entry.taken is None:
                entry.taken = take()
            return entry.taken

    def taken(self, touch: str) -> Taken | None:
        """What a touch got, while it is remembered."""
        with self._lock:
            entry = self._entries.get(touch)
        return entry.taken if entry else None

    def _entry(self, touch: str, wish: object) -> _Entry[Taken]:
        with self._lock:
            if touch not in self._entries:
                self._entries[touch] = _Entry(wish)
            if len(self._entries) > REMEMBERED:
                self._entries.popitem(last=False)
            return self._entries[touch]
