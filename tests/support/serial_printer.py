"""A printer on a serial port: its brain at the one end of a pseudo-terminal, the kiosk's at the
other."""

from __future__ import annotations

import os
import select
import threading
import tty
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from printer_brain import PrinterBrain


@contextmanager
def serial_printer() -> Iterator[tuple[PrinterBrain, str]]:
    """The brain and the path of its port."""
    printer, port = os.openpty()
    tty.setraw(port)
    brain, stopping = PrinterBrain(), threading.Event()
    thread = threading.Thread(target=_serve, args=(printer, brain, stopping), daemon=True)
    thread.start()
    try:
        yield brain, os.ttyname(port)
    finally:
        stopping.set()
        thread.join(5)
        os.close(port)
        os.close(printer)


def _serve(printer: int, brain: PrinterBrain, stopping: threading.Event) -> None:
    while not stopping.is_set():
        if brain.reads and select.select([printer], [], [], 0.02)[0]:
            with suppress(OSError):  # nobody has the port open
                os.write(printer, brain.takes(os.read(printer, 4096)))
        elif not brain.reads:
            stopping.wait(0.02)
