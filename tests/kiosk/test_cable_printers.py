"""Printers on a cable: a serial port (a real pseudo-terminal), USB (under pyusb), a device file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from kiosk_program import until
from printer_brain import Mood, PrinterBrain, State
from sample_slips import a_slip
from serial_printer import serial_printer
from usb_printer import PRODUCT, VENDOR, UsbPrinter

from kiosk.printer import MaybePrinted, NotPrinted, Printer, open_printer, questions
from kiosk.printer.answers import Answers
from kiosk.printer.device_file import DeviceFileLine
from kiosk.printer.serial_port import SerialLine
from kiosk.printer.slip_printer import SlipPrinter
from kiosk.printer.usb_device import UsbLine
from kiosk.slip import draw_slip
from server.messages import PrinterIs

SLIP = draw_slip(a_slip(), 384)


@pytest.fixture(autouse=True)
def _short_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.printer.line.STALL_SECONDS", 0.4)
    monkeypatch.setattr(questions, "ANSWER_SECONDS", 0.4)
    monkeypatch.setattr(questions, "SOON_SECONDS", 0.2)
    monkeypatch.setattr(UsbLine, "job_seconds", 1.5)
    monkeypatch.setattr(DeviceFileLine, "job_seconds", 1.5)
    monkeypatch.setattr("kiosk.printer.serial_port.LONGEST_JOB", -50_000)


def on_usb(device: UsbPrinter, data: Path) -> Printer:
    def line() -> UsbLine:
        return UsbLine(VENDOR, PRODUCT, device)

    return SlipPrinter(line, "USB", Answers(data, "usb://04b8:0202", True), data)


@contextmanager
def serial(data: Path) -> Iterator[tuple[PrinterBrain, Printer]]:
    with serial_printer() as (brain, port):
        yield brain, open_printer(f"serial://{port}?baud=115200", data)


@contextmanager
def device_file(data: Path) -> Iterator[tuple[PrinterBrain, Printer]]:
    with serial_printer() as (brain, port):
        yield brain, open_printer(f"file://{port}", data)


@contextmanager
def usb(data: Path) -> Iterator[tuple[PrinterBrain, Printer]]:
    device = UsbPrinter()
    yield device.brain, on_usb(device, data)


@pytest.fixture(params=[serial, device_file, usb])
def cable(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[PrinterBrain, Printer]]:
    open_cable: Callable[[Path], Iterator[tuple[PrinterBrain, Printer]]] = request.param
    with open_cable(tmp_path) as both:
        yield both


Cable = tuple[PrinterBrain, Printer]


def test_the_whole_slip_is_printed_and_the_printer_says_so(cable: Cable) -> None:
    brain, printer = cable
    for _ in range(2):
        condition = printer.print(SLIP, "A012")
        assert (condition.printer.value, condition.paper.value) == ("ok", "ok")
    assert len(brain.jobs) == 2
    assert brain.dones == 2


@pytest.mark.parametrize(
    ("state", "trouble"), [("out", "out"), ("cover_open", "cover_open"), ("near_end", "near_end")]
)
def test_it_says_how_it_is(cable: Cable, state: State, trouble: str) -> None:
    brain, printer = cable
    brain.state = state
    assert printer.look().trouble == trouble


@pytest.mark.parametrize("mood", ["never done", "stops in the job"])
def test_a_job_that_breaks_off_may_have_been_printed(cable: Cable, mood: Mood) -> None:
    brain, printer = cable
    brain.mood = mood
    with pytest.raises(MaybePrinted):
        printer.print(SLIP, "A012")


def test_a_mute_one_is_trusted(cable: Cable) -> None:
    brain, printer = cable
    brain.mood = "mute"
    assert printer.print(SLIP, "A012").printer is PrinterIs.OK
    until("the paper is out", lambda: brain.jobs)


def test_a_serial_port_that_is_not_there_has_not_printed(tmp_path: Path) -> None:
    printer = open_printer(f"serial://{tmp_path}/ttyUSB0", tmp_path)
    with pytest.raises(NotPrinted, match="ttyUSB0"):
        printer.print(SLIP, "A012")
    assert printer.look().printer is PrinterIs.OFFLINE


def test_a_slow_serial_line_is_given_the_time_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    with serial_printer() as (_, port):
        line = SerialLine(port, 9600)
        assert line.job_seconds > 45_000 * 10 / 9600
        line.close()


def test_a_usb_printer_that_is_unplugged_has_not_printed(tmp_path: Path) -> None:
    device = UsbPrinter(plugged=False)
    printer = on_usb(device, tmp_path)
    with pytest.raises(NotPrinted, match="USB"):
        printer.print(SLIP, "A012")
    device.plugged = True
    printer.print(SLIP, "A013")
    assert len(device.brain.jobs) == 1


def test_a_usb_printer_is_taken_from_its_driver_and_let_go_after_each_job(tmp_path: Path) -> None:
    device = UsbPrinter(driver=True)
    on_usb(device, tmp_path).print(SLIP, "A012")
    assert not device.driver
    assert device.claimed == device.released == [0]


@pytest.mark.parametrize("interface_class", [7, 255])
def test_a_usb_printer_need_not_call_itself_one(tmp_path: Path, interface_class: int) -> None:
    device = UsbPrinter(interface_class=interface_class)
    on_usb(device, tmp_path).print(SLIP, "A012")
    assert len(device.brain.jobs) == 1


def test_a_usb_printer_that_cannot_answer_is_trusted(tmp_path: Path) -> None:
    device = UsbPrinter(one_way=True)
    assert on_usb(device, tmp_path).print(SLIP, "A012").printer is PrinterIs.OK
    assert device.brain.asked == []


def test_what_was_said_before_the_question_is_no_answer(tmp_path: Path) -> None:
    device = UsbPrinter(says=b"\x12\x12\x12\x12\x00")
    device.brain.state = "offline"
    assert on_usb(device, tmp_path).look().printer is PrinterIs.OFFLINE
