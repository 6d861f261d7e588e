"""Which board program speaks for a zone: one of them, so that no hall hears a call twice.

A zone's first board with a voice is its speaker and stays it; when it goes, the next one takes
over.  A device that comes back finds its place again, even before its old line is known to be dead.
"""

from __future__ import annotations

import threading


class Speakers:
    """The boards with a voice that listen now, in the order in which they came.

    Everything that changes gives back whom to tell: ``{sid: speaks}``.
    """

    def __init__(self) -> None:
        self._zones: dict[str, dict[str, str]] = {}  # zone → device → its newest line
        self._lock = threading.Lock()

    def join(self, sid: str, zone: str, device: str) -> dict[str, bool]:
        """A board with a voice listens; an older line of the same device is silenced."""
        with self._lock:
            devices = self._zones.setdefault(zone, {})
            before = devices.get(device)
            devices[device] = sid
            told = {sid: next(iter(devices)) == device}
        return told if before is None else {before: False, **told}

    def leave(self, sid: str) -> dict[str, bool]:
        """A line has ended; it may have been nobody's."""
        with self._lock:
            for devices in self._zones.values():
                for device, line in list(devices.items()):
                    if line == sid:
                        return _without(devices, device)
        return {}


def _without(devices: dict[str, str], device: str) -> dict[str, bool]:
    spoke = next(iter(devices)) == device
    del devices[device]
    return {next(iter(devices.values())): True} if spoke and devices else {}
