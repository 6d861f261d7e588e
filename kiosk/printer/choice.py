"""Which printer a configuration's address means."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from kiosk.printer.answers import Answers
from kiosk.printer.device_file import DeviceFileLine
from kiosk.printer.line import Line
from kiosk.printer.network import NetworkLine
from kiosk.printer.png_folder import PngFolder
from kiosk.printer.slip_printer import SlipPrinter
from kiosk.printer.verdict import Printer

RAW_PORT = 9100
BAUD = "115200"


def open_printer(address: str, data: Path, asks: bool = True) -> Printer:
    """The printer at one of the addresses of docs/operating.md; a PNG folder lies under ``data``.

    ``asks`` is false for a printer that must not be asked how it is.  Opening touches no device: a
    printer that is off is noticed when it should print.
    """
    scheme, _, rest = address.partition("://")
    if scheme == "png":
        return PngFolder(data / rest)
    where, open_line = LINES[scheme](address, rest)
    return SlipPrinter(open_line, where, Answers(data, address, asks), data)


Way = tuple[str, Callable[[], Line]]


def _network(address: str, _rest: str) -> Way:
    place = urlsplit(address)
    assert place.hostname, "settings let no other address pass"
    host, port = place.hostname, place.port or RAW_PORT
    return f"{host}:{port}", partial(NetworkLine, host, port)


def _file(_address: str, rest: str) -> Way:
    return rest, partial(DeviceFileLine, Path(rest))


def _serial(_address: str, rest: str) -> Way:
    # Serial and USB libraries are loaded only where such a printer is: 5 MB that others save.
    from kiosk.printer.serial_port import SerialLine

    device, _, query = rest.partition("?")
    baud = parse_qs(query).get("baud", [BAUD])[0]
    return device, partial(SerialLine, device, int(baud))


def _usb(_address: str, rest: str) -> Way:
    from kiosk.printer.usb_device import UsbLine

    vendor, product = (int(number, 16) for number in rest.split(":"))
    return f"USB {rest}", partial(UsbLine, vendor, product)


LINES = {"network": _network, "file": _file, "serial": _serial, "usb": _usb}
