"""Why a verb says no.  Illegal moves raise ``server.rules.tickets.WrongMove``."""

from __future__ import annotations

import datetime as dt

from server.rules.tickets import WrongMove


class NotFound(Exception):
    """There is no such ticket, counter, field or dossier."""


class NotAllowed(Exception):
    """This person or device may not do this."""


class AtAnotherCounter(WrongMove):
    """The officer has another counter open; ``state`` is that counter's."""

    def __init__(self, counter: str, number: int, state: str, move: str) -> None:
        super().__init__(state, move)
        self.counter = counter
        self.number = number


class UnknownField(Exception):
    """There is no such field or procedure in this centre."""


class FieldClosed(Exception):
    """The field gives no numbers now; ``opens_at`` says when again, if that is known."""

    def __init__(self, reason: str, opens_at: dt.datetime | None = None) -> None:
        self.reason = reason
        self.opens_at = opens_at
        super().__init__(reason)


class Emergency(Exception):
    """No numbers now; the messages, Vietnamese and English, tell people what to do."""

    def __init__(self, message: str, message_en: str) -> None:
        super().__init__(message)
        self.message_en = message_en


class CentreClosed(Exception):
    """The centre gives no numbers; ``opens_at`` is the next opening, if that is known."""

    def __init__(self, opens_at: dt.datetime | None, reason: str = "outside_hours") -> None:
        self.opens_at = opens_at
        self.reason = reason
        super().__init__("the centre is closed")


class UnlikelyDossier(Exception):
    """What is told of a dossier cannot be; the message names the key and what was expected."""
