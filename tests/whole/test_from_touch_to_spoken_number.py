"""The way of one ticket through the whole product: real programs, a real browser, real samples."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import wave
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from browser import axe_findings, page_of
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from running import luot, wait_for
from running_hall import RunningHall, centre_with_recorded_voice, press, running_hall

DOSSIER = "H57.12-260302-0041"
NUMBER = re.compile(r"^\s*[A-Z]\d{3}\s*$")
SAME_DOSSIER_OLD_STYLE = "000.00.12.H57-260302-0041"


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hall")
    with running_hall(centre_with_recorded_voice(folder), folder / "data") as running:
        yield running


def touch_a_field(kiosk: Page, name: str) -> str:
    """Take a number for a field as a citizen does, and return it."""
    kiosk.get_by_role("button", name=name).click()
    kiosk.get_by_role("button", name="Lấy số").click()
    shown = kiosk.locator(".number").first
    expect(shown).to_have_text(NUMBER)
    return shown.inner_text().strip()


def open_a_counter(counter: Page, hall: RunningHall, which: str) -> None:
    """Sign in and open a counter with the keyboard alone."""
    name, password = hall.sign_in()
    counter.goto(f"{hall.server}/")
    counter.get_by_label("Tên đăng nhập").fill(name)
    counter.get_by_label("Mật khẩu", exact=True).fill(password)
    counter.keyboard.press("Enter")
    expect(counter.get_by_text("Chọn quầy")).to_be_visible()
    counter.get_by_role("link", name=which).focus()
    counter.keyboard.press("Enter")
    expect(counter.get_by_role("button", name="Mở quầy")).to_be_enabled()
    press(counter, "o", then="Gọi tiếp")


def test_a_touch_becomes_paper_a_call_a_voice_and_a_line_in_the_dossiers_history(
    hall: RunningHall, browser: Browser
):
    with (
        page_of(browser, 1080, 1920) as kiosk,
        page_of(browser, 1366, 768) as counter,
        page_of(browser, 1920, 1080) as board,
    ):
        board.goto(hall.board)
        kiosk.goto(hall.kiosk)
        number = touch_a_field(kiosk, "Hộ tịch")

        slip = wait_for(lambda: next(iter((hall.data / "slips").glob("*.png")), None), "the slip")
        assert number in slip.name
        with Image.open(slip) as picture:
            assert picture.width == 576

        open_a_counter(counter, hall, "Tư pháp")
        press(counter, "n", then="Bắt đầu phục vụ")
        expect(counter.get_by_text(number).first).to_be_visible()
        expect(board.get_by_text(number).first).to_be_visible()
        said = wait_for(lambda: next(iter((hall.data / "said").glob("*.wav")), None), "the voice")
        with wave.open(str(said)) as samples:
            assert samples.getnframes() / samples.getframerate() > 3

        press(counter, "s", then="Hoàn tất")
        press(counter, "f", then="Quay lại")
        counter.get_by_label("Thêm mã hồ sơ").fill(SAME_DOSSIER_OLD_STYLE)
        counter.keyboard.press("Enter")
        counter.get_by_role("button", name="Hoàn tất").last.click()
        expect(counter.get_by_role("button", name="Gọi tiếp")).to_be_enabled()

        history = counter.request.get(f"{hall.server}/api/v1/dossiers/{DOSSIER}").json()
    assert history["visit_count"] == 1
    visit = history["visits"][0]
    assert (visit["number"], visit["outcome"]) == (number, "received")
    assert visit["stops"][0]["counter"] == "1"
    assert visit["stops"][0]["finished_at"] is not None
    assert luot("verify", "--data", str(hall.data)).returncode == 0


def test_the_hall_hears_of_nothing_personal(hall: RunningHall, browser: Browser):
    told: list[str] = []
    with page_of(browser, 1920, 1080) as board:
        board.on(
            "websocket",
            lambda socket: socket.on("framereceived", lambda text: told.append(str(text))),
        )
        board.goto(hall.board)
        expect(board.get_by_text("Tư pháp").first).to_be_visible()
    everything = "".join(told)
    assert "counters" in everything
    assert "H57" not in everything
    assert "thu-nghiem" not in everything


def test_axe_finds_nothing_on_any_of_the_three_first_pages(hall: RunningHall, browser: Browser):
    for address, size, there in [
        (hall.kiosk, (1080, 1920), ".tile"),
        (hall.board, (1920, 1080), ".counter"),
        (f"{hall.server}/sign-in", (1366, 768), "form"),
    ]:
        with page_of(browser, *size) as page:
            page.goto(address)
            expect(page.locator(there).first).to_be_visible()
            assert axe_findings(page) == []


def test_a_program_that_dies_is_started_again_at_the_same_address(hall: RunningHall):
    address = hall.kiosk
    before = _process_of(hall, "kiosk")
    before.kill()
    wait_for(lambda: _answers(f"{address}/healthz"), "the kiosk again", 40)
    assert _process_of(hall, "kiosk").pid != before.pid
    assert "kiosk has ended; starting it again" in hall.complained()


def test_tokens_are_files_that_only_their_owner_may_read(hall: RunningHall):
    for name in ("kiosk.token", "board.token"):
        assert (hall.data / name).stat().st_mode & 0o077 == 0


def test_no_secret_is_printed_or_logged(hall: RunningHall):
    tokens = [(hall.data / name).read_text().strip() for name in ("kiosk.token", "board.token")]
    told = hall.printed() + hall.complained()
    assert not [token for token in tokens if token in told]
    assert hall.sign_in()[1] not in hall.complained()


def test_the_second_start_makes_no_second_sign_in_and_enrols_nothing_again(tmp_path: Path):
    config = centre_with_recorded_voice(tmp_path)
    with running_hall(config, tmp_path / "data") as first:
        assert "sign in   thu-nghiem" in first.printed()
        tokens = _tokens(tmp_path / "data")
    with running_hall(config, tmp_path / "data") as second:
        assert "sign in" not in second.printed()
        assert _answers(f"{second.kiosk}/healthz")
    assert _tokens(tmp_path / "data") == tokens
    with sqlite3.connect(tmp_path / "data" / "luot.db") as database:
        assert database.execute("SELECT count(*) FROM device").fetchone() == (2,)


def _tokens(data: Path) -> list[str]:
    return [(data / name).read_text() for name in ("kiosk.token", "board.token")]


def test_ending_the_hall_ends_all_three_programs(tmp_path: Path):
    with running_hall(centre_with_recorded_voice(tmp_path), tmp_path / "data") as hall:
        addresses = [hall.server, hall.kiosk, hall.board.rsplit("/", 1)[0]]
        assert all(_answers(f"{address}/healthz") for address in addresses)
        assert hall.stop() == 0
        assert not any(_answers(f"{address}/healthz") for address in addresses)


def test_a_wrong_configuration_is_said_file_and_key_and_nothing_starts(tmp_path: Path):
    config = centre_with_recorded_voice(tmp_path)
    centre = config / "centre.toml"
    centre.write_text("colour = 'red'\n" + centre.read_text("utf-8"), "utf-8")
    said = luot("up", "--config", str(config), "--data", str(tmp_path / "data"))
    assert said.returncode == 2
    assert "centre.toml" in said.stderr
    assert "colour" in said.stderr
    assert "Traceback" not in said.stderr
    assert not (tmp_path / "data" / "luot.db").exists()


def test_a_port_that_is_taken_is_said_in_one_line(hall: RunningHall, tmp_path: Path):
    port = hall.server.rsplit(":", 1)[1]
    said = luot(
        "up",
        *("--config", str(centre_with_recorded_voice(tmp_path)), "--data", str(tmp_path / "data")),
        *("--port", port),
    )
    assert said.returncode == 1
    assert f"cannot listen on 127.0.0.1:{port}" in said.stderr
    assert "Traceback" not in said.stderr


def _answers(address: str) -> bool:
    try:
        return requests.get(address, timeout=2).ok
    except requests.RequestException:
        return False


@dataclass
class Child:
    """One of the programs that ``luot up`` has started."""

    pid: int

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)


def _process_of(hall: RunningHall, module: str) -> Child:
    """The child process of ``luot up`` that runs a module."""
    children = Path(f"/proc/{hall.process.pid}/task/{hall.process.pid}/children")

    def found() -> Child | None:
        for pid in children.read_text().split():
            command = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
            if command[2:3] == [module]:
                return Child(int(pid))
        return None

    return wait_for(found, f"the process of {module}")
