"""Printing beside the screen: in order, bounded, and never stopped by one bad slip."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from kiosk_program import until
from PIL import Image
from sample_slips import a_slip

from kiosk.journal import Journal
from kiosk.printer import Condition, MaybePrinted, NotPrinted
from kiosk.printing import STALE_SECONDS, WAITING_AT_MOST, Job, Paper, Printing
from server.messages import PaperIs, PrinterIs

OK = Condition(PrinterIs.OK, PaperIs.OK)
OFF = Condition(PrinterIs.OFFLINE, why="off")
RESET = Condition(PrinterIs.UNKNOWN, why="reset")


class HandPrinter:
    """Prints when its hand lets it, and fails as told."""

    def __init__(self) -> None:
        self.printed: list[str] = []
        self.failures: list[Exception] = []
        self.condition = OK
        self.looks = 0
        self.at_work = 0
        self.hand = Event()
        self.hand.set()

    def prepare(self) -> None:
        """Nothing."""

    def print(self, picture: Image.Image, name: str) -> Condition:
        with self._alone():
            self.hand.wait(20)
            if self.failures:
                raise self.failures.pop(0)
            self.printed.append(name[:4])
        return self.condition

    def look(self) -> Condition:
        with self._alone():
            self.looks += 1
        return self.condition

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.at_work += 1
        assert self.at_work == 1, "nobody asks a printer that is printing"
        try:
            yield
        finally:
            self.at_work -= 1


@pytest.fixture
def printer() -> HandPrinter:
    return HandPrinter()


@pytest.fixture
def changes() -> list[str]:
    return []


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path)


@pytest.fixture
def printing(printer: HandPrinter, journal: Journal, changes: list[str]) -> Iterator[Printing]:
    running = Printing(printer, 384, journal, lambda: changes.append(running.state.printer))
    running.start()
    yield running
    printer.hand.set()
    running.stop(10)


def submit(printing: Printing, nth: int = 1, age: float = 0) -> Job:
    return printing.submit(a_slip(number=f"A{nth:03}"), time.monotonic() - age, f"ticket-{nth}")


def paper_of(job: Job) -> Paper:
    assert job.done.wait(20)
    return job.paper


def test_slips_come_out_in_their_order(printing: Printing, printer: HandPrinter) -> None:
    jobs = [submit(printing, nth) for nth in range(1, 5)]
    assert [paper_of(job) for job in jobs] == [Paper.PRINTED] * 4
    assert printer.printed == ["A001", "A002", "A003", "A004"]


@pytest.mark.parametrize(
    ("failure", "paper"),
    [
        (NotPrinted(OFF), Paper.NOT_PRINTED),
        (MaybePrinted(RESET), Paper.UNKNOWN),
        (ZeroDivisionError("a fault of ours"), Paper.NOT_PRINTED),
    ],
)
def test_a_failure_is_said_and_the_next_slip_comes_out(
    printing: Printing, printer: HandPrinter, failure: Exception, paper: Paper
) -> None:
    printer.failures = [failure]
    assert paper_of(submit(printing, 1)) is paper
    assert paper_of(submit(printing, 2)) is Paper.PRINTED
    assert printer.printed == ["A002"]


def test_too_many_waiting_slips_are_told_at_once(printing: Printing, printer: HandPrinter) -> None:
    printer.hand.clear()
    jobs = [submit(printing, nth) for nth in range(WAITING_AT_MOST + 2)]
    assert Paper.NOT_PRINTED in [job.paper for job in jobs[WAITING_AT_MOST:]]
    printer.hand.set()
    assert paper_of(jobs[0]) is Paper.PRINTED


def test_a_slip_that_waited_too_long_never_comes_out(
    printing: Printing, printer: HandPrinter
) -> None:
    assert paper_of(submit(printing, age=STALE_SECONDS + 1)) is Paper.NOT_PRINTED
    assert printer.printed == []


def test_a_change_of_the_printers_state_is_told_once(
    printing: Printing, printer: HandPrinter, changes: list[str]
) -> None:
    for nth in range(3):
        paper_of(submit(printing, nth))
    printer.failures, printer.condition = [NotPrinted(OFF)], OFF
    paper_of(submit(printing, 4))
    until("both changes were told", lambda: len(changes) == 2)
    assert changes == ["ok", "offline"]
    assert printing.state.why == "off"


def test_the_printer_is_looked_after_while_nobody_wants_paper(
    printing: Printing, printer: HandPrinter, changes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.printing.LOOK_SECONDS", 0.01)
    until("it was looked at", lambda: printer.looks > 2)
    printer.condition = Condition(PrinterIs.OK, PaperIs.OUT)
    until("paper out was seen", lambda: printing.state.trouble == "out")
    printer.condition = OK
    until("new paper was seen", lambda: printing.state.trouble is None)
    assert paper_of(submit(printing)) is Paper.PRINTED


def test_a_failed_slip_is_followed_by_a_look_at_once(
    printing: Printing, printer: HandPrinter
) -> None:
    until("it was looked at", lambda: printer.looks == 1)
    printer.failures = [MaybePrinted(RESET)]
    paper_of(submit(printing))
    until("it was looked at again", lambda: printer.looks == 2, 1.0)


# ---------------------------------------------------------------- once, also over a power cut


def test_one_slip_comes_out_once_however_often_it_is_asked_for(
    printing: Printing, printer: HandPrinter
) -> None:
    printer.hand.clear()
    first, second = submit(printing), submit(printing)
    printer.hand.set()
    assert paper_of(first) is Paper.PRINTED
    assert paper_of(second) is Paper.UNKNOWN, "it was still on its way"
    assert paper_of(submit(printing)) is Paper.PRINTED, "as is known by now"
    assert printer.printed == ["A001"]


def test_each_wish_for_a_copy_gets_one(printing: Printing, printer: HandPrinter) -> None:
    slip = a_slip(number="A001")
    for paper in ("ticket-1", "ticket-1-7", "ticket-1-7", "ticket-1-8"):
        paper_of(printing.submit(slip, time.monotonic(), paper))
    assert printer.printed == ["A001"] * 3


@pytest.mark.parametrize("ended", ["begun", "printed", "not_printed", "unknown"])
def test_a_slip_of_an_earlier_run_never_comes_out_again(
    tmp_path: Path, printer: HandPrinter, ended: str
) -> None:
    slip, earlier = a_slip(number="A001"), Journal(tmp_path)
    earlier.begun(f"{slip.name} ticket-1")
    earlier.ended(f"{slip.name} ticket-1", ended)
    printing = Printing(printer, 384, Journal(tmp_path), lambda: None)
    printing.start()
    paper = paper_of(submit(printing))
    printing.stop(10)
    assert paper == ("unknown" if ended == "begun" else ended)
    assert printer.printed == []


def test_staff_hear_of_a_slip_that_a_power_cut_left_open(
    tmp_path: Path, printer: HandPrinter
) -> None:
    Journal(tmp_path).begun("A017-20261123-080112 01J0000000")
    printing = Printing(printer, 384, Journal(tmp_path), lambda: None)
    printing.start()
    until("the printer was looked at", lambda: printer.looks)
    assert "in A017-20261123-080112: không rõ" in str(printing.state.why)
    paper_of(submit(printing))
    assert printing.state.why is None
    printing.stop(10)


def test_a_job_is_in_the_journal_before_its_first_byte_leaves(
    tmp_path: Path, printing: Printing, printer: HandPrinter
) -> None:
    printer.hand.clear()
    job = submit(printing)
    until("it is being printed", lambda: printer.at_work)
    assert Journal(tmp_path).cut_off == [job.name]
    printer.hand.set()
    paper_of(job)
    assert Journal(tmp_path).claim(job.name) == "printed"


def test_a_stop_lets_the_waiting_slips_come_out(printing: Printing, printer: HandPrinter) -> None:
    printer.hand.clear()
    jobs = [submit(printing, nth) for nth in range(3)]
    printer.hand.set()
    printing.stop(20)
    assert [job.paper for job in jobs] == [Paper.PRINTED] * 3
