"""A person's data: found by any spelling, told whole, and deleted so that nothing of it is left."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hall import CHIEF, LAN, TestHall, done
from hypothesis import given
from hypothesis import strategies as st
from running import luot

from server.actions.call import next_ticket
from server.actions.counting_dossiers import count_changed, count_dossiers
from server.actions.dossiers import add_dossier, remove_dossier
from server.actions.forget import forget, forget_old, kept_about
from server.actions.hold import hold, resume
from server.actions.refusals import NotFound
from server.actions.serve import finish, start
from server.messages import DossierAdded, DossierRemoved, HoldRequest
from server.reports.agreement import disagreements
from server.rules.dossier_code import identity
from server.rules.tickets import WrongMove
from server.store.log import first_broken
from server.store.veil import belongs, opened, sealed

MINE = "H57.12-261101-0001"
OLD_SPELLING = "000.00.12.H57-261101-0001"
OTHERS = "H57.12-261101-0002"
NOTE = "chị Lan đi sao chụp giấy khai sinh"


@pytest.fixture
def served(hall: TestHall) -> TestHall:
    """One visit about two dossiers, held with a note, finished; a code added afterwards."""
    hall.open()
    visit = hall.take(dossiers=[MINE, OTHERS])
    assert next_ticket(hall.centre, "1", LAN)
    start(hall.centre, "1", LAN)
    hold(hall.centre, "1", HoldRequest(note=NOTE), LAN)
    resume(hall.centre, "1", hall.number(visit), LAN)
    finish(hall.centre, "1", done(outcome="received", dossiers=[{"code": OLD_SPELLING}]), LAN)
    added = {"code": MINE, "outcome": "received", "reason": "quên nhập mã hồ sơ"}
    add_dossier(hall.centre, visit, DossierAdded.model_validate(added), CHIEF)
    return hall


def bytes_of(hall: TestHall) -> bytes:
    """Every byte of the database and its journal."""
    path = hall.centre.store.path
    files = (path, path.with_name(f"{path.name}-wal"))
    return b"".join(file.read_bytes() for file in files if file.exists())


def about(hall: TestHall, code: str) -> dict[str, object]:
    with hall.centre.store.reading() as tx:
        return kept_about(tx, identity(code))


def test_a_person_is_found_by_either_spelling_and_told_nothing_of_others(
    served: TestHall,
) -> None:
    told = json.dumps(about(served, OLD_SPELLING), ensure_ascii=False)
    assert about(served, MINE) == about(served, OLD_SPELLING)
    assert MINE in told
    assert NOTE in told
    assert OTHERS not in told


def test_what_is_deleted_is_in_no_byte_of_the_file_and_the_chain_holds(served: TestHall) -> None:
    count_dossiers(served.centre)
    assert all(text.encode() in bytes_of(served) for text in (MINE, OLD_SPELLING, NOTE))
    forget(served.centre.store, identity(MINE), served.clock.now(), None)
    left = bytes_of(served)
    assert not [text for text in (MINE, OLD_SPELLING, NOTE, "quên nhập") if text.encode() in left]
    with served.centre.store.reading() as tx:
        assert first_broken(tx) is None
        assert list(disagreements(tx)) == []
    with pytest.raises(NotFound):
        about(served, MINE)


def test_another_dossier_of_the_same_visit_stays(served: TestHall) -> None:
    forget(served.centre.store, identity(MINE), served.clock.now(), None)
    told = json.dumps(about(served, OTHERS))
    assert OTHERS in told
    issued = next(line for line in served.log() if line["event"] == "issued")
    assert issued["data"]["dossiers"] == [OTHERS]
    assert issued["data"]["forgotten"] == 1


def test_the_log_says_that_something_was_deleted_and_not_what(served: TestHall) -> None:
    forget(served.centre.store, identity(MINE), served.clock.now(), "quan-tri")
    line = served.log()[-1]
    assert (line["event"], line["staff"]) == ("forgotten", "quan-tri")
    assert "0001" not in json.dumps(line["data"])


def test_nobody_is_forgotten_while_they_are_here(hall: TestHall) -> None:
    hall.take(dossiers=[MINE])
    with pytest.raises(WrongMove):
        forget(hall.centre.store, identity(MINE), hall.clock.now(), None)
    assert about(hall, MINE)["visits"]


def test_notes_go_after_their_time_and_codes_after_theirs(served: TestHall) -> None:
    served.clock.go_on(days=364)
    assert not forget_old(served.centre)
    served.clock.go_on(days=2)
    assert forget_old(served.centre)
    assert NOTE.encode() not in bytes_of_main(served)
    assert about(served, MINE)["visits"]
    served.clock.go_on(days=1825)
    assert forget_old(served.centre)
    assert count_changed(served.centre)
    assert forget_old(served.centre)
    assert not forget_old(served.centre)
    with pytest.raises(NotFound):
        about(served, MINE)
    with served.centre.store.reading() as tx:
        assert first_broken(tx) is None
        assert list(disagreements(tx)) == []


def bytes_of_main(hall: TestHall) -> bytes:
    hall.centre.store.checkpoint()
    return bytes_of(hall)


def test_a_code_that_was_taken_off_is_forgotten_with_its_reason(served: TestHall) -> None:
    """It stands in no visit any more, but in the log's texts and in what can be taken back."""
    visit = next(line["visit"] for line in served.log() if line["event"] == "issued")
    removed = DossierRemoved(code=MINE, reason="hồ sơ của bà Hoa")
    remove_dossier(served.centre, visit, removed, CHIEF)
    assert MINE.encode() in bytes_of_main(served)
    forget(served.centre.store, identity(MINE), served.clock.now(), None)
    left = bytes_of_main(served)
    assert not [one for one in (MINE, OLD_SPELLING, "bà Hoa") if one.encode() in left]
    assert OTHERS.encode() in left
    with served.centre.store.reading() as tx:
        assert first_broken(tx) is None


