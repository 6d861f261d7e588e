"""What a printer does, and the ways in which it can fail."""

from __future__ import annotations

from typing import Protocol

from PIL import Image

from kiosk.printer.condition import Condition


class _NoPaper(Exception):
    def __init__(self, condition: Condition) -> None:
        self.condition = condition
        super().__init__(condition.why)


class NotPrinted(_NoPaper):
    """No paper came out, and none will; the message says why, in the staff's words."""


class MaybePrinted(_NoPaper):
    """The job broke off on its way: nobody can say whether paper came out."""


class Printer(Protocol):
    """A device that puts a slip on paper."""

    def prepare(self) -> None:
        """Do what is slow once, before the first citizen."""

    def print(self, picture: Image.Image, name: str) -> Condition:
        """Print one slip within a few seconds and say how the printer is then.

        ``name`` tells slips apart (number and time).  Raises ``NotPrinted`` or ``MaybePrinted``;
        returning means that the device took the whole job, and, where it answers, printed it.
        """

    def look(self) -> Condition:
        """How the printer is, within two seconds or so; raises nothing."""
