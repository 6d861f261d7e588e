"""A line every half hour of the day, so that whoever started a rehearsal sees it go on."""

from __future__ import annotations

import datetime as dt

import click

from server.commands.rehearsal.hall import Hall

EVERY = dt.timedelta(minutes=30)


class Progress:
    """Tells of a hall from ``start`` on."""

    def __init__(self, hall: Hall, start: dt.datetime) -> None:
        self._hall = hall
        self._next = start

    def look(self, now: dt.datetime) -> None:
        """It is this time now: say so, once each half hour."""
        if now < self._next:
            return
        waiting, counters = self._hall.waiting(), self._hall.open_counters()
        click.echo(f"{now:%H:%M}  {waiting} waiting, {counters} counters open", err=True)
        while self._next <= now:
            self._next += EVERY
