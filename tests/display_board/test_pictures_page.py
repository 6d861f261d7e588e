"""The centre's own pictures and videos on the hall's screen: in turn, and beside every number."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests
from board_program import BoardProgram, running_board, until
from board_screens import SIZES, assert_whole, full_hall, open_screen, turn
from browser import page_of
from fake_hall import TOKEN, FakeHall, fake_hall
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from small_video import small_video

COVERED = """() => {
    const slides = document.querySelector('.slides').getBoundingClientRect();
    return [...document.querySelectorAll('.number')].filter(number => {
        const box = number.getBoundingClientRect();
        return box.width && box.right > slides.left && box.left < slides.right
            && box.bottom > slides.top && box.top < slides.bottom;
    }).map(number => number.textContent);
}"""


@pytest.fixture(scope="module")
def hall() -> Iterator[FakeHall]:
    with fake_hall() as each:
        each.send_snapshot(**full_hall(4))
        yield each


@pytest.fixture(scope="module")
def board(
    hall: FakeHall, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BoardProgram]:
    """A board whose folder holds a video and a picture, and what must not be shown."""
    folder = tmp_path_factory.mktemp("board")
    media = folder / "media"
    media.mkdir()
    small_video(browser, media / "1.webm")
    (media / "2-broken.webm").write_bytes(b"no video at all")
    (media / "3-broken.png").write_bytes(b"no picture at all")
    Image.new("RGB", (640, 360), "#1a6b4a").save(media / "4.png")
    (media / "page.html").write_text("<script>alert(1)</script>")
    (folder / "secret.png").write_bytes(b"not for everybody")
    with running_board(folder, hall.url, TOKEN, pictures="media", picture_seconds=9) as each:
        until(lambda: each.announced()["zones"], "the board has joined")
        yield each


def plays(page: Page) -> None:
    """Wait until the video is seen to move."""
    video = page.locator(".slides video[src$='1.webm']")
    expect(video).to_be_visible()
    until(lambda: video.evaluate("v => v.videoWidth && v.currentTime > 0"), "the video plays")
    assert video.evaluate("v => v.muted && !v.controls")


@pytest.mark.parametrize(("asked", "size"), [("", "hd"), ("?layout=zone", "hd"), ("", "portrait")])
def test_a_video_is_played_to_its_end_and_a_picture_follows_and_neither_covers_a_number(
    board: BoardProgram, browser: Browser, asked: str, size: str
) -> None:
    with page_of(browser, *SIZES[size]) as page:
        fetched: list[str] = []
        page.on("request", lambda request: fetched.append(request.url))
        open_screen(page, board, asked)
        plays(page)
        assert page.evaluate(COVERED) == []
        assert_whole(page, "video")
        picture = page.locator(".slides img[src$='4.png']")
        expect(picture).to_be_visible(
            timeout=9_000
        )  # one that stands still is passed over after ten
        until(lambda: picture.evaluate("e => e.naturalWidth"), "the picture is there")
        assert page.evaluate(COVERED) == []
        assert_whole(page, "picture")
        assert len([url for url in fetched if "broken" in url]) <= 3, "a broken file races"
        turn(page)
        plays(page)


@pytest.mark.parametrize(
    "name", ["page.html", "%2e%2e%2fsecret.png", "..%2fsecret.png", "none.png"]
)
def test_nothing_but_the_folders_pictures_is_served(board: BoardProgram, name: str) -> None:
    assert requests.get(f"{board.url}/pictures/4.png", timeout=5).status_code == 200
    assert requests.get(f"{board.url}/pictures/{name}", timeout=5).status_code == 404
