"""Take the README's pictures from the running product: ``python tests/support/take_pictures.py``.

A trial hall of the default centre, a morning's worth of citizens, three officers, a real browser.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import requests
from browser import page_of, running_chromium
from playwright.sync_api import Browser, expect
from running import ROOT, luot, wait_for
from running_hall import RunningHall, centre_with_recorded_voice, press, running_hall

PHONES = "https://xephang.example.vn"
PICTURES = ROOT / "docs" / "pictures"
CITIZENS = [
    ("chung-thuc", "submit", None),
    ("ho-tich", "submit", "nguoi-cao-tuoi"),
    ("dat-dai", "submit", None),
    ("ho-tich", "collect", None),
    ("ho-kinh-doanh", "guidance", None),
    ("chung-thuc", "pay", None),
    ("dat-dai", "supplement", None),
    ("bao-tro-xa-hoi", "submit", "mang-thai"),
    ("ho-tich", "submit", None),
    ("chung-thuc", "submit", "nguoi-khuyet-tat"),
    ("dat-dai", "collect", None),
]


def main() -> int:
    """Play a morning, take the pictures, and say where they are."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        config = centre_with_recorded_voice(Path(folder))
        _reached_from_phones(config)
        with (
            running_hall(config, Path(folder) / "data") as hall,
            running_chromium() as chromium,
        ):
            links = _play(hall)
            _take(hall, chromium)
            _take_phones(hall, chromium, links[-1])
    for picture in sorted(PICTURES.glob("*.png")):
        print(picture.relative_to(ROOT))
    return 0


def _reached_from_phones(config: Path) -> None:
    toml = config / "centre.toml"
    toml.write_text(
        f'public_url = "{PHONES}"\n{toml.read_text(encoding="utf-8")}', encoding="utf-8"
    )


def _play(hall: RunningHall) -> list[str]:
    """The follow links of the morning's citizens."""
    token = (hall.data / "kiosk.token").read_text().strip()
    links = [_take_number(hall, token, *citizen) for citizen in CITIZENS]
    for counter, officer in [("2", "binh"), ("3", "lan"), ("4", "hanh")]:
        session = _officer(hall, officer)
        for command in ("open", "next", "start"):
            session.post(f"{hall.server}/api/v1/counters/{counter}/{command}", json={}, timeout=20)
    return links


def _take_number(
    hall: RunningHall, token: str, field: str, purpose: str, priority: str | None
) -> str:
    body = {"field": field, "purpose": purpose, "priority": priority}
    answer = requests.post(
        f"{hall.server}/api/v1/tickets",
        json={key: value for key, value in body.items() if value},
        headers={"Authorization": f"Bearer {token}"},
        timeout=20,
    )
    assert answer.status_code == 201, answer.text
    return str(answer.json()["follow_url"]).removeprefix(PHONES)


def _officer(hall: RunningHall, name: str) -> requests.Session:
    made = luot(
        *("user", "add", name, "--role", "officer", "--password-stdin", "--data", str(hall.data)),
        stdin="mat-khau-tam",
    )
    assert made.returncode == 0, made.stderr
    session = requests.Session()
    signed = session.post(
        f"{hall.server}/api/v1/login",
        json={"username": name, "password": "mat-khau-tam"},
        timeout=20,
    )
    session.headers["X-CSRF-Token"] = signed.json()["csrf"]
    return session


def _take(hall: RunningHall, chromium: Browser) -> None:
    with (
        page_of(chromium, 1920, 1080) as board,
        page_of(chromium, 1366, 768) as counter,
        page_of(chromium, 1080, 1920) as kiosk,
        page_of(chromium, 1366, 768) as overview,
    ):
        board.goto(hall.board)
        _call_at_the_first_counter(hall, counter)
        kiosk.goto(hall.kiosk)
        expect(kiosk.get_by_role("button", name="Hộ tịch")).to_be_visible()
        kiosk.wait_for_timeout(500)
        kiosk.screenshot(path=PICTURES / "kiosk.png")
        kiosk.get_by_role("button", name="Hộ tịch").click()
        kiosk.get_by_role("button", name="Lấy số").click()
        expect(kiosk.get_by_text("Mời Ông/Bà nhận phiếu")).to_be_visible()
        kiosk.screenshot(path=PICTURES / "kiosk-number.png")
        slip = wait_for(lambda: next(iter((hall.data / "slips").glob("*.png")), None), "the slip")
        shutil.copy(slip, PICTURES / "slip.png")
        board.wait_for_timeout(4000)
        board.screenshot(path=PICTURES / "board.png")
        counter.screenshot(path=PICTURES / "counter.png")
        overview.context.add_cookies(counter.context.cookies())
        overview.goto(f"{hall.server}/hall")
        expect(overview.locator(".hall")).to_be_visible()
        overview.wait_for_timeout(800)
        overview.screenshot(path=PICTURES / "hall.png")


def _take_phones(hall: RunningHall, chromium: Browser, link: str) -> None:
    with page_of(chromium, 390, 780) as phone:
        phone.goto(f"{hall.server}{link}")
        expect(phone.locator("body")).to_contain_text("Số của Ông/Bà")
        phone.wait_for_timeout(500)
        phone.screenshot(path=PICTURES / "phone.png")
        phone.goto(f"{hall.server}/centre")
        expect(phone.locator("body")).to_contain_text("Hộ tịch")
        phone.wait_for_timeout(500)
        phone.screenshot(path=PICTURES / "centre.png")


def _call_at_the_first_counter(hall: RunningHall, counter) -> None:
    name, password = hall.sign_in()
    counter.goto(f"{hall.server}/")
    counter.get_by_label("Tên đăng nhập").fill(name)
    counter.get_by_label("Mật khẩu", exact=True).fill(password)
    counter.keyboard.press("Enter")
    counter.get_by_role("link", name="Tư pháp").click()
    expect(counter.get_by_role("button", name="Mở quầy")).to_be_enabled()
    press(counter, "o", then="Gọi tiếp")
    press(counter, "n", then="Bắt đầu phục vụ")


if __name__ == "__main__":
    sys.exit(main())
