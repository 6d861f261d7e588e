"""Real programs for tests: a server process with its own data folder, and people who use it."""

from __future__ import annotations

import datetime as dt
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
from ports import steady_port

from server.actions.accounts import make_account
from server.actions.devices import enrol_device
from server.messages import DeviceKind, Role
from server.store import Store, open_store
from server.store.log import lines_after
from server.store.people import Person, add_person, add_session

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "config"
PYTHON = sys.executable
START_S = 40.0


class NotReady(Exception):
    """A program did not get ready in time; the message holds what it said."""


def wait_for(condition: Callable[[], Any], what: str, seconds: float = 20.0) -> Any:
    """Poll a condition until it is true, and return its value; fails by naming what was awaited."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.02)
    raise AssertionError(f"waited {seconds} s for {what}")


@dataclass
class RunningProgram:
    """A started program of ours; ``url`` is where it said it listens."""

    process: subprocess.Popen[bytes]
    url: str
    log: Path

    @property
    def port(self) -> int:
        return int(self.url.rsplit(":", 1)[1])

    def said(self) -> str:
        """What it has written to stderr so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def stop(self) -> int:
        """End it as an operator would, and return its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(15)
        finally:
            self.process.kill()

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.wait(15)


def start_program(
    arguments: list[str], log: Path, environment: dict[str, str] | None = None, **more: Any
) -> RunningProgram:
    """Start ``python -m ARGUMENTS`` and wait for its line ``luot NAME ready URL``."""
    log.parent.mkdir(parents=True, exist_ok=True)
    heard = log.with_suffix(".out")
    with log.open("a", encoding="utf-8") as errors, heard.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [PYTHON, "-m", *arguments],
            cwd=ROOT,
            stdout=out,
            stderr=errors,
            env={**os.environ, **(environment or {})},
            **more,
        )
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        for line in heard.read_text(encoding="utf-8").splitlines(keepends=True):
            if line.startswith("luot ") and " ready http" in line and line.endswith("\n"):
                return RunningProgram(process, line.strip().rsplit(" ", 1)[1], log)
        if process.poll() is not None:
            break
        time.sleep(0.02)
    process.kill()
    process.wait(10)
    raise NotReady(f"{arguments}:\n{log.read_text(encoding='utf-8', errors='replace')}")


@dataclass
class Staff:
    """A signed-in member of staff over HTTP."""

    server: RunningServer
    username: str
    session: requests.Session
    csrf: str

    def post(self, path: str, body: Any = None, key: str | None = None) -> requests.Response:
        return self._send("POST", path, body, key)

    def put(self, path: str, body: Any = None, key: str | None = None) -> requests.Response:
        return self._send("PUT", path, body, key)

    def get(self, path: str, **params: Any) -> requests.Response:
        return self.session.get(self.server.api(path), params=params, timeout=20)

    def cookie(self) -> str:
        """The Cookie header for a socket."""
        return "; ".join(f"{name}={value}" for name, value in self.session.cookies.items())

    def _send(self, method: str, path: str, body: Any, key: str | None) -> requests.Response:
        headers = {"X-CSRF-Token": self.csrf, **({"Idempotency-Key": key} if key else {})}
        return self.session.request(
            method, self.server.api(path), json=body, headers=headers, timeout=20
        )


@dataclass
class RunningServer(RunningProgram):
    """A real server process on a free port, with its own data folder."""

    data: Path = field(default_factory=Path)
    config: Path = field(default_factory=Path)
    passwords: dict[str, str] = field(default_factory=dict)

    def api(self, path: str) -> str:
        return f"{self.url}/api/v1{path}"

    def luot(self, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run the command line against this server's data."""
        return luot(*arguments, "--data", str(self.data), stdin=stdin)

    def enrol(self, kind: str, name: str) -> str:
        """Enrol a device and return its token."""
        done = self.luot("device", "add", kind, name)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip().splitlines()[-1]

    def enrol_into(self, kind: str, name: str, folder: Path) -> Path:
        """Enrol a device and write its token where its program looks for it."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{kind}.token"
        path.write_text(self.enrol(kind, name), encoding="ascii")
        path.chmod(0o600)
        return path

    def add_person(self, username: str, role: str) -> str:
        """Make an account as the command line does, and return its password."""
        password = secrets.token_urlsafe(9)
        with self.database() as store:
            make_account(store, username, Role(role), password, dt.datetime.now(dt.UTC))
        self.passwords[username] = password
        return password

    def sign_in(self, username: str, role: str = "officer") -> Staff:
        """Sign in over HTTP, making the account when needed."""
        password = self.passwords.get(username) or self.add_person(username, role)
        session = requests.Session()
        answer = session.post(
            self.api("/login"), json={"username": username, "password": password}, timeout=20
        )
        assert answer.status_code == 200, answer.text
        return Staff(self, username, session, answer.json()["csrf"])

    @contextmanager
    def database(self) -> Iterator[Store]:
        """Its database, opened by the test beside it, as the command line does."""
        store = open_store(self.data)
        try:
            yield store
        finally:
            store.close()

    def enrol_here(self, kind: str, name: str) -> str:
        """Enrol a device as the command line does, without a process of its own."""
        with self.database() as store:
            return enrol_device(store, DeviceKind(kind), name, dt.datetime.now(dt.UTC))

    def staff_here(self, username: str, role: str = "officer") -> Staff:
        """Somebody who has signed in already: a session without the slow password."""
        token, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        now = dt.datetime.now(dt.UTC)
        with self.database() as store, store.transaction() as tx:
            add_person(tx, Person(username, username, Role(role), "no password", False, False))
            add_session(tx, token, username, csrf, now + dt.timedelta(hours=1), now)
        session = requests.Session()
        session.cookies.set("luot_session", token)
        return Staff(self, username, session, csrf)

    def log_lines(self, after: int = 0) -> list[dict[str, Any]]:
        """The visit log after a sequence."""
        with self.database() as store, store.reading() as tx:
            return lines_after(tx, after, 100_000)

    def take(self, token: str, key: str | None = None, **body: Any) -> requests.Response:
        """Take a number as a kiosk."""
        headers = {"Authorization": f"Bearer {token}", **({"Idempotency-Key": key} if key else {})}
        return requests.post(self.api("/tickets"), json=body, headers=headers, timeout=20)

    def again(self, **more: Any) -> RunningServer:
        """Start it again on the same data and the same port, after ``stop`` or ``kill``."""
        started = start_server(self.data, self.config, port=self.port, **more)
        started.passwords = self.passwords
        return started


def luot(*arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run the ``luot`` command line."""
    return subprocess.run(
        [PYTHON, "-m", "server.commands", *arguments],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def start_server(
    data: Path,
    config: Path = CONFIG / "commune",
    *,
    trial: bool = True,
    port: int | None = None,
    mode: str = "eventlet",
    clock: tuple[str, ...] = (),
    **more: Any,
) -> RunningServer:
    """Start a real server and wait until it listens."""
    where = ["--config", str(config), "--data", str(data), "--port", str(port or steady_port())]
    how = ["--async-mode", mode, *(["--trial"] if trial else []), *clock]
    arguments = ["server", *where, *how]
    program = start_program(arguments, data / "server.log", **more)
    return RunningServer(program.process, program.url, program.log, data, config)


@contextmanager
def running_server(
    data: Path, config: Path = CONFIG / "commune", **more: Any
) -> Iterator[RunningServer]:
    """A server for the length of a test."""
    server = start_server(data, config, **more)
    try:
        yield server
    finally:
        server.stop()
