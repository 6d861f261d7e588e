"""A scanner on a serial line (USB-COM), read on a thread of its own for as long as we run."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from urllib.parse import parse_qs

import serial
import structlog

from kiosk.scanner.reading import Reading

USUAL_BAUD = 9600
RETRY_SECONDS = 1.0

log = structlog.get_logger()


def open_scanner(address: str, on_text: Callable[[str], None]) -> SerialScanner | None:
    """The scanner at ``serial://DEVICE[?baud=9600]``; none where the page reads it, or nobody.

    Opening touches no device: one that is missing is waited for.
    """
    scheme, _, rest = address.partition("://")
    if scheme != "serial":
        return None
    device, _, query = rest.partition("?")
    baud = parse_qs(query).get("baud", [str(USUAL_BAUD)])
    return SerialScanner(device, int(baud[0]), on_text)


class SerialScanner:
    """Hands every text to ``on_text``, on the thread that reads; nothing is kept or logged."""

    def __init__(self, device: str, baud: int, on_text: Callable[[str], None]) -> None:
        self._device = device
        self._baud = baud
        self._on_text = on_text
        self._there: bool | None = None
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="scanner", daemon=True)

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def stop(self) -> None:
        """Read no more."""
        self._stopping.set()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._read_until_lost()
            except Exception as error:  # unplugged, not there yet, misconfigured: tried again
                self._note(False, type(error).__name__)
            self._stopping.wait(RETRY_SECONDS)

    def _read_until_lost(self) -> None:
        with serial.Serial(self._device, self._baud, exclusive=True) as line:
            self._note(True)
            reading = Reading()
            while not self._stopping.is_set():
                line.timeout = reading.silence
                if data := line.read(max(line.in_waiting, 1)):
                    reading.feed(data)
                elif text := reading.take():
                    self._hand_over(text)

    def _hand_over(self, text: str) -> None:
        try:
            self._on_text(text)
        except Exception as fault:  # the next citizen scans too; a traceback could quote the text
            log.error("scan_failed", fault=type(fault).__name__)

    def _note(self, there: bool, why: str | None = None) -> None:
        if there is not self._there:
            log.info("scanner_found" if there else "scanner_away", device=self._device, why=why)
        self._there = there
