"""Officers as played: open, call, serve, go to lunch, cover other counters, close."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import Any

from server.commands.rehearsal.manner import ANSWER_S, Manner, manner_of
from server.commands.rehearsal.simulated_time import Play
from server.commands.rehearsal.stage import Stage
from server.commands.rehearsal.wire import Caller, Refused
from server.messages import Purpose
from server.settings import PostSettings

LOOKS_UP_S = 3.0
LOOKS_AGAIN_S = 60.0
TIDIES_UP_S = 10.0
MOVES_S = 60.0
LUNCH_WAITS = dt.timedelta(minutes=30)
"""So long into a break the people already there are still called."""
MOST_REFUSALS = 5

Ticket = dict[str, Any]


class Officer:
    """One post and who sits there; at one counter at a time, with one citizen at a time."""

    def __init__(self, post: PostSettings, caller: Caller, stage: Stage) -> None:
        self.post = post
        self.counter: str | None = None
        self._caller = caller
        self._stage = stage
        self._refused = 0

    def arrives(self) -> None:
        """Open a counter of the post, or stand by when colleagues have them all."""
        self.counter = self._stage.hall.take_own(self)
        self._unless_refused(self._opens if self.counter else self._looks)

    def hears_lunch(self) -> None:
        """A break begins: whoever is free goes."""
        if self._stage.hall.is_free(self):
            self._unless_refused(self._goes_to_lunch)

    def is_needed(self) -> None:
        """Somebody has come: look up, a moment later."""
        self._then(LOOKS_UP_S, self._looks)

    def leaves(self) -> None:
        """Close the counter and sign out."""
        with suppress(Refused):
            if self.counter is not None:
                self._closes(self.counter)
            self._caller.post("/logout")

    def _looks(self) -> None:
        """Call whoever is next; with nobody there, see where else one is needed."""
        if self._stage.is_too_late():
            return
        if self._lunch_is_overdue():
            self._goes_to_lunch()
        elif elsewhere := self._stage.hall.take_home(self):
            self._moves(elsewhere)
        elif ticket := self._next():
            self._stage.hall.called(ticket["field"])
            self._waits_for(ticket)
        else:
            self._has_nobody()

    def _next(self) -> Any:
        return self._ticket("next") if self.counter is not None else None

    def _has_nobody(self) -> None:
        if self._stage.day.break_at(self._stage.time.now):
            self._goes_to_lunch()
        elif elsewhere := self._stage.hall.take_needed(self):
            self._moves(elsewhere)
        elif not self._stage.hall.has_nobody(self):
            self._then(LOOKS_AGAIN_S, self._looks)

    def _waits_for(self, ticket: Ticket) -> None:
        manner = self._manner(ticket)
        if manner.comes_at_call == ticket["calls"]:
            self._then(manner.walk_s, self._starts)
        elif ticket["calls"] < self._stage.centre.rules.max_calls:
            self._then(ANSWER_S, lambda: self._waits_for(self._ticket("recall")))
        else:
            self._then(ANSWER_S, self._gives_up)

    def _gives_up(self) -> None:
        self._ticket("no-show")
        self._then(TIDIES_UP_S, self._looks)

    def _starts(self) -> None:
        ticket = self._ticket("start")
        self._then(self._manner(ticket).service_s, lambda: self._finishes(ticket))

    def _finishes(self, served: Ticket) -> None:
        ticket = self._command("finish", self._result(served))["ticket"]
        if ticket["stop"] > served["stop"]:  # another counter may have called it already
            self._stage.hall.joined(ticket["field"])
        self._then(TIDIES_UP_S, self._looks)

    def _result(self, ticket: Ticket) -> dict[str, Any]:
        """The outcome; a dossier handed in at the first stop gets its code there."""
        codes = list(ticket["dossiers"])
        if ticket["purpose"] == Purpose.SUBMIT and ticket["stop"] == 1:
            codes += self._stage.new_codes()
        outcome = self._manner(ticket).outcome
        return {"outcome": outcome, "dossiers": [{"code": code} for code in codes]}

    def _moves(self, counter: str) -> None:
        """Close one counter and open another, which is already kept for this officer."""
        if self.counter is not None:
            self._closes(self.counter)
        self.counter = counter
        self._then(MOVES_S, self._opens)

    def _opens(self) -> None:
        self._command("open", {"mode": "manual"})
        self._looks()

    def _closes(self, counter: str) -> None:
        self._command("close")
        self._stage.hall.leave(counter)
        self.counter = None

    def _lunch_is_overdue(self) -> bool:
        span = self._stage.day.break_at(self._stage.time.now)
        return span is not None and self._stage.time.now >= span[0] + LUNCH_WAITS

    def _goes_to_lunch(self) -> None:
        span = self._stage.day.break_at(self._stage.time.now)
        assert span is not None, "lunch is taken in a break"
        back = self._looks
        if self.counter is not None:
            self._command("pause", {"reason": self._stage.centre.pause_reasons[0]})
            back = self._opens
        self._stage.time.at(span[1], lambda: self._unless_refused(back))

    def _ticket(self, command: str) -> Any:
        """Give a command about the ticket at the counter, and return the ticket."""
        ticket = self._command(command)["ticket"]
        if ticket is not None and ticket["counter"] not in (None, self.counter):
            self._caller.refusals.note(f"{ticket['number']} is at {ticket['counter']} too")
        return ticket

    def _command(self, command: str, body: Ticket | None = None) -> Any:
        return self._caller.post(f"/counters/{self.counter}/{command}", body)

    def _then(self, seconds: float, play: Play) -> None:
        self._stage.time.after(seconds, lambda: self._unless_refused(play))

    def _unless_refused(self, play: Play) -> None:
        """Go on after a refusal, which is counted; an officer who is refused often gives up."""
        try:
            play()
        except Refused:
            self._refused += 1
            if self._refused < MOST_REFUSALS:
                self._then(TIDIES_UP_S, self._looks)

    def _manner(self, ticket: Ticket) -> Manner:
        return manner_of(
            self._stage.seed,
            ticket["number"],
            ticket["stop"],
            Purpose(ticket["purpose"] or Purpose.GUIDANCE),
            self._stage.field(ticket["field"]).service_minutes,
        )
