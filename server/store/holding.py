"""One server to a data folder: a lock that the system lets go of when its holder ends."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = "luot.lock"


class DataInUse(Exception):
    """A running server holds the folder; the message says what to do."""


@contextmanager
def held(data: Path) -> Iterator[None]:
    """Hold the folder, which is made when it is not there; raises ``DataInUse``, ``OSError``.

    The lock is the open file's, so that neither a power cut nor a kill leaves it behind.
    """
    data.mkdir(parents=True, exist_ok=True)
    with (data / LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DataInUse(f"a server is running on {data}: stop it first") from None
        yield
