"""A printer in the network that prints, complains, hangs, resets, babbles or is mute.

Each ends within seconds in one word: printed, not printed, or nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_printer import FakePrinter, fake_printer
from kiosk_program import until
from printer_brain import CAN_PRINT, STATUS, Mood, State
from sample_slips import a_slip

from kiosk.printer import MaybePrinted, NotPrinted, Printer, open_printer, questions
from kiosk.printer.condition import Condition
from kiosk.printer.network import NetworkLine
from kiosk.slip import draw_slip
from server.messages import PaperIs, PrinterIs

SLIP = draw_slip(a_slip(), 576)


@pytest.fixture
def printer() -> Iterator[FakePrinter]:
    with fake_printer() as running:
        yield running


@pytest.fixture
def opened(printer: FakePrinter, tmp_path: Path) -> Printer:
    return open_printer(printer.address, tmp_path)


@pytest.fixture(autouse=True)
def _short_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.printer.line.STALL_SECONDS", 0.4)
    monkeypatch.setattr(questions, "ANSWER_SECONDS", 0.4)
    monkeypatch.setattr(questions, "SOON_SECONDS", 0.2)
    monkeypatch.setattr(NetworkLine, "job_seconds", 1.5)


def said(condition: Condition) -> tuple[str, str]:
    return condition.printer.value, condition.paper.value


def test_the_whole_slip_is_printed_and_nothing_else(printer: FakePrinter, opened: Printer) -> None:
    assert said(opened.print(SLIP, "A012")) == ("ok", "ok")
    assert [paper.height for paper in printer.papers()] == [SLIP.height]


def test_a_job_is_asked_about_before_and_after(printer: FakePrinter, opened: Printer) -> None:
    opened.print(SLIP, "A012")
    assert printer.asked == [1, 2, 3, 4]
    assert printer.dones == 1


def test_slips_come_one_after_another(printer: FakePrinter, opened: Printer) -> None:
    for _ in range(3):
        opened.print(SLIP, "A012")
    assert len(printer.jobs) == 3


# ---------------------------------------------------------------- what a printer says


@pytest.mark.parametrize(
    ("state", "word", "paper"),
    [
        ("ready", "ok", "ok"),
        ("ready, drawer", "ok", "ok"),
        ("near_end", "ok", "near_end"),
        ("out", "ok", "out"),
        ("cover_open", "cover_open", "ok"),
        ("offline", "offline", "ok"),
        ("error", "error", "ok"),
        ("cutter_error", "cutter_error", "ok"),
    ],
)
def test_every_state_of_a_printer_is_named(
    printer: FakePrinter, opened: Printer, state: State, word: str, paper: str
) -> None:
    printer.state = state
    assert said(opened.look()) == (word, paper)


@pytest.mark.parametrize("state", STATUS)
def test_only_a_printer_that_can_print_is_sent_the_slip(
    printer: FakePrinter, opened: Printer, state: State
) -> None:
    printer.state = state
    if state in CAN_PRINT:
        opened.print(SLIP, "A012")
    else:
        with pytest.raises(NotPrinted, match=f"127.0.0.1:{printer.port}"):
            opened.print(SLIP, "A012")
    printer.mend()
    assert len(printer.jobs) == (state in CAN_PRINT), "nor does it come out later"


def test_paper_near_its_end_is_told_with_the_slip(printer: FakePrinter, opened: Printer) -> None:
    printer.state = "near_end"
    condition = opened.print(SLIP, "A012")
    assert said(condition) == ("ok", "near_end")
    assert "sắp hết giấy" in str(condition.why)


def test_bytes_that_nobody_asked_for_are_no_answer(printer: FakePrinter, opened: Printer) -> None:
    printer.mood = "chatters"
    printer.state = "cover_open"
    assert opened.look().printer is PrinterIs.COVER_OPEN


# ---------------------------------------------------------------- what a printer does


def test_a_printer_that_is_off_has_not_printed(printer: FakePrinter, opened: Printer) -> None:
    printer.switch_off()
    with pytest.raises(NotPrinted, match=f"127.0.0.1:{printer.port}") as failure:
        opened.print(SLIP, "A012")
    assert failure.value.condition.printer is PrinterIs.OFFLINE
    assert opened.look().printer is PrinterIs.OFFLINE


def test_a_printer_switched_on_again_prints_again(printer: FakePrinter, opened: Printer) -> None:
    printer.switch_off()
    with pytest.raises(NotPrinted):
        opened.print(SLIP, "A012")
    printer.switch_on()
    opened.print(SLIP, "A013")
    assert len(printer.jobs) == 1


@pytest.mark.parametrize("mood", ["hangs", "resets", "rubbish", "falls silent"])
def test_a_printer_that_answers_no_more_gets_no_job(
    printer: FakePrinter, opened: Printer, mood: Mood
) -> None:
    opened.print(SLIP, "A012")
    printer.asked.clear()
    printer.mood = mood
    with pytest.raises(NotPrinted):
        opened.print(SLIP, "A013")
    assert opened.look().printer in {PrinterIs.UNKNOWN, PrinterIs.OFFLINE}
    assert len(printer.jobs) == 1


@pytest.mark.parametrize("mood", ["resets in the job", "stops in the job", "never done"])
def test_a_job_that_breaks_off_may_have_been_printed(
    printer: FakePrinter, opened: Printer, mood: Mood
) -> None:
    printer.mood = mood
    with pytest.raises(MaybePrinted) as failure:
        opened.print(SLIP, "A012")
    assert failure.value.condition.printer is PrinterIs.UNKNOWN


def test_paper_that_runs_out_in_the_job_is_named_at_once(
    printer: FakePrinter, opened: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(NetworkLine, "job_seconds", 60.0)
    printer.mood = "runs out in the job"
    with pytest.raises(MaybePrinted) as failure:
        opened.print(SLIP, "A012")
    assert failure.value.condition.paper is PaperIs.OUT


def test_the_rest_of_a_broken_job_is_thrown_away(printer: FakePrinter, opened: Printer) -> None:
    printer.mood = "runs out in the job"
    with pytest.raises(MaybePrinted):
        opened.print(SLIP, "A012")
    until("the line is reset", lambda: printer.resets_heard)


# ---------------------------------------------------------------- a printer that cannot be asked


def test_a_mute_printer_is_trusted_and_waited_for_only_once(
    printer: FakePrinter, opened: Printer, tmp_path: Path
) -> None:
    printer.mood = "mute"
    assert said(opened.print(SLIP, "A012")) == ("ok", "unknown")
    assert printer.asked == [1]
    open_printer(printer.address, tmp_path).print(SLIP, "A013")
    assert printer.asked == [1], "known from the data folder"
    until("both papers are out", lambda: len(printer.jobs) == 2)


def test_a_printer_that_must_not_be_asked_is_never_asked(
    printer: FakePrinter, tmp_path: Path
) -> None:
    opened = open_printer(printer.address, tmp_path, asks=False)
    opened.look()
    opened.print(SLIP, "A012")
    opened.look()
    until("the paper is out", lambda: printer.jobs)
    assert printer.asked == []


def test_what_one_printer_can_do_is_not_taken_for_anothers(
    printer: FakePrinter, opened: Printer, tmp_path: Path
) -> None:
    printer.mood = "mute"
    opened.print(SLIP, "A012")
    with fake_printer() as other:
        open_printer(other.address, tmp_path).print(SLIP, "A013")
        assert other.asked == [1, 2, 3, 4]


def test_a_printer_that_seemed_mute_is_asked_again_when_there_is_time(
    printer: FakePrinter, opened: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer.mood = "mute"
    opened.print(SLIP, "A012")
    printer.mood = "prints"
    opened.look()
    assert printer.asked == [1], "not at every look"
    monkeypatch.setattr("kiosk.printer.answers.ASK_AGAIN_SECONDS", 0.0)
    opened.look()
    assert printer.asked == [1, 1, 2, 3, 4]
    printer.state = "out"
    with pytest.raises(NotPrinted):
        opened.print(SLIP, "A013")


def test_a_mute_printer_that_broke_off_stays_under_suspicion(
    printer: FakePrinter, tmp_path: Path
) -> None:
    opened = open_printer(printer.address, tmp_path, asks=False)
    printer.mood = "stops in the job"
    with pytest.raises(MaybePrinted):
        opened.print(SLIP, "A012")
    assert opened.look().printer is PrinterIs.UNKNOWN
