"""``python -m display_board``: start a board from its configuration."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NoReturn

import click
import structlog
from pydantic import ValidationError

from display_board.app import Viewers, make_app, publish
from display_board.hall import Hall, make_pictures, make_voice
from display_board.serving import make_http_server, serve_until_told
from display_board.status import StatusReporter
from server.settings import BoardSettings, SettingsError, load_board, too_far


@click.command()
@click.option("--config", type=click.Path(path_type=Path), required=True, help="display_board.toml")
@click.option("--data", type=click.Path(path_type=Path), default="data", help="data folder")
@click.option("--host", help="address to listen on")
@click.option("--port", type=click.IntRange(0, 65535), help="port to listen on, 0 for any free one")
@click.option("--server", help="the server's URL")
def main(config: Path, data: Path, host: str | None, port: int | None, server: str | None) -> None:
    """Show and say what the server calls."""
    _log_to_stderr()
    settings = _settings(config, {"host": host, "port": port, "server_url": server})
    if warning := too_far(settings):
        structlog.get_logger().warning("screen too small", viewing_distance_m=warning)
    pictures = make_pictures(settings, config.parent)
    if pictures.folder and not pictures.folder.is_dir():
        structlog.get_logger().warning("no folder of pictures", expected=str(pictures.folder))
    _run(Hall(settings, data, make_voice(settings, config.parent), pictures))


def _settings(config: Path, given: dict[str, Any]) -> BoardSettings:
    """The file's settings under those of the command line; faults end the program with 2."""
    wanted = {key: value for key, value in given.items() if value is not None}
    try:
        return BoardSettings.model_validate({**load_board(config).model_dump(), **wanted})
    except SettingsError as error:
        _refuse([str(fault) for fault in error.faults])
    except ValidationError as error:
        _refuse([f"{detail['loc'][0]}: {detail['msg']}" for detail in error.errors()])


def _refuse(faults: list[str]) -> NoReturn:
    for fault in faults:
        click.echo(fault, err=True)
    sys.exit(2)


def _run(hall: Hall) -> None:
    viewers = Viewers()
    app, socketio = make_app(hall, viewers)
    reporter = StatusReporter(hall, viewers.count)

    def on_change(zone: str) -> None:
        publish(socketio, hall, viewers, zone)
        reporter.changed()

    hall.on_change = on_change
    try:
        server = make_http_server(app, hall.settings.host, hall.settings.port)
    except OSError as error:
        click.echo(f"cannot listen on {hall.settings.host}:{hall.settings.port}: {error}", err=True)
        sys.exit(1)
    hall.start()
    reporter.start()
    print(f"luot board ready http://{hall.settings.host}:{server.server_address[1]}", flush=True)
    serve_until_told(server)
    reporter.stop()
    hall.stop()


def _log_to_stderr() -> None:
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


if __name__ == "__main__":
    main()
