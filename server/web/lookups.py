"""Whose page a slip's secret opens: all who ask at the same time share one look.

When a hall comes back at once, each page on its own would stand in the queue for the database
before the counters; and the last of them would wait until they have all given up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import structlog
from flask_socketio import SocketIO

from server.centre import Centre
from server.store import Transaction
from server.web.callers import CITIZEN, Credentials, identified
from server.web.precedence import Precedence
from server.web.refusals import NotSignedIn

LOOKED_UP_AT_ONCE = 100
GIVES_WAY_S = 0.1
log = structlog.get_logger()


class CannotLookNow(Exception):
    """The database did not answer; whoever asked may come again."""


@dataclass(eq=False)
class _Question:
    secret: str
    answered: Any
    visit: str | None = None
    failed: bool = False


class Lookups:
    """The questions of this process's newcomers, answered together by one task."""

    def __init__(self, centre: Centre, socketio: SocketIO, precedence: Precedence) -> None:
        self._centre = centre
        self._precedence = precedence
        self._engine = socketio.server.eio
        self._asked = self._engine.create_queue()
        self._nothing_asked = self._engine.get_queue_empty_exception()

    def visit(self, secret: str) -> str | None:
        """The visit whose living link this is; waits for the answer.

        Raises ``CannotLookNow``.
        """
        question = _Question(secret, self._engine.create_event())
        self._asked.put(question)
        question.answered.wait()
        if question.failed:
            raise CannotLookNow
        return question.visit

    def run(self) -> None:
        """Answer for ever; the server starts it once, in the background."""
        while True:
            first = self._asked.get()
            self._precedence.give_way(GIVES_WAY_S)
            self.answer([first, *self._more()])

    def answer(self, questions: list[_Question]) -> None:
        """Answer these from one reading; nobody is left without an answer."""
        try:
            self._centre.store.run(lambda: self._look(questions))
        except Exception:  # a fault here must not keep every page out for good
            log.exception("looking up followers failed")
            for question in questions:
                question.failed = True
        for question in questions:
            question.answered.set()

    def _more(self) -> list[_Question]:
        more: list[_Question] = []
        while len(more) < LOOKED_UP_AT_ONCE - 1:
            try:
                more.append(self._asked.get(block=False))
            except self._nothing_asked:
                break
        return more

    def _look(self, questions: list[_Question]) -> None:
        with self._centre.store.reading() as tx:
            for question in questions:
                question.visit = self._visit(tx, question.secret)

    def _visit(self, tx: Transaction, secret: str) -> str | None:
        try:
            caller = identified(self._centre, tx, Credentials(authorization=f"Ticket {secret}"))
        except NotSignedIn:
            return None
        return caller.name if caller.kind == CITIZEN else None
