"""``luot sounds check`` and ``luot sounds build`` as an operator runs them, with real files."""

from __future__ import annotations

import csv
import shutil
import subprocess
from array import array
from pathlib import Path

import pytest
from centre_folders import change, copy_of
from recordings import record, write
from running import CONFIG, PYTHON, ROOT

from display_board.voice.samples import decibels, prepared, read_sound, seconds, speech_level

SOUNDS = ROOT / "sounds"


def luot_sounds(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [PYTHON, "-m", "server.commands", "sounds", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")


def bank_with(folder: Path, samples: array[int], **form: int) -> Path:
    """A bank of one clip, ``ba.wav``, just as it is given."""
    write(folder / "ba.wav", samples, **form)
    (folder / "clips.csv").write_text("file,text,language\nba.wav,ba,vi\n", encoding="utf-8")
    return folder


def good_clip() -> array[int]:
    return read_sound(SOUNDS / "ba.wav")


def lines_about(name: str, said: subprocess.CompletedProcess[str]) -> list[str]:
    return [line for line in said.stderr.splitlines() if line.startswith(f"{name}: ")]


@pytest.fixture(scope="module")
def check_of_our_own_bank() -> subprocess.CompletedProcess[str]:
    return luot_sounds("check")


def test_the_clips_that_come_with_the_product_are_good(
    check_of_our_own_bank: subprocess.CompletedProcess[str],
) -> None:
    assert (check_of_our_own_bank.returncode, check_of_our_own_bank.stderr) == (0, "")


@pytest.mark.parametrize("centre", ["hue-province", "thach-ha"])
def test_a_centres_whole_hall_can_be_said(centre: str) -> None:
    said = luot_sounds("check", "--config", CONFIG / centre)
    assert (said.returncode, said.stderr) == (0, "")


def scaled(samples: array[int], gain: float) -> array[int]:
    return array("h", [max(-32_768, min(32_767, round(value * gain))) for value in samples])


FAULTS = {
    "too quiet": (lambda clip: scaled(clip, 0.92), "too quiet: expected active speech at -19 dBFS"),
    "too loud": (lambda clip: scaled(clip, 1.09), "too loud: expected active speech at -19 dBFS"),
    "clipped": (lambda clip: scaled(clip, 6), "clipped: expected no wave cut off"),
    "click before": (lambda clip: clip[600:], "clicks: expected the first sample at zero"),
    "click after": (lambda clip: clip[:-2500], "clicks: expected the last sample at zero"),
    "silent": (lambda clip: array("h", bytes(4000)), "expected speech, found silence"),
}


@pytest.mark.parametrize(("spoil", "line"), FAULTS.values(), ids=FAULTS)
def test_a_clip_that_would_sound_wrong_is_named_with_what_was_expected(
    spoil, line: str, tmp_path: Path
) -> None:
    said = luot_sounds("check", bank_with(tmp_path, spoil(good_clip())))
    assert said.returncode == 1
    assert [fault for fault in lines_about("ba.wav", said) if line in fault]


@pytest.mark.parametrize(
    ("form", "line"),
    [
        ({"rate": 44_100}, "ba.wav: expected 22050 samples a second, found 44100"),
        ({"channels": 2}, "ba.wav: expected 1 channels, found 2"),
    ],
)
def test_a_clip_of_another_form_is_named(form: dict[str, int], line: str, tmp_path: Path) -> None:
    said = luot_sounds("check", bank_with(tmp_path, good_clip(), **form))
    assert lines_about("ba.wav", said) == [line]


def test_a_good_clip_alone_has_no_fault_but_the_missing_words_are_told(tmp_path: Path) -> None:
    said = luot_sounds("check", bank_with(tmp_path, good_clip()))
    assert said.returncode == 1
    assert lines_about("ba.wav", said) == []
    assert "clips.csv: expected a clip that says 'không' (vi), found none" in said.stderr
    assert "'ba'" not in said.stderr


def test_what_is_no_sound_and_what_nothing_says_is_named(tmp_path: Path) -> None:
    bank = bank_with(tmp_path, good_clip())
    (bank / "ba.wav").write_bytes(b"not a sound")
    record(bank / "tam.wav")
    said = luot_sounds("check", bank)
    assert lines_about("ba.wav", said)[0].startswith("ba.wav: expected a WAV file")
    assert "expected a line in clips.csv" in lines_about("tam.wav", said)[0]


def test_the_words_that_one_centre_needs_are_looked_for_in_its_own_clips(tmp_path: Path) -> None:
    centre = copy_of("commune", tmp_path)
    change(centre / "display_board.toml", "\nzones", '\nsounds = "voice"\nzones')
    shutil.copytree(SOUNDS, centre / "voice")
    series = series_of(centre)
    (centre / "voice" / f"chu_{series}.wav").unlink()
    said = luot_sounds("check", "--config", centre)
    assert said.returncode == 1
    assert lines_about("clips.csv", said) == [
        f"clips.csv: expected a clip that says {series!r} (vi), found none"
    ]


def test_a_word_of_a_centres_own_sentence_that_no_clip_says_is_named(tmp_path: Path) -> None:
    centre = copy_of("commune", tmp_path)
    own = 'call_en = "Welcome {number}, please proceed to counter {counter}."'
    change(centre / "centre.toml", "[speech]", f"[speech]\n{own}")
    said = luot_sounds("check", "--config", centre)
    assert said.returncode == 1
    assert said.stderr.splitlines() == [
        "clips.csv: expected a clip that says 'welcome' (en), found none"
    ]


def series_of(centre: Path) -> str:
    text = (centre / "centre.toml").read_text(encoding="utf-8")
    return text.split('series = "', 1)[1][0]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank made from a few recordings that are unlike each other."""
    place = tmp_path_factory.mktemp("own")
    record(place / "recorded" / "ba.wav", rate=48_000, channels=1, amplitude=0.9)
    record(place / "recorded" / "chu_A.wav", rate=16_000, channels=2, amplitude=0.01)
    record(place / "recorded" / "xin_moi_cong_dan_so.wav", 1.6, rate=44_100)
    record(place / "recorded" / "chao.wav")
    table = "file,text,language\nchao.wav,kính chào,vi\n"
    (place / "recorded" / "clips.csv").write_text(table, encoding="utf-8")
    said = luot_sounds("build", place / "recorded", "--out", place / "bank")
    assert (said.returncode, said.stderr) == (0, "")
    return place / "bank"


@pytest.mark.parametrize("name", ["ba", "chu_A", "xin_moi_cong_dan_so", "chao"])
def test_a_recording_is_cut_levelled_and_brought_to_our_rate(name: str, built: Path) -> None:
    clip = read_sound(built / f"{name}.wav")
    assert seconds(clip) == pytest.approx(1.6 if name.startswith("xin") else 0.5, abs=0.05)
    assert decibels(speech_level(clip)) == pytest.approx(-19, abs=0.1)
    assert prepared(clip)[0] == clip[0] == clip[-1] == 0


def test_what_was_not_recorded_stays_as_it_was(built: Path) -> None:
    for name in ("hai.wav", "en_letter_S.wav"):
        assert (built / name).read_bytes() == (SOUNDS / name).read_bytes()


def test_a_longer_clip_of_ours_does_not_hide_the_recordings_of_its_words(built: Path) -> None:
    with (built / "clips.csv").open(encoding="utf-8") as file:
        said = {row["text"] for row in csv.DictReader(file)}
    assert "xin mời công dân số A" not in said
    assert not (built / "xin_moi_A.wav").exists()
    assert {"xin mời công dân số B", "kính chào"} <= said


def test_a_recording_that_no_clip_is_named_after_stops_the_building(tmp_path: Path) -> None:
    record(tmp_path / "recorded" / "bah.wav")
    (tmp_path / "recorded" / "hai.wav").write_bytes(b"not a sound")
    said = luot_sounds("build", tmp_path / "recorded", "--out", tmp_path / "bank")
    assert said.returncode == 1
    assert len(said.stderr.splitlines()) == 2
    assert "bah.wav: expected the name of a clip of clips.csv" in said.stderr
    assert "hai.wav: expected a recording" in said.stderr
    assert not (tmp_path / "bank").exists()


@pytest.mark.parametrize("command", ["check", "build"])
def test_each_command_explains_itself(command: str) -> None:
    said = luot_sounds(command, "--help")
    assert said.returncode == 0
    assert "--config" in said.stdout
