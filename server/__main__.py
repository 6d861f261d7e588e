"""``python -m server``: one centre's server process.

This module is the only one that knows eventlet: it patches the standard library before anything
else is imported, and gives the store a native thread and a native lock.  Leaving eventlet is one
word: ``ASYNC_MODE``.
"""

from __future__ import annotations

import datetime as dt
import gc
import os
import re
import resource
import signal
import sys
import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from server.centre import Centre
    from server.rules.catalogue import Catalogue
    from server.settings import CentreSettings
    from server.web.app import Web

ASYNC_MODE = "eventlet"
ADDRESS = re.compile(r"https?://[^\s/?#]+(?:/[^\s?#]*)?")
"""As ``public_url`` of ``centre.toml``, which may not be read before eventlet has patched."""
MOST_CONNECTIONS = 12_288
"""Screens, counters and the pages of citizens (``follow.most_pages``).  There is room for some
seconds of old lines beside those of people who are back already."""

LONGEST_SILENCE_S = 15
"""A caller who says nothing for so long, or stops within a request, is hung up on: each holds a
connection.  Pages with a live line are pinged every five seconds."""

WAITING_CONNECTIONS = 1024
"""How many may knock at once: a hall's phones come back together."""


@dataclass(frozen=True)
class Options:
    """What the command line said."""

    config: Path
    data: Path
    host: str
    port: int
    trial: bool
    clock_speed: float | None
    clock_start: dt.datetime | None
    async_mode: str
    keep_hours: bool
    public_url: str | None


@dataclass(frozen=True)
class Ground:
    """What the async mode gives: where work may wait, its lock, and who may emit."""

    run: Callable[[Callable[[], Any]], Any] | None
    lock: Any
    at_home: Callable[[], bool]


