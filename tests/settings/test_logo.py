"""The logo of a kiosk's slips: a whole picture, or the program says what it expected."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from server.settings import SettingsError, load_kiosk


def kiosk_with(folder: Path, logo: str) -> Path:
    path = folder / "kiosk.toml"
    path.write_text(f'logo = "{logo}"\n', encoding="utf-8")
    return path


def test_a_logo_is_found_beside_the_kiosks_file(tmp_path: Path) -> None:
    Image.new("L", (40, 30)).save(tmp_path / "logo.png")
    settings = load_kiosk(kiosk_with(tmp_path, "logo.png"))
    assert settings.logo == str(tmp_path / "logo.png")


def save_jpeg(path: Path) -> None:
    Image.new("RGB", (40, 30)).save(path, format="JPEG")


def save_half(path: Path) -> None:
    Image.effect_noise((40, 30), 60).save(path, format="PNG")
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def save_broken(path: Path) -> None:
    Image.effect_noise((40, 30), 60).save(path, format="PNG")
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    path.write_bytes(raw)


def save_huge(path: Path) -> None:
    Image.new("1", (4000, 10)).save(path, format="PNG")


def save_nothing(path: Path) -> None:
    """There is no such file."""


@pytest.mark.parametrize("save", [save_jpeg, save_half, save_broken, save_huge, save_nothing])
def test_what_is_no_whole_picture_is_refused_with_file_key_and_expectation(
    tmp_path: Path, save: object
) -> None:
    assert callable(save)
    save(tmp_path / "logo.png")
    with pytest.raises(SettingsError) as refused:
        load_kiosk(kiosk_with(tmp_path, "logo.png"))
    [fault] = refused.value.faults
    assert str(fault).startswith("kiosk.toml: logo: expected a PNG picture")
    assert str(tmp_path / "logo.png") in str(fault)
