"""The printer: pictures in, paper out; the only owner of escpos.

A printer has one verb, ``print``, and time limits of a few seconds.  What it raises says what the
citizen may hope for: ``NotPrinted`` (no paper) or ``MaybePrinted`` (nobody knows).
"""

from kiosk.printer.choice import open_printer
from kiosk.printer.verdict import MaybePrinted, NotPrinted, Printer

__all__ = ["MaybePrinted", "NotPrinted", "Printer", "open_printer"]
