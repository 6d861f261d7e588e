"""A rehearsed day of four of the six centres: nothing lost, nobody called twice, all announced.

``LUOT_TESTS=all`` rehearses all six, ``LUOT_REHEARSAL_VISITS=5000`` every centre with so many
visits.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from running import CONFIG, PYTHON, ROOT, RunningServer, luot, running_server, wait_for

pytestmark = pytest.mark.timeout(900)

REHEARSE = (PYTHON, "-m", "server.commands", "rehearse")
VISITS = {
    "commune": 20,
    "thach-ha": 14,
    "hue-city": 20,
    "hue-province": 36,
}
if os.environ.get("LUOT_TESTS") == "all":
    VISITS |= {"commune": 40, "thach-ha": 24, "bac-ninh": 60, "thai-nguyen": 60}
    VISITS |= {"hue-city": 60, "hue-province": 1200}
KEYS = [
    "visits",
    "issued",
    "called",
    "served",
    "no_show",
    "called_twice",
    "lost",
    "announced",
    "announced_twice",
    "mean_wait_s",
    "p90_wait_s",
    "mean_service_s",
    "errors",
]


@dataclass
class Rehearsed:
    """A centre whose day was rehearsed: what was printed, and the server it left behind."""

    centre: str
    visits: int
    done: subprocess.CompletedProcess[str]
    server: RunningServer
    log: list[dict[str, Any]]

    @property
    def summary(self) -> dict[str, Any]:
        assert self.done.returncode == 0, self.done.stderr
        summary: dict[str, Any] = json.loads(self.done.stdout.splitlines()[-1])
        return summary

    def lines(self, *events: str) -> list[dict[str, Any]]:
        return [line for line in self.log if line["event"] in events]


def rehearse(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*REHEARSE, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=800,
        check=False,
    )


@pytest.fixture(scope="module", params=VISITS)
def day(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Rehearsed]:
    """The centre's next working day, rehearsed once for all tests against a running server."""
    centre = request.param
    visits = int(os.environ.get("LUOT_REHEARSAL_VISITS", VISITS[centre]))
    data = tmp_path_factory.mktemp(centre)
    with running_server(data, CONFIG / centre) as server:
        where = ("--config", str(CONFIG / centre), "--server", server.url, "--data", str(data))
        done = rehearse(*where, "--visits", str(visits), "--speed", "0", "--seed", "7")
        yield Rehearsed(centre, visits, done, server, server.log_lines())


def test_the_last_line_is_the_summary_of_the_contract(day: Rehearsed):
    assert list(day.summary) == KEYS
    assert day.summary["visits"] == day.visits
    assert day.done.stdout.count("\n") == 1, "progress goes to stderr"


def test_everybody_who_came_got_a_number_and_was_served_or_missed(day: Rehearsed):
    summary = day.summary
    assert summary["issued"] == day.visits
    assert summary["served"] + summary["no_show"] == day.visits
    assert (summary["lost"], summary["errors"]) == (0, 0), day.done.stderr


def test_nobody_was_called_to_two_counters_at_once(day: Rehearsed):
    assert day.summary["called_twice"] == 0
    at: dict[str, str] = {}
    for line in day.lines("called", "finished", "no_show"):
        if line["event"] == "called":
            assert line["visit"] not in at, f"log line {line['seq']}"
            at[line["visit"]] = line["counter"]
        else:
            assert at.pop(line["visit"]) == line["counter"], f"log line {line['seq']}"


def test_every_call_and_recall_was_announced_exactly_once(day: Rehearsed):
    assert day.summary["announced"] == len(day.lines("called", "recalled"))
    assert day.summary["announced_twice"] == 0


def test_the_numbers_of_each_series_have_neither_gap_nor_double(day: Rehearsed):
    given = defaultdict(list)
    for line in day.lines("issued"):
        given[line["data"]["day"], line["data"]["series"]].append(line["data"]["ordinal"])
    assert given
    for (_, series), ordinals in given.items():
        assert ordinals == list(range(1, len(ordinals) + 1)), f"series {series}"


def test_the_log_is_whole_and_every_visit_in_it_is_a_trial(day: Rehearsed):
    verified = day.server.luot("verify")
    assert verified.returncode == 0, verified.stderr
    assert all(line["data"]["trial"] for line in day.lines("issued"))


def test_every_post_is_at_work_and_every_counter_is_closed_in_the_evening(day: Rehearsed):
    posts = {line["staff"] for line in day.lines("counter_opened")}
    if day.centre == "hue-province":
        assert len(posts) == 31
    closed = len(day.lines("counter_closed"))
    opened = [line for line in day.lines("counter_opened") if not _after_lunch(line, day)]
    assert closed == len(opened)


def _after_lunch(line: dict[str, Any], day: Rehearsed) -> bool:
    """Whether an opening goes on after a pause of the same counter."""
    before = [
        other["event"]
        for other in day.lines("counter_opened", "counter_paused", "counter_closed")
        if other["counter"] == line["counter"] and other["seq"] < line["seq"]
    ]
    return bool(before) and before[-1] == "counter_paused"


