"""Which clips the touch screen can play, and that nothing else of the disk can be had."""

from __future__ import annotations

from pathlib import Path

import pytest
import requests
from fake_centre import fake_centre
from kiosk_program import running_kiosk

from kiosk.guide import SOUNDS, Guide

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZĐ"


@pytest.fixture
def sounds(tmp_path: Path) -> Path:
    folder = tmp_path / "sounds"
    (folder / "guide" / "vi").mkdir(parents=True)
    (folder / "guide" / "vi" / "search.wav").write_bytes(b"RIFF")
    (folder / "chu_A.wav").write_bytes(b"RIFF")
    (folder / "clips.csv").write_text("file,text,language\nchu_A.wav,A,vi\n", encoding="utf-8")
    return folder


def test_a_clip_is_found_by_its_name_and_language(sounds: Path) -> None:
    guide = Guide(sounds)
    assert guide.clip("vi", "search") == sounds / "guide" / "vi" / "search.wav"
    assert guide.clip("vi", "character/A") == sounds / "chu_A.wav"
    assert guide.clip("en", "search") is None
    assert guide.languages == ["vi"]


def test_letters_and_digits_alone_are_no_guidance(sounds: Path) -> None:
    (sounds / "guide" / "vi" / "search.wav").unlink()
    assert Guide(sounds).languages == []


def test_a_folder_without_sounds_is_a_guide_that_is_silent(tmp_path: Path) -> None:
    guide = Guide(tmp_path / "nothing")
    assert (guide.languages, guide.clip("vi", "search")) == ([], None)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_character_of_a_number_has_its_clip(language: str) -> None:
    guide = Guide(SOUNDS)
    for character in LETTERS + "0123456789":
        clip = guide.clip(language, f"character/{character}")
        assert clip is not None, character
        assert clip.is_file()


def test_only_the_clips_are_served(tmp_path: Path, sounds: Path) -> None:
    (sounds / "guide" / "secret.wav").write_bytes(b"secret")
    with (
        fake_centre() as centre,
        running_kiosk(tmp_path, centre.url, centre.token, sounds="sounds") as kiosk,
    ):

        def get(path: str) -> requests.Response:
            return requests.get(f"{kiosk.url}/guide/{path}", timeout=15)

        assert get("vi/search.wav").content == b"RIFF"
        assert get("vi/search.wav").headers["Content-Type"] == "audio/wav"
        assert get("vi/character/A.wav").status_code == 200
        for other in ("vi/paused.wav", "vi/..%2Fsecret.wav", "xx/search.wav", "vi/%2Fetc%2Fpasswd"):
            assert get(other).status_code == 404, other
        assert kiosk.state()["settings"]["guide"] == ["vi"]
