"""``luot simulate``: days that never were, with the centre's own rules."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hall import KIOSK, LAN, TestHall, done, open_hall
from running import CONFIG, luot

from server.actions.call import next_ticket
from server.actions.cancel import cancel
from server.actions.serve import finish, no_show, start

COMMUNE = str(CONFIG / "commune")


def simulated(*arguments: str, config: str = COMMUNE) -> dict[str, Any]:
    run = luot("simulate", "--config", config, "--format", "json", *arguments)
    assert (run.returncode, run.stderr) == (0, "")
    outcome: dict[str, Any] = json.loads(run.stdout)
    return outcome


def test_everybody_is_called_or_counted_as_not_called() -> None:
    outcome = simulated("--visits", "150", "--days", "2")
    everybody = outcome["everybody"]
    assert (outcome["days"], outcome["visits"]) == (2, 300)
    uncalled = everybody["never_called"] + everybody["gave_up"]
    assert everybody["called"] + uncalled == everybody["stops"] >= 300
    assert sum(one["stops"] for one in outcome["fields"].values()) == everybody["stops"]
    served = sum(one["services"] for one in outcome["counters"])
    assert 0.93 * everybody["called"] < served < everybody["called"]


def test_the_same_seed_makes_the_same_days_and_another_one_others() -> None:
    first = simulated("--visits", "80")
    assert simulated("--visits", "80") == first
    assert simulated("--visits", "80", "--seed", "2") != first


def test_fewer_counters_make_longer_waits_and_fuller_counters() -> None:
    all_of_them = simulated("--visits", "120")
    fewer = simulated("--visits", "120", "--counters", "1,2@07:30-11:30,3,4@13:00-17:00")
    assert fewer["everybody"]["mean_s"] > all_of_them["everybody"]["mean_s"]
    hours = {one["counter"]: one["hours"] for one in fewer["counters"]}
    assert sorted(hours.values()) == [4.0, 4.0, 8.0, 8.0]


def test_the_rule_decides_who_waits() -> None:
    strict = simulated("--visits", "170", "--rule", "strict")["classes"]
    equal = simulated("--visits", "170", "--rule", "first_come")["classes"]
    assert strict["priority"]["mean_s"] < equal["priority"]["mean_s"]
    assert strict["normal"]["mean_s"] >= equal["normal"]["mean_s"]


def test_a_plan_needs_fewer_hours_and_still_meets_its_target() -> None:
    planned = simulated("--visits", "40", "--plan", "0.5")["plan"]
    assert planned["met"] is True
    hours = sum(end - begin for spans in planned["counters"].values() for begin, end in spans)
    assert 0 < hours / 3600 < 4 * 8


def test_a_target_out_of_reach_is_said_to_be() -> None:
    run = luot("simulate", "--config", COMMUNE, "--visits", "900", "--plan", "1")
    assert run.returncode == 0
    assert "not met even with every counter" in run.stdout


@pytest.fixture
def history(small_config: Path, tmp_path: Path) -> Path:
    """A database in which ten people came on a Monday at eight, each served for five minutes."""
    with open_hall(tmp_path / "data", small_config) as hall:
        hall.open()
        for _ in range(30):
            hall.take("ho-tich")
        for _ in range(30):
            serve_five_minutes(hall)
        return hall.centre.store.path


def serve_five_minutes(hall: TestHall) -> None:
    assert next_ticket(hall.centre, "1", LAN)
    start(hall.centre, "1", LAN)
    hall.clock.go_on(minutes=5)
    finish(hall.centre, "1", done(outcome="guided"), LAN)


def test_the_past_says_who_comes_when_and_for_how_long(history: Path, small_config: Path) -> None:
    config = str(small_config)
    outcome = simulated("--history", str(history), "--days", "20", config=config)
    assert set(outcome["fields"]) == {"ho-tich"}
    assert set(outcome["half_hours"]) == {"08:00"}
    assert 20 < outcome["visits"] / 20 < 40
    services = sum(one["services"] for one in outcome["counters"])
    busy = sum(one["busy"] * one["hours"] for one in outcome["counters"])
    assert busy * 3600 / services == pytest.approx(5 * 60 + 20)


def files_of(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}


def of_an_older_version(history: Path) -> None:
    """Take back what the last migrations have made."""
    with closing(sqlite3.connect(history)) as connection, connection:
        connection.execute("DROP TABLE rating")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'ratings'")


def test_the_history_is_left_as_it_is(history: Path, small_config: Path) -> None:
    before = files_of(history.parent)
    simulated("--history", str(history), config=str(small_config))
    assert files_of(history.parent) == before


def test_an_older_history_is_read_from_a_copy_and_left_as_it_is(
    history: Path, small_config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    monkeypatch.setenv("TMPDIR", str(copies))
    now = simulated("--history", str(history), config=str(small_config))
    of_an_older_version(history)
    before = files_of(history.parent)
    arguments = ("--config", str(small_config), "--format", "json", "--history", str(history))
    run = luot("simulate", *arguments)
    assert json.loads(run.stdout) == now
    assert "is of an older version: read from a temporary copy" in run.stderr
    assert files_of(history.parent) == before
    assert list(copies.iterdir()) == []


def test_the_history_may_be_the_living_database(history: Path, small_config: Path) -> None:
    config = str(small_config)
    alone = simulated("--history", str(history), config=config)
    with open_hall(history.parent, small_config) as hall:
        hall.take("dat-dai")  # it is in the journal beside the file, not yet in the file
        together = simulated("--history", str(history), "--days", "20", config=config)
    assert set(alone["fields"]) == {"ho-tich"}
    assert set(together["fields"]) == {"ho-tich", "dat-dai"}


def test_the_past_says_who_does_not_come_and_who_leaves(small_config: Path, tmp_path: Path) -> None:
    with open_hall(tmp_path / "data", small_config) as hall:
        hall.open()
        tickets = [hall.take("ho-tich") for _ in range(40)]
        for visit in tickets[20:30]:
            cancel(hall.centre, visit, None, KIOSK)
        for nth in range(30):
            assert next_ticket(hall.centre, "1", LAN)
            hall.clock.go_on(minutes=1)
            if nth < 15:
                no_show(hall.centre, "1", LAN)
            else:
                start(hall.centre, "1", LAN)
                finish(hall.centre, "1", done(outcome="guided"), LAN)
        past = ("--history", str(hall.centre.store.path), "--days", "20")
        outcome = simulated(*past, config=str(small_config))
    called = outcome["everybody"]["called"]
    services = sum(one["services"] for one in outcome["counters"])
    assert 0.35 < services / called < 0.65
    assert outcome["everybody"]["gave_up"] > 50


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "--visits N a day"),
        (("--visits", "5", "--counters", "99"), "'99' is no counter"),
        (("--visits", "5", "--counters", "1@11:30-07:30"), "ends before it begins"),
        (("--visits", "5", "--counters", "1@7-9"), "such as 3@07:30-11:30"),
        (("--visits", "5", "--counters", "1@18:00-19:00"), "closed at the hours of 1"),
        (("--history", str(CONFIG / "commune" / "centre.toml")), "is no database of Lượt"),
    ],
)
def test_what_cannot_be_simulated_is_said_in_one_line(
    arguments: tuple[str, ...], words: str
) -> None:
    run = luot("simulate", "--config", COMMUNE, *arguments)
    assert (run.returncode, run.stdout) == (1, "")
    assert len(run.stderr.splitlines()) == 1
    assert words in run.stderr


def test_the_table_names_fields_and_counters_as_people_know_them() -> None:
    run = luot("simulate", "--config", COMMUNE, "--visits", "90")
    assert "Chứng thực" in run.stdout
    assert "counter 1" in run.stdout


def drawn(*arguments: str) -> set[str | None]:
    """Every text of the chart."""
    run = luot("simulate", "--config", COMMUNE, "--format", "svg", *arguments)
    picture = ElementTree.fromstring(run.stdout)
    return {text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")}


def test_the_chart_shows_half_hours_classes_fields_and_counters() -> None:
    texts = drawn("--visits", "90")
    assert {"07:30", "08:00", "16:30", "Không ưu tiên", "Ưu tiên", "Hộ tịch"} <= texts
    assert "Quầy 1 · Tư pháp" in texts
    told = [text for text in texts if text and "phút ·" in text]
    assert len(told) == 2 + 7
    assert all(text.endswith("%") for text in told)


def test_with_a_plan_the_chart_tells_the_hours_of_each_counter() -> None:
    with_plan = drawn("--visits", "40", "--plan", "0.5") - drawn("--visits", "40")
    assert any(text and "–" in text and ":" in text for text in with_plan)
    out_of_reach = drawn("--visits", "900", "--plan", "1")
    assert any(text and "không đạt mục tiêu" in text for text in out_of_reach)


def test_who_waits_when_a_session_ends_is_served_before_the_break() -> None:
    """As the commune's configuration says: nobody is left, and a counter works on for them."""
    outcome = simulated("--visits", "260")
    assert outcome["everybody"]["never_called"] == 0
    assert any(counter["busy"] > 1 for counter in outcome["counters"])


def test_where_the_configuration_sends_people_home_they_are_never_called(tmp_path: Path) -> None:
    folder = tmp_path / "commune"
    shutil.copytree(CONFIG / "commune", folder)
    settings = (folder / "centre.toml").read_text("utf-8")
    closing = '[session_end]\nat_break = "close"\nat_evening = "close"\n\n[numbers]'
    (folder / "centre.toml").write_text(settings.replace("[numbers]", closing), "utf-8")
    outcome = simulated("--visits", "260", config=str(folder))
    assert outcome["everybody"]["never_called"] > 10
