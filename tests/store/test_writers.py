"""Several processes write to one file: none loses a line, none finds it locked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from running import ROOT

from server.store import open_store
from server.store.log import first_broken, lines_after

WRITERS, LINES = 4, 60
WRITE = """
import datetime as dt, sys
from pathlib import Path
from server.store import open_store
from server.store.log import append, newest_seq

store = open_store(Path(sys.argv[1]))
for place in range(int(sys.argv[3])):
    with store.transaction() as tx:
        newest_seq(tx)  # reads before it writes, as every verb does
        append(tx, "written", dt.datetime.now(dt.UTC), device=sys.argv[2], data={"place": place})
"""


def test_many_writers_neither_lose_a_line_nor_meet_a_lock(tmp_path: Path) -> None:
    open_store(tmp_path, "thu").close()
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITE, str(tmp_path), f"w{number}", str(LINES)],
            cwd=ROOT,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(WRITERS)
    ]
    for one in writers:
        _, complained = one.communicate(timeout=120)
        assert one.returncode == 0, complained
    store = open_store(tmp_path)
    with store.reading() as tx:
        lines = lines_after(tx, 0, 10_000)
        assert first_broken(tx) is None
    store.close()
    for number in range(WRITERS):
        mine = [line["data"]["place"] for line in lines if line["device"] == f"w{number}"]
        assert mine == list(range(LINES))
    assert [line["seq"] for line in lines] == list(range(1, WRITERS * LINES + 1))
