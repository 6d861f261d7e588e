"""The ``--data`` option, and the centre's database behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from server.commands.errors import CommandFailed
from server.store import (
    ForeignDatabase,
    StorageFull,
    Store,
    StoreBusy,
    StoreDamaged,
    open_store,
)

Command = TypeVar("Command", bound=Callable[..., Any])


def data_option(command: Command) -> Command:
    """``--data DIR``, ``./data`` when left out."""
    option = click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path("data"),
        show_default=True,
        help="folder with luot.db",
    )
    return option(command)


@contextmanager
def opened(data: Path) -> Iterator[Store]:
    """The centre's database, also while the server runs; raises ``CommandFailed``."""
    try:
        store = open_store(data)
    except ForeignDatabase as error:
        raise CommandFailed(str(error)) from None
    try:
        yield store
    except StorageFull as error:
        raise CommandFailed(f"nothing can be written to {store.path} ({error})") from None
    except StoreDamaged as error:
        raise CommandFailed(f"{store.path} is damaged ({error}); put a backup there") from None
    except StoreBusy:
        raise CommandFailed("the database is busy; try again in a few seconds") from None
    finally:
        store.close()
