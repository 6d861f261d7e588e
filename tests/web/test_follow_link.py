"""The link of a slip: what its page is, how long it opens, and what guessing it brings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import requests
from listening import listening
from made_centre import small_centre, write_centre
from running import RunningServer, running_server

from server.web.follow_door import PAGES_OF_A_TICKET

PUBLIC = "https://xephang.example.vn/luot"
DAYS = [f"2026-11-{day}T08:00:00+07:00" for day in (23, 24, 25)]


def centre(folder: Path, **follow: object) -> Path:
    return write_centre(folder, small_centre(public_url=PUBLIC, follow=follow))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    config = centre(tmp_path_factory.mktemp("follow"), days=1)
    clock = ("--clock-speed", "0", "--clock-start", DAYS[0])
    with running_server(tmp_path_factory.mktemp("data"), config, clock=clock) as running:
        yield running


def take(server: RunningServer) -> str:
    """Take a number and return the secret of its link."""
    kiosk = server.enrol_here("kiosk", "kiosk")
    link: str = server.take(kiosk, field="ho-tich").json()["follow_url"]
    return link.removeprefix(f"{PUBLIC}/t/")


def page(server: RunningServer, secret: str) -> requests.Response:
    return requests.get(f"{server.url}/t/{secret}", timeout=20)


def asked(server: RunningServer, secret: str) -> int:
    """How the API answers to a secret."""
    shown = {"Authorization": f"Ticket {secret}"}
    return requests.get(server.api("/centre"), headers=shown, timeout=20).status_code


def turned_away(server: RunningServer, secret: str) -> str:
    with listening(server.url, "/follow", {"ticket": secret}) as line:
        return line.turned_away()


def test_the_page_is_the_same_for_a_right_secret_and_a_wrong_one(server: RunningServer) -> None:
    right, wrong = page(server, take(server)), page(server, "x" * 22)
    assert (
        (right.status_code, right.content)
        == (wrong.status_code, wrong.content)
        == (
            200,
            right.content,
        )
    )
    assert set(right.headers) == set(wrong.headers)


def test_the_page_is_found_by_no_search_kept_by_nobody_and_tells_nobody(
    server: RunningServer,
) -> None:
    answer = page(server, take(server))
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert '<meta name="robots" content="noindex, nofollow">' in answer.text


def test_a_link_dies_with_its_day_and_so_many_days_after_it(server: RunningServer) -> None:
    secret, clock = take(server), server.enrol_here("integration", "clock")

    def set_clock(now: str) -> None:
        shown = {"Authorization": f"Bearer {clock}"}
        requests.put(server.api("/trial/clock"), json={"now": now}, headers=shown, timeout=20)

    set_clock(DAYS[1])
    with listening(server.url, "/follow", {"ticket": secret}) as line:
        assert line.joined().newest()["state"] == "waiting"
        assert asked(server, secret) == 200
        set_clock(DAYS[2])
        line.sent_out()
    assert (turned_away(server, secret), asked(server, secret)) == ("not_found", 401)
    assert turned_away(server, "x" * 22) == "not_found"
    assert page(server, secret).status_code == 200


def test_a_centre_may_do_without_it(tmp_path: Path) -> None:
    """No QR, a polite page, and the socket as if nobody had ever had a secret."""
    with running_server(tmp_path / "data", centre(tmp_path / "centre", enabled=False)) as server:
        kiosk = server.enrol_here("kiosk", "kiosk")
        assert server.take(kiosk, field="ho-tich").json()["follow_url"] is None
        answer = page(server, "x" * 22)
        assert answer.status_code == 404
        assert "màn hình" in answer.text
        assert "screens" in answer.text
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert turned_away(server, "x" * 22) == "not_found"


def test_who_guesses_has_to_wait_and_shuts_out_nobody_else_behind_the_same_address(
    tmp_path: Path,
) -> None:
    with running_server(tmp_path / "data", centre(tmp_path / "centre")) as server:
        secret = take(server)
        assert {asked(server, "x" * 22) for _ in range(300)} == {401}
        assert asked(server, "x" * 22) == 429
        assert turned_away(server, "x" * 22) == "rate_limited"
        assert asked(server, secret) == 200
        with listening(server.url, "/follow", {"ticket": secret}) as line:
            line.joined()
        assert requests.get(server.api("/centre"), timeout=20).status_code == 200


def test_one_slip_cannot_open_all_the_pages_there_are(tmp_path: Path) -> None:
    with (
        running_server(tmp_path / "data", centre(tmp_path / "centre")) as server,
        ExitStack() as on,
    ):
        secret, other = take(server), take(server)
        for _ in range(PAGES_OF_A_TICKET):
            on.enter_context(listening(server.url, "/follow", {"ticket": secret})).joined()
        assert turned_away(server, secret) == "rate_limited"
        on.enter_context(listening(server.url, "/follow", {"ticket": other})).joined()


def test_more_pages_than_a_centre_wants_are_asked_to_come_later(tmp_path: Path) -> None:
    with running_server(tmp_path / "data", centre(tmp_path / "centre", most_pages=1)) as server:
        secret = take(server)
        with listening(server.url, "/follow", {"ticket": secret}) as line:
            line.joined()
            assert turned_away(server, secret) == "rate_limited"
            metrics = requests.get(f"{server.url}/metrics", timeout=20).text
            assert "luot_follow_pages 1.0" in metrics
