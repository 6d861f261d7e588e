"""Printing beside the screen: in order, bounded, and never stopped by one bad slip."""

from __future__ import annotations

import time
from collections.abc import Iterator
from threading import Event

import pytest
from kiosk_program import until
from PIL import Image
from sample_slips import a_slip

from kiosk.printer import MaybePrinted, NotPrinted
from kiosk.printing import STALE_SECONDS, WAITING_AT_MOST, Job, Paper, Printing


class HandPrinter:
    """Prints when its hand lets it, and fails as told."""

    def __init__(self) -> None:
        self.printed: list[str] = []
        self.failures: list[Exception] = []
        self.hand = Event()
        self.hand.set()

    def prepare(self) -> None:
        """Nothing."""

    def print(self, picture: Image.Image, name: str) -> None:
        self.hand.wait(20)
        if self.failures:
            raise self.failures.pop(0)
        self.printed.append(name[:4])


@pytest.fixture
def printer() -> HandPrinter:
    return HandPrinter()


@pytest.fixture
def changes() -> list[str]:
    return []


@pytest.fixture
def printing(printer: HandPrinter, changes: list[str]) -> Iterator[Printing]:
    running = Printing(printer, 384, lambda: changes.append(running.state.printer))
    running.start()
    yield running
    printer.hand.set()
    running.stop(10)


def submit(printing: Printing, nth: int = 1, age: float = 0) -> Job:
    return printing.submit(a_slip(number=f"A{nth:03}"), time.monotonic() - age)


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
        (NotPrinted("off"), Paper.NOT_PRINTED),
        (MaybePrinted("reset"), Paper.UNKNOWN),
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
    assert jobs[-1].paper is Paper.NOT_PRINTED
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
    printer.failures = [NotPrinted("off")]
    paper_of(submit(printing, 4))
    until("both changes were told", lambda: len(changes) == 2)
    assert changes == ["ok", "failed"]
    assert printing.state.message == "off"


def test_a_stop_lets_the_waiting_slips_come_out(printing: Printing, printer: HandPrinter) -> None:
    printer.hand.clear()
    jobs = [submit(printing, nth) for nth in range(3)]
    printer.hand.set()
    printing.stop(20)
    assert [job.paper for job in jobs] == [Paper.PRINTED] * 3
