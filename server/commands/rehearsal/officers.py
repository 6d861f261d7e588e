"""Officers as played: open, call, serve, go to lunch, cover other counters, close."""

from __future__ import annotations

import datetime as dt
from typing import Any

from server.commands.rehearsal.manner import Manner, manner_of
from server.commands.rehearsal.stage import Stage
from server.commands.rehearsal.wire import Caller
from server.messages import Purpose
from server.settings import PostSettings

LOOKS_UP_S = 3.0
TIDIES_UP_S = 10.0
ANSWER_S = 40.0
"""How long an officer waits before calling again."""
MOVES_S = 60.0
LUNCH_WAITS = dt.timedelta(minutes=30)
"""So long into a break the people already there are still called."""
MOST_REFUSALS = 5


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
        if self.counter is not None:
            self._at_counter("open", {"mode": "manual"})
        self._looks()

    def hears_lunch(self) -> None:
        """A break begins: whoever is free goes."""
        if self._stage.hall.is_free(self):
            self._goes_to_lunch()

    def is_needed(self) -> None:
        """Somebody has come: look up, a moment later."""
        self._stage.time.after(LOOKS_UP_S, self._looks)

    def leaves(self) -> None:
        """Close the counter and sign out."""
        if self.counter is not None:
            self._at_counter("close")
            self._stage.hall.leave(self.counter)
            self.counter = None
        self._caller.post("/logout")

    def _looks(self) -> None:
        """Call whoever is next; with nobody there, see where else one is needed."""
        if self._stage.is_too_late():
            return
        if self._lunch_is_overdue():
            self._goes_to_lunch()
        elif elsewhere := self._stage.hall.take_home(self):
            self._moves(elsewhere)
        elif (ticket := self._next()) is not None:
            self._stage.hall.called(ticket["field"])
            self._waits_for(ticket)
        else:
            self._has_nobody()

    def _has_nobody(self) -> None:
        if self._stage.day.break_at(self._stage.time.now):
            self._goes_to_lunch()
        elif elsewhere := self._stage.hall.take_needed(self):
            self._moves(elsewhere)
        elif not self._stage.hall.has_nobody(self):
            self.is_needed()

    def _next(self) -> Any:
        return self._at_counter("next") if self.counter is not None else None

    def _waits_for(self, ticket: dict[str, Any]) -> None:
        manner = self._manner(ticket)
        if manner.comes_at_call == ticket["calls"]:
            self._stage.time.after(manner.walk_s, self._starts)
        elif ticket["calls"] < self._stage.centre.rules.max_calls:
            self._stage.time.after(ANSWER_S, self._calls_again)
        else:
            self._stage.time.after(ANSWER_S, self._gives_up)

    def _calls_again(self) -> None:
        if ticket := self._at_counter("recall"):
            self._waits_for(ticket)

    def _gives_up(self) -> None:
        if self._at_counter("no-show"):
            self._tidies_up()

    def _starts(self) -> None:
        if ticket := self._at_counter("start"):
            seconds = self._manner(ticket).service_s
            self._stage.time.after(seconds, lambda: self._finishes(ticket))

    def _finishes(self, served: dict[str, Any]) -> None:
        ticket = self._at_counter("finish", self._result(served))
        if ticket is not None:
            if ticket["state"] == "waiting":
                self._stage.hall.joined(ticket["field"])
            self._tidies_up()

    def _result(self, ticket: dict[str, Any]) -> dict[str, Any]:
        """The outcome; a dossier handed in at the first stop gets its code there."""
        codes = list(ticket["dossiers"])
        if ticket["purpose"] == Purpose.SUBMIT and ticket["stop"] == 1:
            codes += [code] if (code := self._stage.new_code()) else []
        return {
            "outcome": self._manner(ticket).outcome,
            "dossiers": [{"code": code} for code in codes],
        }

    def _tidies_up(self) -> None:
        self._stage.time.after(TIDIES_UP_S, self._looks)

    def _moves(self, counter: str) -> None:
        """Close one counter and open another, which is already kept for this officer."""
        if self.counter is not None:
            self._at_counter("close")
            self._stage.hall.leave(self.counter)
        self.counter = counter
        self._stage.time.after(MOVES_S, self._opens)

    def _opens(self) -> None:
        self._at_counter("open", {"mode": "manual"})
        self._looks()

    def _lunch_is_overdue(self) -> bool:
        span = self._stage.day.break_at(self._stage.time.now)
        return span is not None and self._stage.time.now >= span[0] + LUNCH_WAITS

    def _goes_to_lunch(self) -> None:
        span = self._stage.day.break_at(self._stage.time.now)
        assert span is not None, "lunch is taken in a break"
        if self.counter is not None:
            self._at_counter("pause", {"reason": self._stage.centre.pause_reasons[0]})
        back = self._opens if self.counter is not None else self._looks
        self._stage.time.at(span[1], back)

    def _at_counter(self, command: str, body: dict[str, Any] | None = None) -> Any:
        """The ticket or counter of the answer; an officer who is refused often goes home."""
        answer = self._caller.post(f"/counters/{self.counter}/{command}", body)
        if answer is None:
            self._is_refused()
            return None
        ticket = answer.get("ticket")
        if ticket is not None and ticket["counter"] not in (None, self.counter):
            self._caller.refusals.note(f"{ticket['number']} is at another counter too")
        return ticket if command not in ("open", "pause", "close") else answer

    def _is_refused(self) -> None:
        self._refused += 1
        if self._refused < MOST_REFUSALS:
            self._tidies_up()

    def _manner(self, ticket: dict[str, Any]) -> Manner:
        return manner_of(
            self._stage.seed,
            ticket["number"],
            ticket["stop"],
            Purpose(ticket["purpose"] or Purpose.GUIDANCE),
            self._stage.field(ticket["field"]).service_minutes,
        )