def test_a_text_changed_beside_its_line_breaks_the_log_there(served: TestHall) -> None:
    with served.centre.store.transaction() as tx:
        tx.execute("DROP TRIGGER log_text_keeps_texts")
        tx.execute("UPDATE log_text SET text = 'H57.12-261101-0009' WHERE text = :mine", mine=MINE)
        assert first_broken(tx) == next(
            line["seq"] for line in served.log() if line["event"] == "issued"
        )


def test_the_command_finds_exports_and_forgets(served: TestHall) -> None:
    data = ("--data", str(served.centre.store.path.parent))
    found = luot("person", "find", OLD_SPELLING, *data)
    assert (found.returncode, found.stderr) == (0, "")
    assert "2026-11-23 A001: ho-tich done" in found.stdout
    exported = json.loads(luot("person", "export", MINE, *data).stdout)
    assert exported["visits"][0]["number"] == "A001"
    assert "secret" not in json.dumps(exported)
    assert luot("person", "forget", MINE, "--yes", *data).returncode == 0
    gone = luot("person", "find", MINE, *data)
    assert (gone.returncode, gone.stdout) == (1, "")
    assert gone.stderr == "luot: nothing is kept of that dossier\n"


@pytest.mark.parametrize("card", ["046090000001", "046090000001||Mẫu|02011990|Nam|Huế|15082021"])
def test_whoever_gives_a_card_is_told_that_nothing_of_it_is_kept(hall: TestHall, card: str) -> None:
    told = luot("person", "find", card, "--data", str(hall.centre.store.path.parent))
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.startswith("luot: nothing is kept of a citizen card, not even a hash")


@pytest.mark.parametrize("code", ["", "x", "H57.12-269901-0001", "' OR 1=1"])
def test_what_is_no_code_is_said_in_one_line(hall: TestHall, code: str, tmp_path: Path) -> None:
    done_ = luot("person", "find", code, "--data", str(hall.centre.store.path.parent))
    assert (done_.returncode, done_.stdout) == (1, "")
    assert len(done_.stderr.splitlines()) == 1


TEXT = st.text(max_size=20)


@given(
    data=st.fixed_dictionaries(
        {
            "note": st.none() | TEXT,
            "dossiers": st.lists(TEXT, unique=True) | st.dictionaries(TEXT, st.none() | TEXT),
            "number": TEXT,
        }
    )
)
def test_sealing_loses_nothing_and_hides_every_text(data: dict[str, object]) -> None:
    told, parts = sealed("held", data)
    assert all(belongs(part) for part in parts)
    assert opened(told, {part.seal: part.text for part in parts}) == data
    assert all(code.startswith("seal:") for code in told["dossiers"])


def test_looking_for_what_is_too_old_searches_no_table(served: TestHall) -> None:
    """It is done every half minute, in a centre that may have years of lines and dossiers."""
    asked = statements_of(served, lambda: forget_old(served.centre))
    assert len([one for one in asked if "DELETE" in one]) > 4
    with served.centre.store.reading() as tx:
        plans = [
            row["detail"]
            for one in asked
            if one.startswith(("DELETE", "UPDATE", "SELECT"))
            for row in tx.rows(f"EXPLAIN QUERY PLAN {one}")
        ]
    searched = [detail for detail in plans if detail.startswith("SCAN")]
    assert not searched, searched


def statements_of(hall: TestHall, work: Callable[[], object]) -> list[str]:
    """Every statement that is run, with its values in it."""
    asked: list[str] = []
    connection = hall.centre.store._connection
    connection.set_trace_callback(asked.append)
    try:
        work()
    finally:
        connection.set_trace_callback(None)
    return asked
