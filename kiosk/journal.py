"""The journal of print jobs: what was begun and what became of it, also after a power cut.

One JSON object on a line: ``{"job": …, "paper": "begun"}`` before the first byte leaves for the
printer, the same with ``printed``, ``not_printed`` or ``unknown`` when its end is known.  A job's
name holds the ticket's number and the time of issue, and for a copy the sequence of the wish;
nothing personal and no secret.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock

import structlog

from kiosk.durable_file import append_durably, write_durably

KEPT_JOBS = 1000
"""More than a day of one kiosk."""

LONGEST_BYTES = 400_000

BEGUN = "begun"
UNKNOWN = "unknown"

log = structlog.get_logger()


class Journal:
    """The jobs of one data folder.

    What cannot be written (a full disk) is logged: the citizen gets the slip all the same.
    """

    def __init__(self, data: Path) -> None:
        self._path = data / "print-jobs.jsonl"
        self._lock = Lock()
        self._claimed: set[str] = set()
        self._papers = self._read()
        self.cut_off = [job for job, paper in self._papers.items() if paper == BEGUN]
        """Begun before the last stop and never ended: whether there is paper, nobody knows."""
        self._papers.update(dict.fromkeys(self.cut_off, UNKNOWN))
        self._safely(self._rewrite)

    def claim(self, job: str) -> str | None:
        """Take a job's name; ``None``, or, when it was taken before, how far it has come.

        Until ``begun`` nothing is on disk: a job lost before that may be asked for again.
        """
        with self._lock:
            if job in self._claimed:
                return BEGUN
            known = self._papers.get(job)
            if known is None:
                self._claimed.add(job)
            return known

    def begun(self, job: str) -> None:
        """The job is about to be sent; on disk when this returns."""
        self._note(job, BEGUN)

    def ended(self, job: str, paper: str) -> None:
        """What became of the job; on disk when this returns."""
        self._note(job, paper)

    def _note(self, job: str, paper: str) -> None:
        with self._lock:
            self._claimed.discard(job)
            self._papers[job] = paper
            self._safely(lambda: self._append(job, paper))

    def _append(self, job: str, paper: str) -> None:
        # It begins with a line's end: a torn line before it spoils nothing.
        append_durably(self._path, "\n" + _line(job, paper))
        if self._path.stat().st_size > LONGEST_BYTES:
            self._rewrite()

    def _read(self) -> dict[str, str]:
        papers: dict[str, str] = {}
        with suppress(OSError):
            for line in self._path.read_bytes().splitlines():
                with suppress(ValueError, KeyError, TypeError):  # torn by a power cut
                    kept = json.loads(line)
                    papers[str(kept["job"])] = str(kept["paper"])
        return papers

    def _rewrite(self) -> None:
        self._papers = dict(list(self._papers.items())[-KEPT_JOBS:])
        lines = (f"{_line(job, paper)}\n" for job, paper in self._papers.items())
        write_durably(self._path, "".join(lines))

    def _safely(self, write: Callable[[], None]) -> None:
        try:
            write()
        except OSError as error:
            log.error("journal_not_written", why=str(error))


def _line(job: str, paper: str) -> str:
    return json.dumps({"job": job, "paper": paper})
