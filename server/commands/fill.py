"""``luot rehearse --fill YEARS``: made-up years in a trial database."""

from __future__ import annotations

import json
import time
from pathlib import Path

import click

from server.centre import open_centre
from server.commands.centre_folder import loaded_catalogue
from server.commands.errors import CommandFailed
from server.commands.filling.years import fill
from server.store import ForeignDatabase, StorageFull, StoreBusy, open_store
from server.store.filling import anything_real


def fill_years(config: Path, data: Path, years: float, visits: int, seed: int) -> None:
    """Write them, telling of each month; the last line is a summary as JSON.

    Raises ``CommandFailed``, also where a visit is that was no trial.
    """
    settings, catalogue = loaded_catalogue(config)
    try:
        store = open_store(data, settings.id)
    except ForeignDatabase as error:
        raise CommandFailed(str(error)) from None
    try:
        with store.reading() as tx:
            if anything_real(tx):
                raise CommandFailed(f"{store.path} holds real visits; give another --data DIR")
        centre = open_centre(settings, catalogue, store, trial=True)
        began, days, people, lines, month = time.monotonic(), 0, 0, 0, ""
        for filled in fill(centre, years, visits, seed):
            days, people, lines = days + 1, people + filled.visits, lines + filled.lines
            if f"{filled.day:%Y-%m}" != month:
                month = f"{filled.day:%Y-%m}"
                click.echo(f"{month}  {people} visits", err=True)
    except StorageFull as error:
        raise CommandFailed(f"nothing can be written to {store.path} ({error})") from None
    except StoreBusy:
        raise CommandFailed("the database is busy; stop the server, or try again") from None
    finally:
        store.close()
    seconds = round(time.monotonic() - began, 1)
    told = {"days": days, "visits": people, "lines": lines, "seconds": seconds}
    click.echo(json.dumps(told))
