"""One supervised program: started as a process, watched, started again when it dies."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field

from server.commands.errors import CommandFailed

READY_S = 30.0
STOP_S = 5.0
MOST_RESTARTS = 5
WITHIN_S = 60.0


@dataclass
class Program:
    """``python -m MODULE ARGUMENTS``; ``url`` is where it said it listens.

    It may die ``MOST_RESTARTS`` times within a minute; then it is left alone and the caller ends.
    """

    name: str
    module: str
    arguments: list[str]
    process: subprocess.Popen[str] | None = None
    url: str = ""
    deaths: list[float] = field(default_factory=list)
    ready: threading.Event = field(default_factory=threading.Event)

    def start(self) -> str:
        """Start it, wait until it listens, and return its URL; raises ``CommandFailed``."""
        self.begin()
        return self.listening()

    def begin(self) -> None:
        """Start it, and do not wait."""
        command = [sys.executable, "-m", self.module, *self.arguments]
        self.ready = threading.Event()
        self.process = subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        told = (self.process, self.ready)
        threading.Thread(target=self._listen, args=told, daemon=True).start()

    def listening(self) -> str:
        """Wait until it listens and return its URL; raises ``CommandFailed``."""
        if not self._waited(self.ready):
            self.stop()
            raise CommandFailed(f"{self.name} did not start; what it said stands above")
        return self.url

    def dead(self) -> bool:
        """Whether it has ended by itself."""
        return self.process is not None and self.process.poll() is not None

    def start_again(self) -> None:
        """Start it after a death; raises ``CommandFailed`` when it dies too often."""
        now = time.monotonic()
        self.deaths = [at for at in self.deaths if now - at < WITHIN_S] + [now]
        if len(self.deaths) > MOST_RESTARTS:
            raise CommandFailed(f"{self.name} died {len(self.deaths)} times within a minute")
        self.start()

    def stop(self) -> None:
        """End it, kindly first."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(STOP_S)
            return
        self.process.kill()
        self.process.wait()

    def _waited(self, ready: threading.Event) -> bool:
        deadline = time.monotonic() + READY_S
        while time.monotonic() < deadline and not self.dead():
            if ready.wait(0.05):
                return True
        return ready.is_set()

    def _listen(self, process: subprocess.Popen[str], ready: threading.Event) -> None:
        assert process.stdout is not None
        with process.stdout:
            for line in process.stdout:
                if " ready http" in line:
                    self.url = line.strip().rsplit(" ", 1)[1]
                    ready.set()