def test_land_tickets_of_hue_city_go_from_counter_to_counter_on_one_number(day: Rehearsed):
    routed = [line for line in day.lines("issued") if len(line["data"]["stops"]) > 1]
    if day.centre != "hue-city":
        assert not routed
        return
    assert routed
    missed = {line["visit"] for line in day.lines("no_show")}
    for line in routed:
        calls = [call for call in day.lines("called") if call["visit"] == line["visit"]]
        stops = [call["data"]["field"] for call in calls]
        assert stops == line["data"]["stops"][: len(stops)]
        assert len(stops) == 4 or line["visit"] in missed


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A rehearsal that would take hours, under way on a server of its own."""
    process = subprocess.Popen(
        [*REHEARSE, "--config", str(CONFIG / "commune"), "--visits", "50", "--speed", "5"],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_hear_sigint,
    )
    try:
        yield process
    finally:
        for pid in [*_children(process.pid), process.pid]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.communicate()  # which ends when nobody is left who could write


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_ending_a_rehearsal_ends_its_server_and_its_board(
    own_server: subprocess.Popen[str], how: signal.Signals, tmp_path: Path
):
    wait_for(lambda: len(_children(own_server.pid)) == 2 and _has_begun(own_server), "a begin", 60)
    programs = _children(own_server.pid)
    own_server.send_signal(how)
    assert own_server.wait(30) == 1
    assert not [pid for pid in programs if Path(f"/proc/{pid}").exists()]
    assert not list(tmp_path.glob("luot-rehearsal-*")), "temporary data is removed"


def _hear_sigint() -> None:
    """Tests that a shell runs in the background inherit that Ctrl-C is not for them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _has_begun(process: subprocess.Popen[str]) -> bool:
    assert process.stderr is not None
    return "waiting" in process.stderr.readline()


def _children(pid: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def test_a_rehearsal_without_a_server_brings_and_removes_its_own(tmp_path: Path):
    done = subprocess.run(
        [*REHEARSE, "--config", str(CONFIG / "commune"), "--visits", "6", "--speed", "0"],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["issued"] == 6
    assert not list(tmp_path.glob("luot-rehearsal-*"))


def test_calls_that_nobody_in_the_hall_would_hear_are_named(tmp_path: Path):
    centre = tmp_path / "commune"
    shutil.copytree(CONFIG / "commune", centre)
    (centre / "no clips").mkdir()
    with (centre / "display_board.toml").open("a", encoding="utf-8") as board:
        board.write('sounds = "no clips"\nvoice_engine = "none"\n')
    done = rehearse("--config", str(centre), "--visits", "5")
    summary = json.loads(done.stdout)
    assert (summary["issued"], summary["announced"]) == (5, 0)
    assert "calls failed" in done.stderr


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    with running_server(tmp_path_factory.mktemp("trial"), CONFIG / "commune") as server:
        yield server


def refused(*arguments: str) -> str:
    """The one line with which a rehearsal does not begin."""
    done = rehearse("--visits", "5", "--speed", "0", *arguments)
    assert done.returncode == 1, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.stderr.strip().splitlines()[-1]


def test_a_server_that_is_not_on_trial_is_never_rehearsed_on(tmp_path: Path):
    commune = str(CONFIG / "commune")
    with running_server(tmp_path, CONFIG / "commune", trial=False) as server:
        said = refused("--config", commune, "--server", server.url, "--data", str(tmp_path))
        assert "not on trial" in said
        assert server.log_lines() == []


def test_a_server_of_another_centre_or_none_at_all_is_said(trial: RunningServer):
    data = ("--data", str(trial.data))
    said = refused("--config", str(CONFIG / "thach-ha"), "--server", trial.url, *data)
    assert "'commune'" in said
    assert "'thach-ha'" in said
    nobody = ("--server", "http://127.0.0.1:9")
    assert "no server" in refused("--config", str(CONFIG / "commune"), *nobody, *data)


def test_without_the_servers_own_database_nobody_can_be_enrolled(
    trial: RunningServer, tmp_path: Path
):
    at = ("--config", str(CONFIG / "commune"), "--server", trial.url)
    assert "--data" in refused(*at, "--data", str(tmp_path))
    with running_server(tmp_path / "other", CONFIG / "commune") as other:
        assert "its own data folder" in refused(*at, "--data", str(other.data))


def test_an_open_counter_is_left_to_whoever_has_it(trial: RunningServer):
    staff = trial.staff_here("lan")
    assert staff.post("/counters/2/open").status_code == 200
    said = refused(
        *("--config", str(CONFIG / "commune"), "--server", trial.url, "--data", str(trial.data))
    )
    assert "counter 2 is open (lan)" in said
    assert staff.post("/counters/2/close").status_code == 200


def test_the_clock_of_a_running_server_is_put_back(trial: RunningServer):
    staff = trial.staff_here("lan")
    day = staff.get("/centre").json()["at"][:10]
    done = rehearse(
        *("--config", str(CONFIG / "commune"), "--server", trial.url, "--data", str(trial.data)),
        *("--visits", "3", "--speed", "0"),
    )
    assert done.returncode == 0, done.stderr
    assert staff.get("/centre").json()["at"][:10] == day
    assert {line["data"]["day"] for line in trial.log_lines() if line["event"] == "issued"} != {day}


def test_a_wrong_configuration_is_said_before_anything_starts(tmp_path: Path):
    said = luot("rehearse", "--config", str(tmp_path), "--visits", "5")
    assert said.returncode == 2
    assert "centre.toml" in said.stderr
    assert "Traceback" not in said.stderr
