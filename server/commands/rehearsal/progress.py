"""Every half hour of the day: a line for whoever started it, and the board catches up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import click

from server.commands.rehearsal.hall import Hall

EVERY = dt.timedelta(minutes=30)


class Progress:
    """Tells of a hall from ``start`` on; ``catches_up`` returns when every call has been said."""

    def __init__(self, hall: Hall, start: dt.datetime, catches_up: Callable[[], None]) -> None:
        self._hall = hall
        self._next = start
        self._catches_up = catches_up

    def look(self, now: dt.datetime) -> None:
        """It is this time now: say so, once each half hour."""
        if now < self._next:
            return
        waiting, counters = self._hall.waiting(), self._hall.open_counters()
        self._catches_up()
        click.echo(f"{now:%H:%M}  {waiting} waiting, {counters} counters open", err=True)
        while self._next <= now:
            self._next += EVERY
