"""What a board says of its voice and sound reaches supervisors in the language of their page."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from browser import axe_findings
from hall_pages import Hall, running_hall_server
from playwright.sync_api import Page, expect
from running import ROOT

from display_board.voice.bank import ClipBank
from display_board.voice.engine import Engine
from display_board.voice.pyttsx3_worker import NoSuchVoice, choose_voice
from display_board.voice.voice import Voice

SINKS = ROOT / "display_board" / "voice" / "sinks.py"
SILENT_FILE = """
import sys, wave
file = wave.open(sys.argv[sys.argv.index("--out") + 1], "wb")
file.setparams((1, 2, 22050, 0, "NONE", ""))
file.writeframes(bytes([0, 16, 0, 240] * 500))
file.close()
"""
WORKERS = {
    "hangs": "import time; time.sleep(600)",
    "dies": "raise SystemExit(3)",
    "writes nothing": "",
    "speaks too little": SILENT_FILE,
    "breaks": "raise SystemExit('OSError: libespeak is not there')",
}


@pytest.fixture
def hall(small_config: Path, tmp_path: Path) -> Iterator[Hall]:
    with running_hall_server(tmp_path / "data", small_config) as opened:
        yield opened


def failures(tmp_path: Path) -> dict[str, str]:
    """Real reasons of a voice without clips, by what is wrong with its engine."""
    nothing = ClipBank(tmp_path / "no-clips")
    found = {}
    for name, code in WORKERS.items():
        worker = tmp_path / f"{name}.py"
        worker.write_text(code, encoding="utf-8")
        engine = Engine(worker=(sys.executable, str(worker)), time_limit_s=0.5)
        found[name] = Voice(nothing, engine).check() or ""
    missing = Engine(worker=(str(tmp_path / "nowhere"),))
    found["is not there"] = Voice(nothing, missing).check() or ""
    with pytest.raises(NoSuchVoice) as refused:
        choose_voice([], "vi-north")
    found["has no voice"] = f"speech engine: NoSuchVoice: {refused.value}"
    return found


def report(hall: Hall, name: str, message: str) -> None:
    """A board of this name says what is wrong."""
    token = hall.server.enrol_here("board", name)
    answer = requests.put(
        hall.server.api("/devices/me/status"),
        json={"voice": "failing", "message": message},
        headers={"Authorization": f"Bearer {token}"},
        timeout=20,
    )
    assert answer.status_code == 200, answer.text


ENGINE = {
    "hangs": ("Bộ đọc không trả lời trong 0,5 giây.", "gave no answer within 0.5 s."),
    "dies": ("Bộ đọc dừng mà không cho biết lý do.", "stopped without saying why."),
    "writes nothing": ("Bộ đọc không phát ra tiếng.", "makes no sound."),
    "speaks too little": ("lẽ ra ít nhất 0,2 giây.", "where at least 0.2 s is due."),
    "breaks": ("Bộ đọc báo lỗi: OSError: libespeak is not there.", "engine says: OSError"),
    "is not there": ("Bộ đọc không khởi động được.", "does not start."),
    "has no voice": ("Hãy cài espeak-ng trên máy của màn hình.", "Install espeak-ng"),
}


def test_every_fault_of_voice_and_sound_is_said_in_the_language_of_the_page(
    page: Page, hall: Hall, tmp_path: Path
) -> None:
    for name, message in failures(tmp_path).items():
        report(hall, name, message)
    sounds = re.findall(r'raise SoundFailed\("([^"]+)"\)', SINKS.read_text(encoding="utf-8"))
    assert "no sound device" in sounds
    for message in ["nobody can say this", "the page stopped playing", *sounds]:
        report(hall, message, message)
    report(hall, "two", "no sound device; what nobody has foreseen")
    hall.sees(page)
    for language, name in enumerate(("vi", "en")):
        expect(page.locator("html")).to_have_attribute("lang", name)
        told = {one: page.locator(f"[data-device='{one}'] .device-message") for one in ENGINE}
        for one, words in ENGINE.items():
            expect(told[one]).to_contain_text(words[language])
        clips = ("Chưa có giọng thu sẵn cho câu “Xin mời”.", "No recording covers the sentence")
        expect(told["hangs"]).to_contain_text(clips[language])
        for one in sounds:
            plain = page.locator(f"[data-device='{one}'] .device-message")
            expect(plain).not_to_have_text(one)
        last = page.locator("[data-device='two'] .device-message")
        expect(last).to_contain_text("what nobody has foreseen")
        assert axe_findings(page) == []
        page.get_by_role("button", name="English" if name == "vi" else "Tiếng Việt").click()
