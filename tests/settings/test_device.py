"""A device's token: where it comes from, and who may not read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.settings import SHARED_STATIC, TokenMissing, device_token, token_path


@pytest.fixture(autouse=True)
def no_token_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LUOT_TOKEN", raising=False)


def write(data: Path, token: str, mode: int) -> None:
    path = token_path(data, "kiosk")
    path.write_text(token)
    path.chmod(mode)


def test_a_token_is_read_from_a_file_of_its_owner(tmp_path: Path) -> None:
    write(tmp_path, "abc\n", 0o600)
    assert device_token(tmp_path, "kiosk") == "abc"


def test_a_token_that_others_can_read_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "abc", 0o640)
    with pytest.raises(TokenMissing, match="chmod 600"):
        device_token(tmp_path, "kiosk")


def test_an_empty_token_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "\n", 0o600)
    with pytest.raises(TokenMissing, match="is empty"):
        device_token(tmp_path, "kiosk")


def test_a_missing_token_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(TokenMissing, match="luot device add kiosk NAME"):
        device_token(tmp_path, "kiosk")


def test_a_token_of_the_environment_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "abc", 0o600)
    monkeypatch.setenv("LUOT_TOKEN", " from-outside ")
    assert device_token(tmp_path, "kiosk") == "from-outside"


def test_the_shared_front_end_files_are_where_programs_look() -> None:
    assert (SHARED_STATIC / "tokens.css").is_file()
