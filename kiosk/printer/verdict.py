"""What a printer does, and the ways in which it can fail."""

from __future__ import annotations

from typing import Protocol

from PIL import Image


class NotPrinted(Exception):
    """No paper came out, and none will; the message says why, in the staff's words."""


class MaybePrinted(Exception):
    """The job broke off on its way: nobody can say whether paper came out."""


class Printer(Protocol):
    """A device that puts a slip on paper."""

    def prepare(self) -> None:
        """Do what is slow once, before the first citizen."""

    def print(self, picture: Image.Image, name: str) -> None:
        """Print one slip within a few seconds.

        ``name`` tells slips apart (number and time).  Raises ``NotPrinted`` or ``MaybePrinted``;
        returning means that the device took the whole job.
        """
