"""Which printer a configuration's address means."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from kiosk.printer.device_file import DeviceFile
from kiosk.printer.network import NetworkPrinter
from kiosk.printer.png_folder import PngFolder
from kiosk.printer.verdict import Printer

RAW_PORT = 9100


def open_printer(address: str, data: Path) -> Printer:
    """``network://HOST[:PORT]``, ``file://DEVICE`` or ``png://FOLDER`` (under ``data``).

    Opening touches no device: a printer that is off is noticed when it should print.
    """
    scheme, _, rest = address.partition("://")
    if scheme == "network":
        place = urlsplit(address)
        assert place.hostname, "settings let no other address pass"
        return NetworkPrinter(place.hostname, place.port or RAW_PORT, data)
    if scheme == "file":
        return DeviceFile(Path(rest), data)
    return PngFolder(data / rest)
