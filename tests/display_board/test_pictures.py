"""The centre's own pictures: which files of a folder a screen may show."""

from __future__ import annotations

from pathlib import Path

from display_board.pictures import MOST, Pictures


def test_a_folder_gives_its_pictures_and_videos_by_name(tmp_path: Path) -> None:
    for name in ("b.JPG", "a.mp4", "c.webp", "d.svg", "e.html", ".hidden.png", "f.txt"):
        (tmp_path / name).touch()
    (tmp_path / "deeper.png").mkdir()
    shown = Pictures(tmp_path).shown()
    assert shown == [
        {"name": "a.mp4", "kind": "video"},
        {"name": "b.JPG", "kind": "picture"},
        {"name": "c.webp", "kind": "picture"},
    ]


def test_a_folder_that_is_not_there_has_none(tmp_path: Path) -> None:
    assert Pictures(tmp_path / "none").shown() == []
    assert Pictures(None).shown() == []


def test_a_folder_of_thousands_gives_a_bounded_list(tmp_path: Path) -> None:
    for number in range(MOST + 5):
        (tmp_path / f"{number:03d}.png").touch()
    assert len(Pictures(tmp_path).names()) == MOST
