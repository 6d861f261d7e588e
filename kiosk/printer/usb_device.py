"""A line to a USB printer without a driver, by its vendor's and product's number.

On Linux the user needs a udev rule for the device, and libusb must be installed
(docs/operating.md); on Windows the printer needs the WinUSB driver.
"""

from __future__ import annotations

import time
from contextlib import suppress
from typing import Any

import usb.core
import usb.util

PRINTER_CLASS = 7
PIECE = 4096
LONGEST_READ = 512
STEP_MS = 20


class UsbLine:
    """The printer interface of one device; ``backend`` is for tests, libusb unless given."""

    job_seconds = 6.0

    def __init__(self, vendor: int, product: int, backend: Any = None) -> None:
        self._device = _found(vendor, product, backend)
        try:
            self._interface = _claimed(self._device)
            self._out = _endpoint(self._interface, usb.util.ENDPOINT_OUT)
            self._in = _endpoint(self._interface, usb.util.ENDPOINT_IN)
            self.two_way = self._in is not None
            if self._out is None:
                raise OSError("thiết bị USB này không nhận dữ liệu in")
        except BaseException:
            usb.util.dispose_resources(self._device)
            raise

    def write(self, data: memoryview, seconds: float) -> int:
        """See ``Line``."""
        try:
            return int(self._out.write(bytes(data[:PIECE]), _milliseconds(seconds)))
        except usb.core.USBTimeoutError as error:
            raise TimeoutError from error

    def read(self, seconds: float) -> bytes:
        """See ``Line``; an empty packet is no answer yet."""
        deadline = time.monotonic() + seconds
        while self._in is not None:
            with suppress(usb.core.USBTimeoutError):
                if said := bytes(self._in.read(LONGEST_READ, STEP_MS)):
                    return said
            if time.monotonic() >= deadline:
                break
        return b""

    def finish(self, seconds: float) -> None:
        """See ``Line``; the device has taken everything."""

    def close(self) -> None:
        """See ``Line``."""
        usb.util.dispose_resources(self._device)

    abort = close


def _found(vendor: int, product: int, backend: Any) -> Any:
    try:
        device = usb.core.find(idVendor=vendor, idProduct=product, backend=backend)
    except usb.core.NoBackendError as error:
        raise OSError("thiếu thư viện libusb-1.0 (gói libusb-1.0-0)") from error
    if device is None:
        raise OSError("không thấy thiết bị USB")
    return device


def _claimed(device: Any) -> Any:
    interface = _printer_interface(device.configurations())
    with suppress(NotImplementedError):  # other systems have no driver to send away
        if device.is_kernel_driver_active(interface.bInterfaceNumber):
            device.detach_kernel_driver(interface.bInterfaceNumber)
    usb.util.claim_interface(device, interface)
    return interface


def _printer_interface(configurations: Any) -> Any:
    """The interface that says it is a printer, or the first one: many cheap printers do not."""
    interfaces = [one for configuration in configurations for one in configuration]
    if not interfaces:
        raise OSError("thiết bị USB này không có giao diện nào")
    printers = (one for one in interfaces if one.bInterfaceClass == PRINTER_CLASS)
    return next(printers, interfaces[0])


def _endpoint(interface: Any, direction: int) -> Any:
    def fits(endpoint: Any) -> bool:
        bulk = usb.util.endpoint_type(endpoint.bmAttributes) == usb.util.ENDPOINT_TYPE_BULK
        return bulk and bool(usb.util.endpoint_direction(endpoint.bEndpointAddress) == direction)

    return usb.util.find_descriptor(interface, custom_match=fits)


def _milliseconds(seconds: float) -> int:
    return max(int(seconds * 1000), 1)  # 0 would mean for ever