@click.command()
@click.option("--config", type=click.Path(path_type=Path), required=True, help="centre's folder")
@click.option("--data", type=click.Path(path_type=Path), default=Path("data"), show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--trial", is_flag=True, help="no opening hours; every visit is marked as trial")
@click.option("--keep-hours", is_flag=True, help="trial only: the opening hours hold")
@click.option("--public-url", help="where phones reach it, instead of the centre's public_url")
@click.option("--clock-speed", type=click.FloatRange(0, 100_000), help="trial only")
@click.option("--clock-start", help="trial only: the first instant, such as 2026-11-23T07:30+07:00")
@click.option(
    "--async-mode",
    type=click.Choice(["eventlet", "threading"]),
    default=ASYNC_MODE,
    envvar="LUOT_ASYNC_MODE",
    show_default=True,
)
def main(clock_start: str | None, **given: Any) -> None:
    """Serve one centre."""
    if given["public_url"] is not None and ADDRESS.fullmatch(given["public_url"]) is None:
        raise click.UsageError('--public-url: give an address such as "https://xephang.example.vn"')
    options = Options(clock_start=_instant(clock_start), **given)
    clock_is_ours = options.clock_speed is not None or options.clock_start is not None
    if not options.trial and (clock_is_ours or options.keep_hours):
        raise click.UsageError("--clock-speed, --clock-start and --keep-hours need --trial")
    ground = _green() if options.async_mode == "eventlet" else _threads()
    _serve(options, ground)


def _instant(text: str | None) -> dt.datetime | None:
    if text is None:
        return None
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError:
        raise click.UsageError(f"--clock-start: not a time: {text!r}") from None
    if at.tzinfo is None or not 2000 <= at.year <= 2100:
        raise click.UsageError("--clock-start: give an offset such as +07:00, a year 2000 to 2100")
    return at


def _green() -> Ground:
    """Eventlet, with the standard library patched before flask is imported."""
    warnings.filterwarnings("ignore", message="\nEventlet is deprecated")
    import eventlet
    from eventlet import patcher, tpool

    home = patcher.original("threading").get_ident()
    lock = patcher.original("threading").RLock()
    current: Callable[[], int] = patcher.original("threading").get_ident
    eventlet.monkey_patch()
    return Ground(tpool.execute, lock, lambda: current() == home)


def _threads() -> Ground:
    return Ground(None, threading.RLock(), lambda: True)


def _serve(options: Options, ground: Ground) -> None:
    from server.centre import load_folder
    from server.logs import set_up_logs
    from server.settings import SettingsError
    from server.store import DataInUse, ForeignDatabase, held

    set_up_logs()
    try:
        folder = load_folder(options.config)
        with held(options.data):
            _run(_centre(folder, options, ground), options, ground)
    except SettingsError as error:
        _give_up(*(str(fault) for fault in error.faults))
    except (ForeignDatabase, DataInUse) as error:
        _give_up(str(error))
    except OSError as error:
        _give_up(f"{options.data} cannot be used ({error.strerror}); give --data DIR")


def _run(centre: Centre, options: Options, ground: Ground) -> None:
    from server.web.app import create_web

    web = create_web(centre, options.async_mode, ground.at_home)
    _settle_memory()
    start = _serve_green if options.async_mode == "eventlet" else _serve_threads
    try:
        start(web, centre, options)
    except OSError as error:
        _give_up(f"cannot listen on {options.host}:{options.port}: {error.strerror}")


def _centre(folder: tuple[CentreSettings, Catalogue], options: Options, ground: Ground) -> Centre:
    from server.actions.accounts import end_trials
    from server.actions.counters import close_lost_counters
    from server.actions.session import settle_session
    from server.centre import open_centre
    from server.clock import SystemClock, TrialClock
    from server.store import open_store

    settings, catalogue = folder
    if options.public_url is not None:
        settings = settings.model_copy(update={"public_url": options.public_url})
    store = open_store(options.data, settings.id, ground.run, ground.lock)
    start = options.clock_start or dt.datetime.now(dt.UTC)
    speed = options.clock_speed if options.clock_speed is not None else 1.0
    clock = TrialClock(start, speed) if options.trial else SystemClock()
    centre = open_centre(
        settings, catalogue, store, clock, options.trial, keep_hours=options.keep_hours
    )
    close_lost_counters(centre)
    settle_session(centre)
    if not options.trial:
        end_trials(store)
    return centre


def _settle_memory() -> None:
    """What lives for ever is left out of garbage collection: a full one froze calls for 0.1 s."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 100)


def _allow_many_lines() -> None:
    """A connection is an open file, and a process begins with far fewer than it may have."""
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS + 512
    if now < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(wanted, most), most))


def _serve_green(web: Web, centre: Centre, options: Options) -> None:
    import eventlet
    from eventlet import hubs, wsgi

    _allow_many_lines()
    listener = eventlet.listen((options.host, options.port), backlog=WAITING_CONNECTIONS)
    _start_tasks(web)
    told, tell = os.pipe()

    def leave_when_told() -> None:
        hubs.trampoline(told, read=True)
        _leave(centre)

    eventlet.spawn(leave_when_told)
    # A signal alone does not wake the hub, which may sleep for a second more.
    os.set_blocking(tell, False)
    signal.set_wakeup_fd(tell)
    _on_signals(lambda *_: None)
    _say_ready(*listener.getsockname()[:2])
    wsgi.server(
        listener,
        web.app,
        max_size=MOST_CONNECTIONS,
        socket_timeout=LONGEST_SILENCE_S,
        log_output=False,
        debug=False,
    )


def _serve_threads(web: Web, centre: Centre, options: Options) -> None:
    from werkzeug.serving import WSGIRequestHandler, make_server

    WSGIRequestHandler.protocol_version = "HTTP/1.1"
    WSGIRequestHandler.timeout = LONGEST_SILENCE_S
    server = make_server(options.host, options.port, web.app, threaded=True)
    _start_tasks(web)

    def stop(*_: object) -> None:
        threading.Thread(target=_leave, args=(centre,), daemon=True).start()

    _on_signals(stop)
    _say_ready(options.host, server.server_port)
    server.serve_forever()


def _start_tasks(web: Web) -> None:
    for task in web.tasks:
        web.socketio.start_background_task(task)


def _on_signals(stop: Callable[..., object]) -> None:
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)


def _leave(centre: Centre) -> None:
    """Let the transaction under way end, close the file, and go: clients reconnect by design."""
    centre.store.run(centre.store.close)
    sys.stdout.flush()
    os._exit(0)


def _say_ready(host: str, port: int) -> None:
    print(f"luot server ready http://{host}:{port}", flush=True)


def _give_up(*lines: str) -> None:
    for line in lines:
        print(line, file=sys.stderr)
    raise SystemExit(2)


if __name__ == "__main__":
    main()
