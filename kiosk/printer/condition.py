"""What a printer says of itself in its four status bytes (ESC/POS ``DLE EOT`` 1 to 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.messages import PaperIs, PrinterIs

OFFLINE = 0x08
COVER_OPEN, ENDED, FAULT = 0x04, 0x20, 0x40
CUTTER, UNRECOVERABLE, OTHER_FAULTS = 0x08, 0x20, 0x44
NEAR_END, NO_PAPER = 0x0C, 0x60

WORDS = {
    PrinterIs.OFFLINE: "chưa sẵn sàng (offline)",
    PrinterIs.COVER_OPEN: "nắp đang mở",
    PrinterIs.CUTTER_ERROR: "kẹt dao cắt giấy",
    PrinterIs.ERROR: "bị lỗi, cần tắt và bật lại",
    PaperIs.OUT: "hết giấy",
    PaperIs.NEAR_END: "sắp hết giấy",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """How the printer is; ``why`` says it to the staff, where something is wrong."""

    printer: PrinterIs
    paper: PaperIs = PaperIs.UNKNOWN
    why: str | None = None

    @property
    def can_print(self) -> bool:
        """A slip sent now should come out."""
        return self.printer is PrinterIs.OK and self.paper is not PaperIs.OUT

    @property
    def trouble(self) -> str | None:
        """What is wrong in one word of ``PrinterIs`` or ``PaperIs``, the graver one first."""
        if self.printer not in {PrinterIs.OK, PrinterIs.NOT_TRIED}:
            return self.printer.value
        return self.paper.value if self.paper in {PaperIs.OUT, PaperIs.NEAR_END} else None


def condition_of(answers: Sequence[int], where: str) -> Condition:
    """The condition that the answers to ``DLE EOT`` 1, 2, 3 and 4 mean; bits, never whole bytes.

    A printer says that it is off line with every fault: that is only told where it is all it says.
    """
    status, reasons, faults, sensors = answers
    paper = _paper(reasons, sensors)
    if faults & UNRECOVERABLE:
        printer = PrinterIs.ERROR
    elif faults & CUTTER:
        printer = PrinterIs.CUTTER_ERROR
    elif reasons & COVER_OPEN:
        printer = PrinterIs.COVER_OPEN
    elif reasons & FAULT or faults & OTHER_FAULTS:
        printer = PrinterIs.ERROR
    elif status & OFFLINE and paper is not PaperIs.OUT:
        printer = PrinterIs.OFFLINE
    else:
        printer = PrinterIs.OK
    return described(printer, paper, where)


def described(printer: PrinterIs, paper: PaperIs, where: str) -> Condition:
    """A condition with the words for it."""
    said = WORDS.get(printer) or WORDS.get(paper)
    return Condition(printer, paper, f"Máy in {where}: {said}" if said else None)


def _paper(reasons: int, sensors: int) -> PaperIs:
    if reasons & ENDED or sensors & NO_PAPER:
        return PaperIs.OUT
    return PaperIs.NEAR_END if sensors & NEAR_END else PaperIs.OK
