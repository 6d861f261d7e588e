"""The hall at one instant, asked by every answer that follows from it.

Each part is read when it is first asked for, and once: a press of *start* needs no queue, and the
snapshots of forty rooms share one.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from server.centre import Centre
from server.floor import floor_of
from server.last_numbers import late_fields
from server.messages import Estimate, Notice
from server.rules.estimate import Floor, Forecast, Wait
from server.rules.routing import InLine, Queue, in_order
from server.rules.tickets import State
from server.store import Transaction
from server.store.counters import CounterRow, counter_rows
from server.store.fields import closed_fields
from server.store.figures import counter_figures
from server.store.log import newest_seq, undone_calls
from server.store.meta import emergency, emergency_in_english, notices
from server.store.people import names_of_people
from server.store.sessions import Ended, session
from server.store.tickets import TicketRow, tickets_at_counters, tickets_in_state

LOOKED_BACK = 500
"""Lines of the log: more than a hall writes while a call may still wait to be said."""


class Hall:
    """Everything that waits, is called or served now, and what the counters have done today.

    Good for as long as its transaction is.
    """

    def __init__(self, centre: Centre, tx: Transaction) -> None:
        self._centre = centre
        self._tx = tx
        self.day = centre.today()

    @cached_property
    def seq(self) -> int:
        """The log's newest sequence."""
        return newest_seq(self._tx)

    @cached_property
    def undone_calls(self) -> Mapping[int, str]:
        """The newest calls that were taken back, with their counters."""
        return undone_calls(self._tx, self.seq - LOOKED_BACK)

    @cached_property
    def queue(self) -> Queue:
        """What the rule needs to know."""
        return self._centre.queue(self._tx)

    @cached_property
    def counters(self) -> Mapping[str, CounterRow]:
        """Every counter of the configuration, also one that was never opened."""
        rows = counter_rows(self._tx)
        return {name: rows.get(name, CounterRow(name)) for name in self._centre.counters}

    @cached_property
    def waiting(self) -> list[TicketRow]:
        """Today's waiting tickets, by sequence."""
        return tickets_in_state(self._tx, self.day, State.WAITING)

    @cached_property
    def by_field(self) -> Mapping[str, int]:
        """How many wait in each field."""
        return Tally(row.field for row in self.waiting)

    @cached_property
    def rows(self) -> Mapping[int, TicketRow]:
        """Today's waiting tickets by their stop."""
        return {row.stop: row for row in self.waiting}

    @cached_property
    def line(self) -> list[InLine]:
        """Everybody who waits, in calling order."""
        return in_order([row.in_line() for row in self.waiting], self.queue)

    @cached_property
    def held(self) -> list[TicketRow]:
        """Those who have stepped aside."""
        return tickets_in_state(self._tx, self.day, State.HELD)

    @cached_property
    def missed(self) -> list[TicketRow]:
        """Those who were called and did not come."""
        return tickets_in_state(self._tx, self.day, State.NO_SHOW)

    @cached_property
    def at_counter(self) -> Mapping[str, TicketRow]:
        """What is called or served, by counter; also over midnight."""
        busy = tickets_at_counters(self._tx)
        return {row.counter: row for row in busy if row.counter is not None}

    @cached_property
    def figures(self) -> Mapping[str, dict[str, Any]]:
        """What each counter has done today."""
        return counter_figures(self._tx, self.day)

    @cached_property
    def closed(self) -> Mapping[str, str | None]:
        """The closed fields and why."""
        return closed_fields(self._tx)

    @cached_property
    def floor(self) -> Floor:
        """Who serves now, for the expected wait."""
        waiting = [(self.rows[one.stop], one) for one in self.line]
        counters = self.counters.values()
        return floor_of(self._centre, self._tx, waiting, counters, self.at_counter)

    @cached_property
    def forecast(self) -> Forecast:
        """How long they may expect to wait."""
        return Forecast(self.floor)

    @cached_property
    def too_late(self) -> frozenset[str]:
        """The fields in which somebody new would wait past the end of the session."""
        return late_fields(self._centre, self.forecast)

    @cached_property
    def session_end(self) -> Ended | None:
        """The end of the session, until the next one begins."""
        return session(self._tx).ended

    @cached_property
    def emergency(self) -> str | None:
        """What every screen says instead of giving numbers."""
        return emergency(self._tx)

    @cached_property
    def emergency_en(self) -> str | None:
        """The same in English, where somebody wrote it."""
        return emergency_in_english(self._tx)

    @cached_property
    def notices(self) -> list[Notice]:
        """The lines for the hall."""
        return [Notice(**line) for line in notices(self._tx)]

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What everybody with an account is called."""
        return names_of_people(self._tx)

    def state_of(self, counter: str) -> str:
        """A counter's state as the screens say it."""
        stop = self.at_counter.get(counter)
        return str(stop.state) if stop is not None else self.counters[counter].state


def read_hall(centre: Centre, tx: Transaction) -> Hall:
    """The hall as it is in this transaction."""
    return Hall(centre, tx)


def waiting_by_field(hall: Hall) -> Mapping[str, int]:
    """How many wait in each field."""
    return hall.by_field


def told(wait: Wait | None) -> Estimate | None:
    """A wait as it is told, in minutes; ``None`` while no counter is open."""
    if wait is None:
        return None
    low, high = wait.minutes()
    return Estimate(low=low, high=high)
