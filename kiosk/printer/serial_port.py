"""A line to a printer on a serial port, also one that a USB cable only plays (``/dev/ttyUSB0``)."""

from __future__ import annotations

import time

import serial

LONGEST_JOB = 45_000
BITS_A_BYTE = 10
PIECE = 1024
READ_BYTES = 256
STEP_SECONDS = 0.02


class SerialLine:
    """Eight bits, no parity.  A job of 45 kB takes 4 s at 115,200 baud and 47 s at 9,600."""

    two_way = True

    def __init__(self, device: str, baud: int) -> None:
        self.job_seconds = 6.0 + LONGEST_JOB * BITS_A_BYTE / baud
        self._port = serial.Serial(device, baud, timeout=STEP_SECONDS, exclusive=True)

    def write(self, data: memoryview, seconds: float) -> int:
        """See ``Line``."""
        if self._port.write_timeout != seconds:
            self._port.write_timeout = max(seconds, 0.001)
        try:
            return int(self._port.write(data[:PIECE]))
        except serial.SerialTimeoutException as error:
            raise TimeoutError from error

    def read(self, seconds: float) -> bytes:
        """See ``Line``."""
        deadline = time.monotonic() + seconds
        while True:
            if waiting := self._port.in_waiting:
                return bytes(self._port.read(min(waiting, READ_BYTES)))
            if time.monotonic() >= deadline:
                return b""
            time.sleep(0.001)

    def finish(self, seconds: float) -> None:
        """See ``Line``; the last bytes may wait in the system for the printer to take them."""
        deadline = time.monotonic() + max(seconds, self.job_seconds)
        while self._port.out_waiting:
            if time.monotonic() > deadline:
                raise TimeoutError
            time.sleep(STEP_SECONDS)

    def close(self) -> None:
        """See ``Line``."""
        self._port.close()

    def abort(self) -> None:
        """See ``Line``; mere closing would wait for a printer that takes nothing."""
        self._port.reset_output_buffer()
        self._port.close()
