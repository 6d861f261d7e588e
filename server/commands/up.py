"""``luot up``: server, kiosk and board on one machine, watched over together."""

from __future__ import annotations

import datetime as dt
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import click

from server.actions.accounts import make_trial_sign_in
from server.actions.devices import enrol_device
from server.commands.centre_folder import loaded_folder
from server.commands.data import data_option, opened
from server.commands.supervised import Program
from server.messages import DeviceKind
from server.own_address import address_for_phones
from server.settings import TokenMissing, device_token, token_path
from server.settings.folder import BOARD_FILE, KIOSK_FILE, FolderSettings
from server.store import Store
from server.store.devices import device_by_token
from server.store.people import anybody

LOOK_S = 0.2
PORT = click.IntRange(0, 65535)


@click.command()
@click.option(
    "--config", type=click.Path(path_type=Path), required=True, help="the centre's folder"
)
@data_option
@click.option("--trial", is_flag=True, help="no opening hours; everything is marked as a trial")
@click.option("--keep-hours", is_flag=True, help="with --trial: the opening hours hold")
@click.option("--host", default="127.0.0.1", show_default=True, help="address to listen on")
@click.option(
    "--public-url",
    help="where phones reach the server, instead of the centre's public_url; in a trial that"
    " listens on the network: this machine's address, unless the centre has one",
)
@click.option("--port", type=PORT, default=8000, show_default=True, help="server")
@click.option("--kiosk-port", type=PORT, default=8001, show_default=True)
@click.option("--board-port", type=PORT, default=8002, show_default=True)
def up(
    config: Path,
    data: Path,
    trial: bool,
    keep_hours: bool,
    host: str,
    public_url: str | None,
    port: int,
    kiosk_port: int,
    board_port: int,
) -> None:
    """Run the three programs on this machine until Ctrl-C or SIGTERM."""
    settings = loaded_folder(config)
    ended = _end_on_signals()
    where = ["--data", str(data), "--host", host]
    phones = public_url or (_trial_address(settings, host, port) if trial else None)
    trials = ["--trial"] * trial + ["--keep-hours"] * keep_hours
    server = Program(
        "server",
        "server",
        ["--config", str(config), *where, "--port", str(port), *trials, *_for_phones(phones)],
    )
    with _stopping([server]) as programs:
        inside = _inside(server.start())
        _keep_port(server)
        _enrol(settings, data)
        programs += _screens(config, where, inside, kiosk_port, board_port)
        _start_together(programs[1:])
        _say(programs, settings, data, trial)
        if phones is not None:
            click.echo(f"  phones    {phones}/centre   (and the QR of every number)")
        click.echo("Ctrl-C stops all three.")
        _watch(programs, ended)


def _start_together(screens: list[Program]) -> None:
    """None waits for another: each has a second of its own to load."""
    for program in screens:
        program.begin()
    for program in screens:
        program.listening()
        _keep_port(program)


def _screens(
    config: Path, where: list[str], inside: str, kiosk_port: int, board_port: int
) -> list[Program]:
    common = [*where, "--server", inside]
    kiosk_file, board_file = str(config / KIOSK_FILE), str(config / BOARD_FILE)
    return [
        Program("kiosk", "kiosk", ["--config", kiosk_file, *common, "--port", str(kiosk_port)]),
        Program(
            "board",
            "display_board",
            ["--config", board_file, *common, "--port", str(board_port)],
        ),
    ]


def _inside(url: str) -> str:
    """The server's address from this machine, also when it listens on every address."""
    parts = urlsplit(url)
    everywhere = parts.hostname in {"0.0.0.0", "::"}  # noqa: S104
    return f"http://127.0.0.1:{parts.port}" if everywhere else url


def _trial_address(settings: FolderSettings, host: str, port: int) -> str | None:
    """So that the follow page can be tried with a phone in the same network."""
    return None if settings.centre.public_url else address_for_phones(host, port)


def _for_phones(url: str | None) -> list[str]:
    return ["--public-url", url] if url is not None else []


def _keep_port(program: Program) -> None:
    """A program that chose its port keeps it when it is started again."""
    at = program.arguments.index("--port") + 1
    program.arguments[at] = str(urlsplit(program.url).port)


def _enrol(settings: FolderSettings, data: Path) -> None:
    """Give this machine's own kiosk and board their tokens, unless they have good ones."""
    names = {
        DeviceKind.KIOSK: settings.kiosks[KIOSK_FILE].name,
        DeviceKind.BOARD: settings.boards[BOARD_FILE].name,
    }
    with opened(data) as store:
        for kind, name in names.items():
            if not _has_good_token(store, data, kind):
                _write_token(data, kind, enrol_device(store, kind, name, _now()))


def _has_good_token(store: Store, data: Path, kind: DeviceKind) -> bool:
    try:
        token = device_token(data, kind)
    except TokenMissing:
        return False
    with store.reading() as tx:
        device = device_by_token(tx, token)
    return device is not None and device.kind is kind


def _write_token(data: Path, kind: DeviceKind, token: str) -> None:
    path = token_path(data, kind)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(token + "\n")


def _say(programs: list[Program], settings: FolderSettings, data: Path, trial: bool) -> None:
    server, kiosk, board = programs
    zone = settings.centre.zones[0].id
    click.echo(f"{settings.centre.name}{' (thử nghiệm / trial)' if trial else ''}")
    click.echo(f"  counters  {server.url}/")
    click.echo(f"  kiosk     {kiosk.url}/")
    click.echo(f"  board     {board.url}/{zone}")
    with opened(data) as store:
        made = make_trial_sign_in(store, _now()) if trial else None
        with store.reading() as tx:
            nobody = not anybody(tx)
    if made is not None:
        click.echo(f"  sign in   {made[0]}  password  {made[1]}   (made now, shown only once)")
    if nobody:
        click.echo("  sign in   nobody may yet: luot user add NAME --role admin --password-stdin")


def _watch(programs: list[Program], ended: threading.Event) -> None:
    while not ended.wait(LOOK_S):
        for program in programs:
            if program.dead():
                click.echo(f"{program.name} has ended; starting it again", err=True)
                program.start_again()


@contextmanager
def _stopping(programs: list[Program]) -> Iterator[list[Program]]:
    try:
        yield programs
    finally:
        for program in reversed(programs):
            program.stop()


def _end_on_signals() -> threading.Event:
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    return ended


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
