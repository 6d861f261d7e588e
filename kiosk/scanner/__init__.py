"""The scanner: a serial line in, whole texts out.

A text is what the scanner read and nothing more is known of it; ``kiosk.codes`` says what it is.
"""

from kiosk.scanner.serial_scanner import SerialScanner, open_scanner

__all__ = ["SerialScanner", "open_scanner"]
