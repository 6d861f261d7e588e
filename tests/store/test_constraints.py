"""What the database itself refuses, whatever the code above it does."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.store import Store, open_store

DAY = "2026-11-23"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path, "thu")
    yield opened
    opened.close()


def put(store: Store, table: str, **row: object) -> None:
    """Insert a row past everything that would check it."""
    with store.transaction() as tx:
        names = ", ".join(row)
        values = ", ".join(f":{name}" for name in row)
        tx.execute(f"INSERT INTO {table} (centre, {names}) VALUES (:centre, {values})", **row)


def put_visit(store: Store, visit: str, ordinal: int, **more: object) -> None:
    row = {
        "id": visit,
        "day": DAY,
        "number": f"A{ordinal:03d}",
        "series": "A",
        "ordinal": ordinal,
        "field": "ho-tich",
        "language": "vi",
        "customer": "citizen",
        "issued_at": f"{DAY}T01:00:00.000Z",
        "issued_by": "kiosk-1",
        "trial": 0,
        "secret_hash": f"secret of {visit}",
        "sequence": ordinal + 1000 * len(visit),
    }
    put(store, "visit", **{**row, **more})


def put_stop(store: Store, visit: str, state: str, position: int = 1, **more: object) -> None:
    at = f"{DAY}T01:00:00.000Z"
    row = {
        "day": DAY,
        "visit": visit,
        "position": position,
        "field": "ho-tich",
        "state": state,
        "sequence": position,
        "arrived_at": at,
        "queued_at": at,
    }
    put(store, "stop", **{**row, **more})


def test_a_number_is_given_once_a_day(store: Store) -> None:
    put_visit(store, "v1", 1)
    with pytest.raises(sqlite3.IntegrityError):
        put_visit(store, "v22", 1)
    with pytest.raises(sqlite3.IntegrityError):
        put_visit(store, "v333", 2, number="A001")
    with pytest.raises(sqlite3.IntegrityError):
        put_visit(store, "v4444", 1, number="A999")
    put_visit(store, "v55555", 1, day="2026-11-24")


def test_two_visits_never_share_an_id_or_a_secret(store: Store) -> None:
    put_visit(store, "v1", 1)
    with pytest.raises(sqlite3.IntegrityError):
        put_visit(store, "v1", 2)
    with pytest.raises(sqlite3.IntegrityError):
        put_visit(store, "v22", 2, secret_hash="secret of v1")


@pytest.mark.parametrize("first", ["called", "serving"])
@pytest.mark.parametrize("second", ["called", "serving"])
def test_a_counter_has_one_ticket_at_most(store: Store, first: str, second: str) -> None:
    put_visit(store, "v1", 1)
    put_visit(store, "v22", 2)
    put_stop(store, "v1", first, counter="1")
    with pytest.raises(sqlite3.IntegrityError, match="counter"):
        put_stop(store, "v22", second, counter="1")
    put_stop(store, "v22", second, counter="2")


def test_a_counter_may_have_had_any_number_of_tickets(store: Store) -> None:
    for place, state in enumerate(("done", "no_show", "held", "transferred", "called"), start=1):
        put_visit(store, "v" * place, place)
        put_stop(store, "v" * place, state, counter="1")


@pytest.mark.parametrize("first", ["waiting", "called", "serving", "held"])
@pytest.mark.parametrize("second", ["waiting", "called", "serving", "held"])
def test_a_visit_has_one_open_stop_at_most(store: Store, first: str, second: str) -> None:
    put_visit(store, "v1", 1)
    put_stop(store, "v1", first, counter="1")
    with pytest.raises(sqlite3.IntegrityError, match="visit"):
        put_stop(store, "v1", second, position=2, counter="2")
    put_stop(store, "v1", "planned", position=2)


def test_a_visit_has_one_stop_in_each_place(store: Store) -> None:
    put_visit(store, "v1", 1)
    put_stop(store, "v1", "done")
    with pytest.raises(sqlite3.IntegrityError):
        put_stop(store, "v1", "planned")


def test_an_officer_has_one_counter_at_most(store: Store) -> None:
    put(store, "counter", id="1", state="open", mode="manual", officer="lan")
    with pytest.raises(sqlite3.IntegrityError):
        put(store, "counter", id="2", state="open", mode="manual", officer="lan")
    put(store, "counter", id="2", state="open", mode="manual", officer="minh")
    put(store, "counter", id="3", state="closed", mode="manual", officer=None)
    put(store, "counter", id="4", state="closed", mode="manual", officer=None)


def test_a_stop_belongs_to_a_visit(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        put_stop(store, "nobody", "waiting")


def test_a_visit_with_stops_cannot_be_deleted(store: Store) -> None:
    put_visit(store, "v1", 1)
    put_stop(store, "v1", "done")
    with pytest.raises(sqlite3.IntegrityError), store.transaction() as tx:
        tx.execute("DELETE FROM visit")
