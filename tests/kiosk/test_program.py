"""The kiosk program as a process, against a centre on a real socket: what it promises its page."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import requests
from fake_centre import FakeCentre, a_field, fake_centre
from fake_printer import FakePrinter, fake_printer
from kiosk_program import KioskProgram, running_kiosk, until
from printer_brain import Mood, State
from pydantic import ValidationError

from server.settings import KioskSettings

MEMORY_MB = 120


@pytest.fixture(scope="module")
def shared_centre() -> Iterator[FakeCentre]:
    """One centre and one kiosk for all tests that leave them as they were."""
    with fake_centre() as running:
        yield running


@pytest.fixture(scope="module")
def shared_kiosk(
    tmp_path_factory: pytest.TempPathFactory, shared_centre: FakeCentre
) -> Iterator[KioskProgram]:
    folder, centre = tmp_path_factory.mktemp("kiosk"), shared_centre
    with running_kiosk(folder, centre.url, centre.token, tickets_per_minute=600) as running:
        until("the kiosk knows its centre", lambda: running.state()["link"] == "up")
        yield running


@pytest.fixture
def touch() -> str:
    return uuid4().hex


@pytest.fixture
def centre() -> Iterator[FakeCentre]:
    with fake_centre() as running:
        yield running


@pytest.fixture
def kiosk(tmp_path: Path, centre: FakeCentre) -> Iterator[KioskProgram]:
    with running_kiosk(tmp_path, centre.url, centre.token) as running:
        until("the kiosk knows its centre", lambda: running.state()["link"] == "up")
        yield running


@pytest.fixture(scope="module")
def printer() -> Iterator[FakePrinter]:
    with fake_printer() as running:
        yield running


@pytest.fixture(scope="module")
def printing_kiosk(
    tmp_path_factory: pytest.TempPathFactory, shared_centre: FakeCentre, printer: FakePrinter
) -> Iterator[KioskProgram]:
    """One kiosk with a printer in the network, for tests that mend the printer themselves."""
    folder, centre = tmp_path_factory.mktemp("printing"), shared_centre
    with running_kiosk(folder, centre.url, centre.token, printer=printer.address) as running:
        until("the kiosk knows its centre", lambda: running.state()["link"] == "up")
        yield running


def said_of_printer(centre: FakeCentre, since: int) -> list[tuple[str, str]]:
    return [(status["printer"], status["paper"]) for status in centre.statuses[since:]]


def newest_status(centre: FakeCentre) -> dict[str, Any]:
    return centre.statuses[-1] if centre.statuses else {}


def run_to_its_end(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *arguments],
        capture_output=True,
        text=True,
        timeout=20,
        env={**os.environ, **environment},
    )


# ---------------------------------------------------------------- a number


def test_a_touch_gives_a_number_and_its_slip(shared_kiosk: KioskProgram, touch: str) -> None:
    answer = shared_kiosk.take(touch)
    assert answer.status_code == 201
    assert shared_kiosk.paper(touch) == "printed"
    slip = f"{answer.json()['number']}-20261123-080112.png"
    assert slip in [path.name for path in shared_kiosk.slips()]


def test_a_touch_that_comes_five_times_at_once_is_one_number_and_one_slip(
    shared_kiosk: KioskProgram, shared_centre: FakeCentre, touch: str
) -> None:
    slips = len(shared_kiosk.slips())
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda _: shared_kiosk.take(touch), range(5)))
    assert len({answer.json()["number"] for answer in answers}) == 1
    assert [key for key, _ in shared_centre.asked].count(touch) == 1
    shared_kiosk.paper(touch)
    assert len(shared_kiosk.slips()) == slips + 1


def test_an_answer_lost_on_the_way_is_still_one_number(
    shared_kiosk: KioskProgram, shared_centre: FakeCentre, touch: str
) -> None:
    tickets = len(shared_centre.tickets)
    shared_centre.answers_to_lose = 1
    assert shared_kiosk.take(touch).status_code == 201
    assert [key for key, _ in shared_centre.asked].count(touch) == 2
    assert len(shared_centre.tickets) == tickets + 1


def test_only_so_many_numbers_a_minute_are_given(tmp_path: Path, centre: FakeCentre) -> None:
    with running_kiosk(tmp_path, centre.url, centre.token, tickets_per_minute=3) as kiosk:
        until("the kiosk knows its centre", lambda: kiosk.state()["link"] == "up")
        given = [kiosk.take(f"touch-{nth:04}").status_code for nth in range(4)]
        refused = kiosk.take("touch-0009").json()
    assert given == [201, 201, 201, 429]
    assert refused["code"] == "rate_limited"
    assert 0 < refused["retry_after"] <= 60


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (409, {"code": "centre_closed", "opens_at": "2026-11-24T07:30:00+07:00"}),
        (409, {"code": "field_closed", "reason": "Cán bộ nghỉ đột xuất"}),
        (409, {"code": "numbers_used_up"}),
        (422, {"code": "unknown_field"}),
        (403, {"code": "not_allowed"}),
        (503, {"code": "storage_full"}),
    ],
)
def test_the_servers_refusal_reaches_the_page_as_it_is(
    shared_kiosk: KioskProgram,
    shared_centre: FakeCentre,
    touch: str,
    status: int,
    problem: dict[str, Any],
) -> None:
    slips = shared_kiosk.slips()
    shared_centre.refusal = (status, problem)
    answer = shared_kiosk.take(touch)
    shared_centre.refusal = None
    assert answer.status_code == status
    assert problem.items() <= answer.json().items()
    assert shared_kiosk.slips() == slips


# ---------------------------------------------------------------- paper


def test_the_slip_comes_out_of_the_printer(
    printing_kiosk: KioskProgram, printer: FakePrinter, shared_centre: FakeCentre, touch: str
) -> None:
    jobs = len(printer.jobs)
    printing_kiosk.take(touch)
    assert printing_kiosk.paper(touch) == "printed"
    assert len(printer.jobs) == jobs + 1
    assert printer.papers()[-1].width > 500
    until("the server hears of it", lambda: ("ok", "ok") in said_of_printer(shared_centre, 0))


def test_a_printer_that_is_off_takes_nothing_from_the_number(
    printing_kiosk: KioskProgram, printer: FakePrinter, shared_centre: FakeCentre, touch: str
) -> None:
    since = len(shared_centre.statuses)
    printer.switch_off()
    assert printing_kiosk.take(touch).status_code == 201
    assert printing_kiosk.paper(touch) == "not_printed"
    told = until(
        "staff are told",
        lambda: [one for one in shared_centre.statuses[since:] if one["printer"] == "offline"],
    )
    assert f"127.0.0.1:{printer.port}" in told[0]["message"]
    printer.switch_on()


def test_a_printer_that_resets_leaves_an_honest_answer(
    printing_kiosk: KioskProgram, printer: FakePrinter, touch: str
) -> None:
    printer.mood = "resets in the job"
    printing_kiosk.take(touch)
    assert printing_kiosk.paper(touch) == "unknown"
    printer.mood = "prints"
    printing_kiosk.take(touch + "-2")
    assert printing_kiosk.paper(touch + "-2") == "printed"


def test_a_printer_that_hangs_delays_no_number(
    printing_kiosk: KioskProgram, printer: FakePrinter, touch: str
) -> None:
    printer.mood = "stops in the job"
    printing_kiosk.take(touch)
    second = printing_kiosk.take(touch + "-2")
    assert (second.status_code, second.json()["paper"]) == (201, "printing")
    assert requests.get(f"{printing_kiosk.url}/healthz", timeout=2).ok
    until("the printer hangs", lambda: printer.hung)
    printer.mood = "prints"
    assert printing_kiosk.paper(touch) == "unknown"


@pytest.mark.parametrize(
    ("state", "trouble", "told"),
    [
        ("near_end", "near_end", ("ok", "near_end")),
        ("out", "out", ("ok", "out")),
        ("cover_open", "cover_open", ("cover_open", "ok")),
    ],
)
def test_the_printers_trouble_is_seen_while_nobody_prints_and_told_to_page_and_server(
    printing_kiosk: KioskProgram,
    printer: FakePrinter,
    shared_centre: FakeCentre,
    state: State,
    trouble: str,
    told: tuple[str, str],
) -> None:
    since = len(shared_centre.statuses)
    printer.state = state
    until("the page is told", lambda: printing_kiosk.state()["printer"] == trouble)
    until("the server is told", lambda: told in said_of_printer(shared_centre, since))
    since = len(shared_centre.statuses)
    printer.mend()
    until("the page is told", lambda: printing_kiosk.state()["printer"] is None)
    until("the server is told", lambda: ("ok", "ok") in said_of_printer(shared_centre, since))


@pytest.mark.parametrize("mood", ["hangs", "rubbish"])
def test_a_printer_that_goes_mad_while_idle_stops_no_number(
    printing_kiosk: KioskProgram, printer: FakePrinter, touch: str, mood: Mood
) -> None:
    until("the printer is well", lambda: printing_kiosk.state()["printer"] is None)
    printer.mood = mood
    until("it is seen", lambda: printing_kiosk.state()["printer"] in {"unknown", "offline"})
    assert printing_kiosk.take(touch).status_code == 201
    assert printing_kiosk.paper(touch) == "not_printed"
    printer.mend()
    until("the printer is well", lambda: printing_kiosk.state()["printer"] is None)
    assert printing_kiosk.paper(touch) == "not_printed"


def test_a_slip_cut_off_by_a_power_cut_is_unknown_and_never_printed_again(
    tmp_path: Path, centre: FakeCentre, printer: FakePrinter, touch: str
) -> None:
    settings = {"printer": printer.address}
    printer.mood = "never done"
    jobs = len(printer.jobs)
    with running_kiosk(tmp_path, centre.url, centre.token, **settings) as kiosk:
        until("the kiosk knows its centre", lambda: kiosk.state()["link"] == "up")
        number = kiosk.take(touch).json()["number"]
        until("the slip is under way", lambda: len(printer.jobs) == jobs + 1)
        kiosk.process.kill()
    printer.mend()
    with running_kiosk(tmp_path, centre.url, centre.token, **settings) as kiosk:
        until("staff are told", lambda: number in str(newest_status(centre).get("message")))
        assert kiosk.take(touch).json()["number"] == number, "the page asks again"
        assert kiosk.paper(touch) == "unknown"
        kiosk.take(touch + "-2")
        assert kiosk.paper(touch + "-2") == "printed"
    assert len(printer.jobs) == jobs + 2


def test_it_stays_small(printing_kiosk: KioskProgram, touch: str) -> None:
    for nth in range(5):
        printing_kiosk.take(f"{touch}-{nth}")
        printing_kiosk.paper(f"{touch}-{nth}")
    pages = Path(f"/proc/{printing_kiosk.process.pid}/statm").read_text().split()[1]
    assert int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6 <= MEMORY_MB


# ---------------------------------------------------------------- the server


def test_a_server_that_goes_and_comes_is_noticed_both_times(
    kiosk: KioskProgram, centre: FakeCentre
) -> None:
    centre.cut()
    until("the link is seen down", lambda: kiosk.state()["link"] == "down")
    centre.mend()
    until("the link is up again", lambda: kiosk.state()["link"] == "up")
    assert kiosk.take("touch-0001").status_code == 201


def test_without_a_server_there_is_no_number_and_the_touch_stays_good(
    kiosk: KioskProgram, centre: FakeCentre
) -> None:
    centre.cut()
    refused = kiosk.take("touch-0001")
    assert (refused.status_code, refused.json()["code"]) == (503, "unreachable")
    centre.mend()
    assert kiosk.take("touch-0001").json()["number"] == "A001"


def test_a_change_in_the_centre_reaches_a_waiting_page(
    kiosk: KioskProgram, centre: FakeCentre
) -> None:
    version = kiosk.state()["version"]
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(
            requests.get, f"{kiosk.url}/state", params={"after": version}, timeout=15
        )
        centre.tell(name="Trung tâm mới")
        assert waiting.result().json()["centre"]["name"] == "Trung tâm mới"


def test_a_revoked_token_is_told_apart_from_a_lost_line(tmp_path: Path, centre: FakeCentre) -> None:
    with running_kiosk(tmp_path, centre.url, "a token that nobody knows") as kiosk:
        until("the refusal is seen", lambda: kiosk.state()["link"] == "refused")


def test_a_token_revoked_at_work_is_noticed(tmp_path: Path, centre: FakeCentre) -> None:
    with running_kiosk(tmp_path, centre.url, centre.token) as kiosk:
        until("it has reported", lambda: centre.statuses)
        centre.token = "a new one"
        until("the refusal is seen", lambda: kiosk.state()["link"] == "refused")
        assert kiosk.take("touch-0001").json()["code"] in {"not_signed_in", "unreachable"}


def test_a_kiosk_started_before_its_server_finds_it_later(
    tmp_path: Path, centre: FakeCentre
) -> None:
    centre.cut()
    with running_kiosk(tmp_path, centre.url, centre.token) as kiosk:
        until("the kiosk says so", lambda: kiosk.state()["link"] == "down")
        centre.mend()
        until("the kiosk knows its centre", lambda: kiosk.state()["centre"])


def test_a_kiosk_of_a_zone_shows_that_zones_fields_only(tmp_path: Path, centre: FakeCentre) -> None:
    centre.centre["fields"] = [
        a_field("dat-dai", "Đất đai", zones=["khu-a"]),
        a_field("cong-an", "Công an", zones=["khu-b"]),
    ]
    with running_kiosk(tmp_path, centre.url, centre.token, zone="khu-b") as kiosk:
        state = until("the kiosk knows its centre", lambda: kiosk.state()["centre"])
    assert [field["id"] for field in state["fields"]] == ["cong-an"]


def test_the_status_says_whether_a_page_is_open(kiosk: KioskProgram, centre: FakeCentre) -> None:
    kiosk.state()
    until("the page is seen", lambda: newest_status(centre).get("page") == "alive")


# ---------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b'{"touch": "touch-0001", "field": 7}', 400),
        (b'{"touch": "touch-0001"}', 400),
        (b'{"touch": "x", "field": "ho-tich"}', 400),
        (b'{"touch": "touch-0001", "field": "ho-tich", "name": "An"}', 400),
        (b'{"touch": "touch-0001", "field": "ho-tich", "purpose": "play"}', 400),
        (b'"' + b"a" * 1_000_000 + b'"', 413),
    ],
)
def test_a_body_that_is_wrong_gives_no_number(
    shared_kiosk: KioskProgram, shared_centre: FakeCentre, body: bytes, status: int
) -> None:
    asked = len(shared_centre.asked)
    json = {"Content-Type": "application/json"}
    answer = requests.post(f"{shared_kiosk.url}/tickets", data=body, headers=json, timeout=5)
    assert answer.status_code == status
    assert answer.json()["code"] in {"bad_request", "too_large"}
    assert len(shared_centre.asked) == asked


def test_a_form_of_another_page_gives_no_number(
    shared_kiosk: KioskProgram, shared_centre: FakeCentre
) -> None:
    asked = len(shared_centre.asked)
    form = '{"touch": "touch-0001", "field": "ho-tich"}'
    plain = {"Content-Type": "text/plain"}
    answer = requests.post(f"{shared_kiosk.url}/tickets", data=form, headers=plain, timeout=5)
    assert answer.status_code == 415
    assert len(shared_centre.asked) == asked


def test_one_touch_with_two_wishes_is_refused(shared_kiosk: KioskProgram, touch: str) -> None:
    shared_kiosk.take(touch, field="ho-tich")
    assert shared_kiosk.take(touch, field="dat-dai").json()["code"] == "key_reused"


@pytest.mark.parametrize("query", ["", "q=", "q=" + "a" * 101, "q=a&limit=0", "q=a&x=1"])
def test_a_search_that_is_wrong_is_refused(shared_kiosk: KioskProgram, query: str) -> None:
    assert requests.get(f"{shared_kiosk.url}/search?{query}", timeout=5).status_code == 400


@pytest.mark.parametrize("what", ["paper", "qr.svg"])
def test_nobody_learns_anything_with_a_touch_that_was_never_made(
    shared_kiosk: KioskProgram, what: str
) -> None:
    answer = requests.get(f"{shared_kiosk.url}/tickets/touch-9999/{what}", timeout=5)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


# ---------------------------------------------------------------- the page's safety


def test_the_page_never_gets_the_token_or_the_follow_link(
    shared_kiosk: KioskProgram, shared_centre: FakeCentre, touch: str
) -> None:
    assert shared_centre.follow_url is not None
    taken = shared_kiosk.take(touch).text
    seen = [requests.get(shared_kiosk.url + path, timeout=15).text for path in ("/", "/state")]
    for text in (taken, *seen):
        assert shared_centre.token not in text
        assert shared_centre.follow_url not in text
    code = requests.get(f"{shared_kiosk.url}/tickets/{touch}/qr.svg", timeout=5)
    assert code.headers["Content-Type"].startswith("image/svg+xml")


def test_the_log_holds_numbers_and_times_and_nothing_secret(
    shared_kiosk: KioskProgram, shared_centre: FakeCentre, touch: str
) -> None:
    number = shared_kiosk.take(touch).json()["number"]
    shared_kiosk.paper(touch)
    said = f"event=slip number={number} paper=printed"
    until("the slip is logged", lambda: said in shared_kiosk.log.read_text(encoding="utf-8"))
    log = shared_kiosk.log.read_text(encoding="utf-8")
    assert shared_centre.token not in log
    assert str(shared_centre.follow_url) not in log


@pytest.mark.parametrize(
    "path", ["/", "/state", "/static/main.js", "/shared/tokens.css", "/nothing"]
)
def test_every_answer_is_sent_with_a_strict_policy(shared_kiosk: KioskProgram, path: str) -> None:
    answer = requests.get(shared_kiosk.url + path, timeout=15)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


# ---------------------------------------------------------------- the process


def test_it_answers_that_it_is_alive(shared_kiosk: KioskProgram) -> None:
    assert requests.get(f"{shared_kiosk.url}/healthz", timeout=5).json() == {"ok": True}


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_cleanly_when_told(kiosk: KioskProgram, how: signal.Signals) -> None:
    kiosk.process.send_signal(how)
    assert kiosk.process.wait(15) == 0
    assert kiosk.process.stdout is not None
    assert kiosk.process.stdout.read() == "", "stdout holds the ready line and nothing else"


def test_every_fault_of_the_file_is_said_at_once(tmp_path: Path) -> None:
    wrong = tmp_path / "kiosk.toml"
    wrong.write_text('printer = "fax://1"\nidle_seconds = "long"\ncolour = "red"\n')
    ended = run_to_its_end("--config", str(wrong), "--data", str(tmp_path))
    assert ended.returncode == 2
    lines = ended.stderr.splitlines()
    assert [line.split(": ")[:2] for line in lines] == [
        ["kiosk.toml", "printer"],
        ["kiosk.toml", "idle_seconds"],
        ["kiosk.toml", "colour"],
    ]
    assert "network://ADDRESS[:PORT]" in lines[0]


@pytest.mark.parametrize("printer", ["network://a:0", "network://a:99999", "network://", "png://"])
def test_a_printers_address_is_checked_at_the_start(printer: str) -> None:
    with pytest.raises(ValidationError, match="expected network://ADDRESS"):
        KioskSettings(printer=printer)


def test_a_kiosk_without_a_token_says_how_to_get_one(tmp_path: Path) -> None:
    good = tmp_path / "kiosk.toml"
    good.touch()
    ended = run_to_its_end("--config", str(good), "--data", str(tmp_path), LUOT_TOKEN="")
    assert ended.returncode == 2
    assert "luot device add kiosk" in ended.stderr


def test_a_server_address_that_is_none_is_refused(tmp_path: Path) -> None:
    good = tmp_path / "kiosk.toml"
    good.touch()
    ended = run_to_its_end("--config", str(good), "--server", "somewhere", LUOT_TOKEN="t" * 32)
    assert ended.returncode == 2
    assert ended.stderr.startswith("--server_url: ")


def test_a_port_that_is_taken_is_said_in_one_line(shared_kiosk: KioskProgram) -> None:
    port, data = shared_kiosk.url.rsplit(":", 1)[1], shared_kiosk.data
    config = str(data.parent / "kiosk.toml")
    ended = run_to_its_end("--config", config, "--data", str(data), "--port", port)
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert f"127.0.0.1:{port}" in ended.stderr
