"""How much a board is told at once: whatever happens, little enough for a weak line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from listening import listening
from made_centre import counter, field, small_centre, write_centre
from running import running_server

SMALL = 8 * 1024

LONG_NAMES = (
    "Đăng ký đất đai và tài sản gắn liền với đất",
    "Bảo hiểm xã hội, bảo hiểm y tế, bảo hiểm thất nghiệp",
    "Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)",
    "Xuất nhập cảnh, cư trú và quản lý con dấu",
)


@pytest.fixture(scope="module")
def big_zone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Forty counters in one zone, with names as long as the presets' are."""
    numbers = range(1, 41)
    fields = [{**field(f"f{n}", str(n)), "name": LONG_NAMES[n % 4]} for n in numbers]
    counters = [counter(n, [f"f{n}"], name=LONG_NAMES[n % 4]) for n in numbers]
    centre = small_centre(numbers={"shape": "series"}, fields=fields, counters=counters)
    return write_centre(tmp_path_factory.mktemp("forty"), centre)


def test_a_boards_snapshot_is_small_with_forty_counters_at_work(
    big_zone: Path, tmp_path: Path
) -> None:
    """On the wire, everybody busy, people waiting in every field."""
    with running_server(tmp_path, big_zone) as server:
        kiosk, board = server.enrol_here("kiosk", "k"), server.enrol_here("board", "b")
        for number in range(1, 41):
            for _ in range(3):
                server.take(kiosk, field=f"f{number}")
            officer = server.staff_here(f"officer-{number}")
            officer.post(f"/counters/{number}/open")
            assert officer.post(f"/counters/{number}/next").status_code == 200
            if number % 2:
                officer.post(f"/counters/{number}/start")
        with listening(server.url, "/board", {"token": board, "zone": "sanh"}) as screen:
            told = screen.joined().newest()
            size = screen.heard[0].size
    assert len(told["counters"]) == 40
    assert sum(line["count"] for line in told["waiting"]) == 80
    assert len(told["calls"]) == 8
    assert size < SMALL, f"{size} bytes"
