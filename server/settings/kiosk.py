"""``kiosk.toml``: one touch screen, its printer and where the server is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from server.messages import Language
from server.settings.faults import Fault, SettingsError, Table, load_toml
from server.settings.pictures import fault_of_png
from server.settings.texts import Slug, Url

PRINTER = re.compile(
    r"network://[^\s/:]+(?::(?P<port>\d{1,5}))?/?"
    r"|usb://[0-9A-Fa-f]{4}:[0-9A-Fa-f]{4}"
    r"|serial://[^\s?]+(?:\?baud=(?P<baud>\d{1,7}))?"
    r"|(?:file|png)://.+"
)
BAUDS = (2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400, 460800, 921600)

SCANNER = re.compile(r"^(?:none|keyboard|serial://[^\s?]+(?:\?baud=[1-9]\d{2,6})?)$", re.ASCII)


def _is_printer(address: str) -> str:
    match = PRINTER.fullmatch(address)
    if match is None or int(match["port"] or 1) not in range(1, 65536):
        raise ValueError(
            "expected network://ADDRESS[:PORT], usb://VVVV:PPPP, serial://DEVICE[?baud=N], "
            "file://DEVICE or png://FOLDER"
        )
    if match["baud"] and int(match["baud"]) not in BAUDS:
        raise ValueError(f"expected one of the speeds {', '.join(map(str, BAUDS))} after baud=")
    return address


def _is_scanner(address: str) -> str:
    if not SCANNER.match(address):
        raise ValueError('expected "none", "keyboard" or serial://DEVICE[?baud=9600]')
    return address


Port = Annotated[int, Field(ge=0, le=65535)]
PrinterAddress = Annotated[str, AfterValidator(_is_printer)]
ScannerAddress = Annotated[str, AfterValidator(_is_scanner)]


class KioskSettings(Table):
    """One kiosk.  Folders in ``printer`` are relative to the data folder, ``logo`` to this file.

    ``pixels_per_mm``: of the screen's glass, so that no button is smaller than a finger; the
    default is a 21.5-inch screen of 1080×1920.  ``sounds``: another folder of clips, relative to
    this file.
    """

    name: Annotated[str, StringConstraints(min_length=1, max_length=64)] = "kiosk-1"
    server_url: Url = "http://127.0.0.1:8000"
    host: str = "127.0.0.1"
    port: Port = 8001
    zone: Slug | None = None
    fields: list[Slug] = []
    language: Language = "vi"
    printer: PrinterAddress = "png://slips"
    printer_answers: Literal["auto", "none"] = "auto"
    paper_dots: Literal[576, 384] = 576
    logo: Annotated[str, StringConstraints(min_length=1)] | None = None
    scanner: ScannerAddress = "none"
    footer: Annotated[str, StringConstraints(max_length=200)] = "Vui lòng đợi gọi số!"
    footer_en: Annotated[str, StringConstraints(max_length=200)] = "Please wait to be called!"
    pixels_per_mm: Annotated[float, Field(ge=1, le=20)] = 4
    sounds: str | None = None
    idle_seconds: Annotated[float, Field(gt=0, le=600)] = 30
    idle_grace_seconds: Annotated[float, Field(gt=0, le=120)] = 15
    result_seconds: Annotated[float, Field(gt=0, le=120)] = 12
    tickets_per_minute: Annotated[int, Field(ge=1, le=600)] = 20
    scans_per_minute: Annotated[int, Field(ge=1, le=600)] = 30
    numbers_alone: Annotated[int, Field(ge=0, le=100)] = 30


def load_kiosk(path: Path) -> KioskSettings:
    """Read a kiosk's file, ``logo`` as a whole path; raises ``SettingsError`` with all faults."""
    settings = load_toml(path, KioskSettings)
    if settings.logo is None:
        return settings
    logo = path.parent / settings.logo
    if fault := fault_of_png(logo):
        raise SettingsError([Fault(path.name, "logo", fault)])
    return settings.model_copy(update={"logo": str(logo)})
