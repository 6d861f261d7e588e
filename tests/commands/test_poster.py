"""``luot poster``: what its code says is what a phone opens, whatever the centre is called."""

from __future__ import annotations

from pathlib import Path

import pytest
import segno
from centre_folders import CENTRES, CONFIG
from made_centre import small_centre, write_centre
from PIL import Image, ImageChops
from running import luot

from server.commands.poster_sheet import HEIGHT, WIDTH, poster_sheet
from server.settings import load_centre

PUBLIC = "https://xephang.example.vn/luot/"
LONGEST = "Trung tâm Phục vụ hành chính công và Kiểm soát thủ tục hành chính " * 4


@pytest.mark.parametrize("name", ["poster.pdf", "poster.png"])
def test_it_is_written_as_a_sheet_to_print(tmp_path: Path, name: str) -> None:
    config = write_centre(tmp_path / "centre", small_centre(public_url=PUBLIC))
    made = luot("poster", "--config", str(config), str(tmp_path / name))
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.strip().endswith("https://xephang.example.vn/luot/centre")
    if name.endswith(".png"):
        with Image.open(tmp_path / name) as sheet:
            assert sheet.size == (WIDTH, HEIGHT)
            assert round(sheet.info["dpi"][0]) == 300
    else:
        assert (tmp_path / name).read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("more", "name", "code", "said"),
    [
        ({}, "a.pdf", 1, "public_url: name the address that phones reach"),
        ({"public_url": PUBLIC, "public_page": {"enabled": False}}, "a.pdf", 1, "to nothing"),
        ({"public_url": "http://localhost:8000"}, "a.pdf", 1, "only this machine reaches it"),
        ({"public_url": PUBLIC}, "a.docx", 2, "ends with .pdf or .png"),
        ({"public_url": PUBLIC}, "missing/a.pdf", 1, "cannot be written"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(
    tmp_path: Path, more: dict[str, object], name: str, code: int, said: str
) -> None:
    config = write_centre(tmp_path / "centre", small_centre(**more))
    made = luot("poster", "--config", str(config), str(tmp_path / name))
    assert made.returncode == code
    assert said in made.stderr
    assert len(made.stderr.strip().splitlines()) == 1


def test_its_code_says_the_address_and_nothing_else() -> None:
    """Read back module by module: every one is as the standard's encoder has it."""
    address = "https://xephang.example.vn/centre"
    modules = list(segno.make(address, error="q", micro=False).matrix)
    sheet = poster_sheet(load_centre(CONFIG / "commune"), address).convert("L")
    code = sheet.crop((600, 1100, WIDTH - 600, 2370)).point(lambda dot: 255 * (dot < 128))
    box = code.getbbox()
    assert box is not None
    side = (box[2] - box[0]) / len(modules)
    seen = [
        [
            int(code.getpixel((box[0] + (x + 0.5) * side, box[1] + (y + 0.5) * side)) == 255)
            for x in range(len(modules))
        ]
        for y in range(len(modules))
    ]
    assert seen == [list(row) for row in modules]


@pytest.mark.parametrize("centre", [*CENTRES, "long"])
def test_nothing_is_cut_at_the_edge_whatever_the_centre_is_called(centre: str) -> None:
    settings = load_centre(CONFIG / ("commune" if centre == "long" else centre))
    if centre == "long":
        settings = settings.model_copy(update={"name": LONGEST[:300], "name_en": LONGEST[:300]})
    sheet = poster_sheet(settings, "https://xephang.example.vn/centre")
    for left in (0, WIDTH - 150):
        strip = sheet.crop((left, 0, left + 150, HEIGHT))
        plain = Image.new("RGB", strip.size, "#ffffff")
        plain.paste("#0b3f73", (0, 0, 150, 561))
        assert ImageChops.difference(strip, plain).getbbox() is None
