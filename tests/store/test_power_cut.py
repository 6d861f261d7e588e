"""A power cut in the middle of issuing: what was acknowledged is there, and numbers go on."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
import requests
from running import RunningServer, running_server, wait_for

from server.store.log import first_broken

KIOSKS = 4


class Kiosk(threading.Thread):
    """Takes numbers until the server is gone, and keeps what it was told."""

    def __init__(self, server: RunningServer, token: str) -> None:
        super().__init__(daemon=True)
        self.server = server
        self.token = token
        self.told: list[str] = []

    def run(self) -> None:
        try:
            while True:
                answer = self.server.take(self.token, field="ho-tich")
                assert answer.status_code == 201, answer.text
                self.told.append(answer.json()["number"])
        except requests.RequestException:
            return


def issued(server: RunningServer) -> list[str]:
    with server.database() as store, store.reading() as tx:
        return [row["number"] for row in tx.rows("SELECT number FROM visit ORDER BY ordinal")]


@pytest.mark.parametrize("mode", ["eventlet", "threading"])
def test_a_power_cut_loses_no_acknowledged_ticket_and_repeats_no_number(
    tmp_path: Path, small_config: Path, mode: str
) -> None:
    with running_server(tmp_path, small_config, mode=mode) as server:
        kiosks = [Kiosk(server, server.enrol_here("kiosk", f"k{n}")) for n in range(KIOSKS)]
        for kiosk in kiosks:
            kiosk.start()
        wait_for(lambda: sum(len(kiosk.told) for kiosk in kiosks) >= 60, "tickets under way")
        server.kill()
        for kiosk in kiosks:
            kiosk.join(30)
    told = [number for kiosk in kiosks for number in kiosk.told]
    again = server.again(mode=mode)
    try:
        kept = issued(again)
        assert len(set(told)) == len(told)
        assert set(told) <= set(kept)
        assert kept == [f"A{place:03d}" for place in range(1, len(kept) + 1)]
        following = again.take(kiosks[0].token, field="ho-tich").json()["number"]
        assert following == f"A{len(kept) + 1:03d}"
        with again.database() as store, store.reading() as tx:
            assert first_broken(tx) is None
    finally:
        again.stop()
