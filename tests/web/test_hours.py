"""Outside hours: the server gives no number, says when it opens, and a trial knows no hours."""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from made_centre import small_centre, write_centre
from running import PYTHON, ROOT, RunningServer, running_server

HANOI = dt.timezone(dt.timedelta(hours=7))
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def days_from_now(days: int) -> dt.date:
    return (dt.datetime.now(HANOI) + dt.timedelta(days=days)).date()


def closed_now(folder: Path) -> Path:
    """A centre that opens in three days, whatever today is."""
    opening = DAYS[days_from_now(3).weekday()]
    return write_centre(folder, small_centre(hours={"days": [opening], "spans": ["07:30-11:30"]}))


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    config = closed_now(tmp_path_factory.mktemp("closed"))
    with running_server(tmp_path_factory.mktemp("data"), config, trial=False) as server:
        yield server


def opening() -> str:
    return f"{days_from_now(3).isoformat()}T07:30:00+07:00"


def test_a_closed_centre_gives_no_number_and_says_when_it_opens(closed: RunningServer) -> None:
    kiosk = closed.enrol_here("kiosk", "k1")
    answer = closed.take(kiosk, field="ho-tich")
    assert answer.status_code == 409
    problem = answer.json()
    assert (problem["code"], problem["opens_at"]) == ("centre_closed", opening())
    assert problem["reason"]
    procedure = closed.take(kiosk, procedure="1.001193")
    assert procedure.json()["code"] == "centre_closed"
    assert [line["event"] for line in closed.log_lines()] == ["device_enrolled"]


def test_not_even_staff_gives_a_number_outside_hours(closed: RunningServer) -> None:
    officer = closed.staff_here("lan")
    officer.post("/counters/1/open")
    for body in ({"field": "ho-tich"}, {"field": "ho-tich", "counter": "1"}):
        assert officer.post("/tickets", body).json()["code"] == "centre_closed"


def test_everybody_may_know_when_it_opens(closed: RunningServer) -> None:
    said = requests.get(closed.api("/centre"), timeout=20).json()
    assert (said["open"], said["opens_at"], said["trial"]) == (False, opening(), False)


def test_only_a_trial_server_takes_another_clock(closed: RunningServer) -> None:
    admin = closed.staff_here("admin", "admin")
    answer = admin.put("/trial/clock", {"now": "2026-11-23T08:00:00+07:00"})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_trial_gives_numbers_at_any_hour_and_says_it_is_one(tmp_path: Path) -> None:
    with running_server(tmp_path / "data", closed_now(tmp_path / "config")) as server:
        ticket = server.take(server.enrol_here("kiosk", "k"), field="ho-tich").json()
        said = requests.get(server.api("/centre"), timeout=20).json()
    assert ticket["trial"] is True
    assert (said["open"], said["opens_at"], said["trial"]) == (True, None, True)


def test_a_trial_clock_turns_the_day_where_the_centre_is(
    tmp_path: Path, small_config: Path
) -> None:
    """Others turned it over in UTC, and numbers broke at 17:00."""
    at = ("--clock-start", "2026-11-23T23:59:00+07:00", "--clock-speed", "1")
    with running_server(tmp_path, small_config, clock=at) as server:
        kiosk, admin = server.enrol_here("kiosk", "k"), server.staff_here("admin", "admin")

        def number_at(now: str) -> str:
            assert admin.put("/trial/clock", {"now": now}).status_code == 200
            return str(server.take(kiosk, field="ho-tich").json()["number"])

        assert server.take(kiosk, field="ho-tich").json()["number"] == "A001"
        assert number_at("2026-11-24T00:00:00+07:00") == "A001"
        assert number_at("2026-11-24T07:00:00+07:00") == "A002"
        assert number_at("2026-11-24T17:00:00+07:00") == "A003"
        visits = admin.get("/visits").json()["items"]
    assert [(one["day"], one["number"]) for one in visits] == [
        ("2026-11-23", "A001"),
        ("2026-11-24", "A001"),
        ("2026-11-24", "A002"),
        ("2026-11-24", "A003"),
    ]


@pytest.mark.parametrize(
    "now",
    ["", "hôm nay", "2026-11-23", "2026-11-23T08:00:00", "9999-12-31T23:59:59+00:00", "1" * 41],
)
def test_a_time_that_is_none_leaves_the_clock_alone(server: RunningServer, now: str) -> None:
    admin = server.staff_here("clock-admin", "admin")
    answer = admin.put("/trial/clock", {"now": now})
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
    assert requests.get(server.api("/centre"), timeout=20).status_code == 200


def test_a_clock_is_for_trials_only_at_the_start_too(tmp_path: Path, small_config: Path) -> None:
    for extra in (["--clock-speed", "2"], ["--clock-start", "2026-11-23T08:00:00+07:00"]):
        done = subprocess.run(
            [
                PYTHON,
                "-m",
                "server",
                "--config",
                str(small_config),
                "--data",
                str(tmp_path),
                *extra,
            ],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 2
        assert "--trial" in done.stderr
