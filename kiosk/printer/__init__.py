"""The printer: pictures in, paper out; the only owner of escpos.

A printer prints and can be looked at, both within time limits of a few seconds.  What printing
raises says what the citizen may hope for: ``NotPrinted`` (no paper) or ``MaybePrinted`` (nobody
knows).
"""

from kiosk.printer.choice import open_printer
from kiosk.printer.condition import Condition
from kiosk.printer.verdict import MaybePrinted, NotPrinted, Printer

__all__ = ["Condition", "MaybePrinted", "NotPrinted", "Printer", "open_printer"]
