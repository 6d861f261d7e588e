"""``papers.csv``: what to bring for a procedure, where a centre has written it down."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_centre import small_centre, write_centre

from server.centre import load_folder
from server.settings import Paper, SettingsError, load_papers

CODES = {"1.001193", "1.000656"}
HEAD = "code,paper,paper_en\n"


def papers(folder: Path, *lines: str) -> Path:
    (folder / "papers.csv").write_text(HEAD + "".join(f"{line}\n" for line in lines), "utf-8")
    return folder


def test_a_centre_without_the_file_has_no_papers(tmp_path: Path) -> None:
    assert load_papers(tmp_path, CODES) == {}


def test_papers_come_in_the_order_of_the_file_and_may_lack_an_english_name(tmp_path: Path) -> None:
    folder = papers(tmp_path, "1.001193,Giấy chứng sinh,Birth record", "1.001193,Tờ khai,")
    assert load_papers(folder, CODES) == {
        "1.001193": [Paper("Giấy chứng sinh", "Birth record"), Paper("Tờ khai")]
    }


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("9.999999,Tờ khai,", "expected a code of procedures.csv, found '9.999999'"),
        ("1.001193, ,", "expected the name of a paper"),
        ("1.001193,Tờ khai", "expected 3 columns"),
        ("1.001193,Giấy chứng sinh,", "expected each paper of 1.001193 once"),
        (f"1.001193,{'a' * 301},", "expected at most 300 printable characters"),
    ],
)
def test_a_bad_line_is_named_with_its_number(line: str, fault: str, tmp_path: Path) -> None:
    folder = papers(tmp_path, "1.001193,Giấy chứng sinh,", line)
    with pytest.raises(SettingsError) as caught:
        load_papers(folder, CODES)
    [found] = caught.value.faults
    assert str(found).startswith(f"papers.csv: line 3: {fault}")


def test_other_columns_are_refused(tmp_path: Path) -> None:
    (tmp_path / "papers.csv").write_text("code,name\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="line 1: expected the columns code,paper,paper_en"):
        load_papers(tmp_path, CODES)


def test_the_catalogue_knows_them(tmp_path: Path) -> None:
    folder = papers(write_centre(tmp_path, small_centre()), "1.001193,Giấy chứng sinh,Birth record")
    _, catalogue = load_folder(folder)
    found = catalogue.find("1.001193")
    assert found is not None
    assert found.papers == (("Giấy chứng sinh", "Birth record"),)
