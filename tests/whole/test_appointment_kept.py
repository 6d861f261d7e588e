"""An appointment that is kept at the kiosk: a number on the screen, on paper and on the phone."""

from __future__ import annotations

from pathlib import Path

import requests
from kiosk_program import running_kiosk
from made_centre import small_centre, write_centre
from running import running_server, wait_for

HOURS = {"days": ["mon", "tue", "wed", "thu", "fri"], "spans": ["07:30-11:30", "13:00-17:00"]}
CLOCK = ("--clock-speed", "0", "--clock-start", "2026-11-23T08:50:00+07:00")


def test_whoever_keeps_an_appointment_gets_one_slip(tmp_path: Path) -> None:
    made = small_centre(hours=HOURS, appointments={"enabled": True})
    config = write_centre(tmp_path / "config", made)
    (tmp_path / "kiosk").mkdir()
    with running_server(tmp_path / "data", config, clock=CLOCK) as server:
        phone, token = requests.Session(), server.enrol_here("kiosk", "kiosk-1")
        phone.get(f"{server.url}/centre", timeout=20)
        body = {"field": "ho-tich", "starts_at": "2026-11-23T09:00:00+07:00"}
        made_one = phone.post(server.api("/appointments"), json=body, timeout=20)
        [appointment] = made_one.json()["appointments"]
        with running_kiosk(tmp_path / "kiosk", server.url, token) as kiosk:
            wait_for(lambda: kiosk.state()["centre"], "the kiosk's centre")

            def scanned(text: str) -> dict[str, object]:
                answer = requests.post(f"{kiosk.url}/scans", json={"text": text}, timeout=10)
                return dict(answer.json())

            said = scanned(appointment["code"])
            assert (said["ticket"], said["checked_in"]) == ("A001", True)
            wait_for(kiosk.slips, "the slip")
            assert scanned(f"/hen/{appointment['secret']}")["ticket"] == "A001"
            assert kiosk.take("touch-00000001").json()["number"] == "A002"
            wait_for(lambda: len(kiosk.slips()) >= 2, "the next slip")
            assert [path.name.split("-")[0] for path in kiosk.slips()] == ["A001", "A002"]
    assert "A001" in str(server.log_lines())
