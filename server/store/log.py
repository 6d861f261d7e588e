"""The visit log: append-only, each line chained to the one before it.

``hash`` is SHA-256 over the previous line's hash and this line's canonical JSON (sorted keys, no
blanks, UTF-8).  The first line follows 64 zeros.  Dossier codes and what officers write are
sealed (``veil``): they stand beside the line, and can be forgotten without breaking the chain.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from server.store.database import Transaction
from server.store.times import stamp
from server.store.veil import SEAL, Part, belongs, opened, sealed, seals_in

GENESIS = "0" * 64
COLUMNS = ("seq", "at", "event", "visit", "stop", "counter", "staff", "device", "data")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line to be written."""

    event: str
    at: dt.datetime
    visit: str | None = None
    stop: int | None = None
    counter: str | None = None
    staff: str | None = None
    device: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


def append(
    tx: Transaction,
    event: str,
    at: dt.datetime,
    *,
    visit: str | None = None,
    stop: int | None = None,
    counter: str | None = None,
    staff: str | None = None,
    device: str | None = None,
    data: dict[str, Any] | None = None,
) -> int:
    """Write one line and return its sequence."""
    entry = Entry(event, at, visit, stop, counter, staff, device, data or {})
    [seq] = append_all(tx, [entry])
    return seq


def append_all(tx: Transaction, entries: Iterable[Entry]) -> list[int]:
    """Write lines one after the other and return their sequences."""
    last = tx.row(
        "SELECT seq, hash FROM visit_log WHERE centre = :centre ORDER BY seq DESC LIMIT 1"
    )
    seq, digest = (last["seq"], last["hash"]) if last else (0, GENESIS)
    seqs = []
    for entry in entries:
        seq += 1
        digest = _write(tx, seq, digest, entry)
        seqs.append(seq)
    return seqs


