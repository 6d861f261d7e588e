"""A number that the evening has closed: the kiosk says so, and prints the apology once."""

from __future__ import annotations

import json
from pathlib import Path

import requests
from kiosk_program import running_kiosk
from made_centre import small_centre, write_centre
from running import running_server, wait_for

from kiosk.journal import BEGUN

HOURS = {"days": ["mon", "tue", "wed", "thu", "fri"], "spans": ["07:30-11:30", "13:00-17:00"]}
CLOCK = ("--keep-hours", "--clock-speed", "0", "--clock-start", "2026-11-23T16:00:00+07:00")


def test_whoever_scans_a_closed_number_gets_the_apology_on_paper(tmp_path: Path) -> None:
    made = small_centre(hours=HOURS, session_end={"at_evening": "close"})
    config = write_centre(tmp_path / "config", made)
    (tmp_path / "kiosk").mkdir()
    with running_server(tmp_path / "data", config, clock=CLOCK) as server:
        admin, token = server.staff_here("admin", "admin"), server.enrol_here("kiosk", "kiosk-1")
        with running_kiosk(tmp_path / "kiosk", server.url, token) as kiosk:
            wait_for(lambda: kiosk.state()["centre"], "the kiosk's centre")
            number = kiosk.take("touch-00000001").json()["number"]
            admin.put("/trial/clock", {"now": "2026-11-23T17:00:00+07:00"})
            wait_for(lambda: kiosk.state()["centre"]["session_end"], "the end at the kiosk")
            assert not kiosk.state()["centre"]["open"]

            def scanned(text: str) -> str | None:
                answer = requests.post(f"{kiosk.url}/scans", json={"text": text}, timeout=10)
                said: str | None = answer.json()["apology"]
                return said

            def begun() -> list[str]:
                lines = (kiosk.data / "print-jobs.jsonl").read_text(encoding="utf-8").splitlines()
                jobs = [json.loads(line) for line in lines if line]
                return [one["job"] for one in jobs if one["paper"] == BEGUN]

            assert scanned(number) == "evening"
            assert scanned("A999") is None
            assert scanned(number) == "evening"
            ticket = admin.get("/visits").json()["items"][0]["id"]
            assert admin.post(f"/tickets/{ticket}/reprint").ok  # comes out after all the others
            wait_for(lambda: not begun()[-1].endswith((ticket, "-apology")), "the copy")
            assert [job for job in begun() if job.endswith("-apology")] == [begun()[1]]
