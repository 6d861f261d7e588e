"""``python -m kiosk``: run one kiosk until it is told to stop."""

from __future__ import annotations

import logging
import signal
import socket
import sys
from pathlib import Path
from threading import Thread
from typing import NoReturn

import click
import structlog
from pydantic import ValidationError
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from kiosk.app import create_app
from kiosk.guide import SOUNDS, Guide
from kiosk.program import Kiosk
from server.settings import KioskSettings, SettingsError, TokenMissing, device_token, load_kiosk


class QuietHandler(WSGIRequestHandler):
    """Requests are not logged one by one, and answers leave at once."""

    disable_nagle_algorithm = True

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Touches are logged where they mean something."""


@click.command()
@click.option("--config", required=True, type=click.Path(path_type=Path), help="The kiosk's file.")
@click.option("--data", default="data", type=click.Path(path_type=Path), help="Its data folder.")
@click.option("--host", help="Where the page is served (default: from the file).")
@click.option("--port", type=click.IntRange(0, 65535), help="0 takes any free port.")
@click.option("--server", "server_url", help="The server's address, such as http://10.0.0.5:8000.")
def main(
    config: Path, data: Path, host: str | None, port: int | None, server_url: str | None
) -> None:
    """Run the touch screen: page, printer and the link to the server."""
    _log_to_stderr()
    settings = _with_options(_load(config), host=host, port=port, server_url=server_url)
    guide = Guide(config.parent / settings.sounds if settings.sounds else SOUNDS)
    _serve(Kiosk(settings, data, _token(data), guide))


def _load(config: Path) -> KioskSettings:
    try:
        return load_kiosk(config)
    except SettingsError as error:
        _give_up("\n".join(str(fault) for fault in error.faults))


def _with_options(settings: KioskSettings, **options: str | int | None) -> KioskSettings:
    given = {name: value for name, value in options.items() if value is not None}
    try:
        return KioskSettings.model_validate({**settings.model_dump(), **given})
    except ValidationError as error:
        first = error.errors()[0]
        _give_up(f"--{first['loc'][0]}: {first['msg']} (found {first['input']!r})")


def _token(data: Path) -> str:
    try:
        return device_token(data, "kiosk")
    except TokenMissing as error:
        _give_up(str(error))


def _give_up(why: str) -> NoReturn:
    click.echo(why, err=True)
    raise SystemExit(2)


def _serve(kiosk: Kiosk) -> None:
    server = _listen(kiosk)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: Thread(target=server.shutdown).start())
    kiosk.start()
    click.echo(f"luot kiosk ready http://{kiosk.settings.host}:{server.port}")
    server.serve_forever(poll_interval=0.2)
    kiosk.stop()


def _listen(kiosk: Kiosk) -> BaseWSGIServer:
    host, port = kiosk.settings.host, kiosk.settings.port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        why = f"cannot listen on {host}:{port} ({error.strerror}); choose another with --port"
        click.echo(why, err=True)
        raise SystemExit(1) from None
    with listening:  # the web server takes a copy; its own binding would print two lines and exit
        return make_server(
            host,
            port,
            create_app(kiosk),
            threaded=True,
            request_handler=QuietHandler,
            fd=listening.fileno(),
        )


def _log_to_stderr() -> None:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


if __name__ == "__main__":
    main()
