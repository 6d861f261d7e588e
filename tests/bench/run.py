"""``make bench``: what Lượt reaches on this machine, each figure beside its floor of the same run.

``LUOT_BENCH_SCALE=5`` takes five times as many of everything (and five times as long).
"""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

import calls  # noqa: E402 - the path comes first
import following  # noqa: E402
import forecasting  # noqa: E402
import pages  # noqa: E402
import paper  # noqa: E402
import reporting  # noqa: E402
import searching  # noqa: E402
import seen_and_heard  # noqa: E402
import starting  # noqa: E402
import taking_numbers  # noqa: E402
import touched_number  # noqa: E402
import typed_search  # noqa: E402
from memory import resident_mb  # noqa: E402
from tables import Table  # noqa: E402

BOARDS = 200
FOLLOWERS = 5000


def main() -> None:
    """Measure everything and print the tables."""
    scale = max(1, int(os.environ.get("LUOT_BENCH_SCALE", "1")))
    began = time.monotonic()
    print(f"# Lượt, measured\n\n{_machine()}", flush=True)
    table, server_mb = calls.measure(BOARDS, 100 * scale)
    print(table, flush=True)
    print(pages.measure(100 * scale), flush=True)
    print(following.measure(FOLLOWERS, 5 * scale), flush=True)
    print(forecasting.measure(100 * scale), flush=True)
    print(taking_numbers.measure(5 * scale), flush=True)
    table, kiosk_mb = paper.measure(20 * scale)
    print(table, flush=True)
    table, board_mb = seen_and_heard.measure(20 * scale)
    print(table, flush=True)
    print(searching.measure(40 * scale), flush=True)
    days = int(os.environ.get("LUOT_BENCH_REPORT_DAYS", str(5 * scale)))
    print(reporting.measure(days), flush=True)
    print(touched_number.measure(20 * scale), flush=True)
    print(typed_search.measure(10 * scale), flush=True)
    print(starting.measure(2 + scale), flush=True)
    print(
        _memory(
            {f"server, {BOARDS} boards connected": server_mb, "kiosk": kiosk_mb, "board": board_mb}
        ),
        flush=True,
    )
    print(f"\n{time.monotonic() - began:.0f} s")


def _memory(measured: dict[str, float]) -> Table:
    table = Table("Resident memory", ("MB", "after the run", "floor", "ratio"))
    bare = starting.bare_process()
    floor = resident_mb(bare.pid)
    bare.kill()
    bare.communicate()
    for what, megabytes in measured.items():
        table.add(what, megabytes, floor, f"{megabytes / floor:.1f} ×")
    table.notes.append("Floor: a bare Python that has imported the libraries of the server.")
    return table


def _machine() -> str:
    load = os.getloadavg()[0]
    busy = f"; load {load:.1f} at the start" if load > 0.5 else ""
    return (
        f"{os.cpu_count()} cores, Python {platform.python_version()}, SQLite "
        f"{sqlite3.sqlite_version}, {platform.system()} {platform.release()}{busy}"
    )


if __name__ == "__main__":
    main()