def _write(tx: Transaction, seq: int, previous: str, entry: Entry) -> str:
    told, parts = sealed(entry.event, entry.data)
    line = {
        "seq": seq,
        "at": stamp(entry.at),
        "event": entry.event,
        "visit": entry.visit,
        "stop": entry.stop,
        "counter": entry.counter,
        "staff": entry.staff,
        "device": entry.device,
        "data": told,
    }
    text = json.dumps(line["data"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = chained(previous, line)
    tx.execute(
        "INSERT INTO visit_log (centre, seq, at, event, visit, stop, counter, staff, device, data,"
        " hash) VALUES (:centre, :seq, :at, :event, :visit, :stop, :counter, :staff, :device,"
        " :data, :hash)",
        **{**line, "data": text},
        hash=digest,
    )
    for part in parts:
        _keep(tx, seq, part)
    return digest


def _keep(tx: Transaction, seq: int, part: Part) -> None:
    tx.execute(
        "INSERT INTO log_text VALUES (:centre, :seq, :seal, :salt, :text, :kind)",
        seq=seq,
        seal=part.seal,
        salt=part.salt,
        text=part.text,
        kind=part.kind,
    )


def chained(previous: str, line: dict[str, Any]) -> str:
    """The hash of a line that follows ``previous``."""
    canonical = json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256((previous + canonical).encode()).hexdigest()


def newest_seq(tx: Transaction) -> int:
    """The sequence of the newest line, 0 in an empty log."""
    return int(tx.value("SELECT max(seq) FROM visit_log WHERE centre = :centre") or 0)


def last_before(tx: Transaction, before: str) -> int:
    """The sequence of the last line older than an instant, found by halves; 0 when none is."""
    low, high = 0, newest_seq(tx)
    while low < high:
        middle = (low + high + 1) // 2
        at = tx.value("SELECT at FROM visit_log WHERE centre = :centre AND seq = :seq", seq=middle)
        if at < before:
            low = middle
        else:
            high = middle - 1
    return low


def lines_after(tx: Transaction, seq: int, limit: int) -> list[dict[str, Any]]:
    """The lines after a sequence, oldest first, ``data`` parsed."""
    rows = tx.rows(
        "SELECT seq, at, event, visit, stop, counter, staff, device, data, hash FROM visit_log"
        " WHERE centre = :centre AND seq > :seq ORDER BY seq LIMIT :limit",
        seq=seq,
        limit=limit,
    )
    return _opened(tx, rows)


def lines_of(tx: Transaction, visit: str) -> list[dict[str, Any]]:
    """The lines of one visit, oldest first, ``data`` parsed."""
    rows = tx.rows(
        "SELECT seq, event, counter, data FROM visit_log"
        " WHERE centre = :centre AND visit = :visit ORDER BY seq",
        visit=visit,
    )
    return _opened(tx, rows)


def lines_telling(tx: Transaction, event: str) -> Iterator[dict[str, Any]]:
    """Every line of one event, oldest first, ``data`` parsed, one at a time."""
    cursor = tx.execute(
        "SELECT seq, data FROM visit_log WHERE centre = :centre AND event = :event ORDER BY seq",
        event=event,
    )
    return (_opened(tx, [dict(row)])[0] for row in cursor)


def _opened(tx: Transaction, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Lines as they were told, with what is still kept beside them."""
    parts = _parts(tx, [row["seq"] for row in rows if SEAL in row["data"]])
    return [_one_opened(row, parts[row["seq"]]) for row in rows]


def _one_opened(row: dict[str, Any], parts: list[Part]) -> dict[str, Any]:
    data = json.loads(row["data"])
    if SEAL not in row["data"]:
        return {**row, "data": data}
    told = opened(data, {part.seal: part.text for part in parts})
    return {**row, "data": told, "sealed": data, "salts": {one.seal: one.salt for one in parts}}


def _parts(tx: Transaction, seqs: Sequence[int]) -> dict[int, list[Part]]:
    """The texts beside some lines, all in one question."""
    found: dict[int, list[Part]] = defaultdict(list)
    texts = tx.execute(
        "SELECT seq, seal, salt, text, kind FROM log_text WHERE centre = :centre"
        " AND seq IN (SELECT value FROM json_each(:seqs))",
        seqs=json.dumps(seqs),
    )
    for seq, *part in texts:
        found[seq].append(Part(*part))
    return found


def newest_lines(tx: Transaction, limit: int) -> list[dict[str, Any]]:
    """The newest lines, oldest first."""
    return lines_after(tx, max(0, newest_seq(tx) - limit), limit)


def undone_calls(tx: Transaction, after: int) -> dict[int, str]:
    """The calls that lines after a sequence took back: their own sequence, and the counter."""
    rows = tx.rows(
        "SELECT json_extract(data, '$.seq') AS call, counter FROM visit_log"
        " WHERE centre = :centre AND seq > :after AND event = 'undone'"
        " AND json_extract(data, '$.event') = 'called' ORDER BY seq",
        after=after,
    )
    return {row["call"]: row["counter"] for row in rows}


def first_broken(tx: Transaction) -> int | None:
    """The sequence of the first line that does not follow the one before it, or ``None``."""
    previous, expected = GENESIS, 1
    for row in _all_lines(tx):
        line = {name: row[name] for name in COLUMNS}
        try:
            line["data"] = json.loads(line["data"])
        except ValueError:
            return expected
        if row["seq"] != expected or chained(previous, line) != row["hash"]:
            return expected
        if SEAL in row["data"] and not _texts_belong(tx, expected, line["data"]):
            return expected
        previous, expected = row["hash"], expected + 1
    return expected if _told_of(tx) >= expected else None


def _texts_belong(tx: Transaction, seq: int, data: dict[str, Any]) -> bool:
    """Whether every text still kept beside a line is one that the line has sealed."""
    seals = set(seals_in(data))
    return all(part.seal in seals and belongs(part) for part in _parts(tx, [seq])[seq])


def _told_of(tx: Transaction) -> int:
    """The highest line that a visit or a stop names: it must not have been cut off."""
    visit = tx.value("SELECT max(sequence) FROM visit WHERE centre = :centre")
    stop = tx.value(
        "SELECT max(coalesce(max(sequence), 0), coalesce(max(call_seq), 0)) FROM stop"
        " WHERE centre = :centre"
    )
    return max(visit or 0, stop or 0)


def _all_lines(tx: Transaction) -> Iterator[dict[str, Any]]:
    cursor = tx.execute("SELECT * FROM visit_log WHERE centre = :centre ORDER BY seq")
    return (dict(row) for row in cursor)
