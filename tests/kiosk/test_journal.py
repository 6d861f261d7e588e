"""The journal of print jobs: what it says it knows, also after a power cut at any byte."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from kiosk import journal as module
from kiosk.journal import Journal

FILE = "print-jobs.jsonl"


def test_what_was_begun_and_not_ended_is_unknown_afterwards(tmp_path: Path) -> None:
    first = Journal(tmp_path)
    first.begun("A001")
    first.ended("A001", "printed")
    first.begun("A002")
    second = Journal(tmp_path)
    assert second.cut_off == ["A002"]
    assert (second.claim("A001"), second.claim("A002")) == ("printed", "unknown")
    assert Journal(tmp_path).cut_off == [], "told once"


def test_a_name_is_claimed_once(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    assert [journal.claim("A001"), journal.claim("A001")] == [None, "begun"]


def test_a_claim_that_was_never_begun_can_be_made_again_after_a_restart(tmp_path: Path) -> None:
    Journal(tmp_path).claim("A001")
    assert Journal(tmp_path).claim("A001") is None


def test_a_power_cut_at_any_byte_loses_no_more_than_the_line_being_written(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.ended("A001", "printed")
    whole = (tmp_path / FILE).stat().st_size
    journal.begun("A002")
    written = (tmp_path / FILE).read_bytes()
    for kept in range(whole, len(written) + 1):
        (tmp_path / FILE).write_bytes(written[:kept])
        after = Journal(tmp_path)
        after.begun("A003")
        again = Journal(tmp_path)
        assert again.claim("A001") == "printed"
        assert "A003" in again.cut_off


def test_each_line_is_on_disk_when_the_call_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal, synced = Journal(tmp_path), list[bytes]()
    monkeypatch.setattr(os, "fsync", lambda _: synced.append((tmp_path / FILE).read_bytes()))
    journal.begun("A001")
    journal.ended("A001", "printed")
    assert [text.splitlines()[-1].count(b"A001") for text in synced] == [1, 1]
    assert synced[-1] == (tmp_path / FILE).read_bytes()


def test_it_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST_BYTES", 2000)
    monkeypatch.setattr(module, "KEPT_JOBS", 10)
    journal = Journal(tmp_path)
    for nth in range(200):
        journal.ended(f"A{nth:03}", "printed")
        assert (tmp_path / FILE).stat().st_size < 2100
    assert Journal(tmp_path).claim("A199") == "printed"


@pytest.mark.parametrize("rubbish", [b"", b"\n\n", b"\xff\x00{", b"[]", b'{"job": 1}', b"null"])
def test_a_spoiled_journal_stops_no_kiosk(tmp_path: Path, rubbish: bytes) -> None:
    (tmp_path / FILE).write_bytes(rubbish)
    journal = Journal(tmp_path)
    journal.begun("A001")
    assert Journal(tmp_path).cut_off == ["A001"]


def test_a_disk_that_cannot_be_written_stops_no_slip(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "nowhere")
    assert journal.claim("A001") is None
    journal.begun("A001")
    journal.ended("A001", "printed")
    assert journal.claim("A001") == "printed"


def test_only_the_kiosk_may_read_it(tmp_path: Path) -> None:
    Journal(tmp_path).begun("A001")
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
