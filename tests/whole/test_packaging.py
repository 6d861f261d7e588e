"""What is shipped and what is committed: the wheel, the list of packages, the pins, the names."""

from __future__ import annotations

import ast
import configparser
import importlib.metadata
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.front_end import icons

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("server", "kiosk", "display_board")
BUILT_FROM = ("setup.cfg", "pyproject.toml", "README.md", "LICENSE", "NOTICE")


def python_files() -> list[Path]:
    """Every module of the three packages, as paths from the root."""
    files = (file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))
    return sorted(file.relative_to(ROOT) for file in files)


def page_files() -> list[Path]:
    """Every file that pages are made of, the vendor folder's too."""
    folders = [
        folder
        for package in PACKAGES
        for name in ("static", "templates")
        for folder in (ROOT / package).rglob(name)
    ]
    files = (file for folder in folders for file in folder.rglob("*") if file.is_file())
    return sorted(file.relative_to(ROOT) for file in files)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in the wheel, built from a copy, without network."""
    source, built = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("built")
    for package in PACKAGES:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / package, source / package, ignore=ignored)
    for name in BUILT_FROM:
        shutil.copy(ROOT / name, source)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*command, "--no-build-isolation", "-w", built, source], check=True)
    return set(zipfile.ZipFile(next(built.glob("luot-*.whl"))).namelist())


def test_the_wheel_holds_every_module(wheel: set[str]) -> None:
    assert [str(file) for file in python_files() if str(file) not in wheel] == []


def test_the_wheel_holds_every_file_that_pages_load(wheel: set[str]) -> None:
    assert Path("server/web/static/shared/vendor/preact.js") in page_files()
    assert [str(file) for file in page_files() if str(file) not in wheel] == []


def test_the_wheel_brings_no_other_top_level_package(wheel: set[str]) -> None:
    tops = {name.partition("/")[0] for name in wheel}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)


def setup_cfg() -> configparser.ConfigParser:
    """setup.cfg as setuptools reads it."""
    settings = configparser.ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    return settings


def test_setup_cfg_lists_exactly_the_packages_on_disk() -> None:
    on_disk = {".".join(file.parent.parts) for file in python_files()}
    assert set(setup_cfg()["options"]["packages"].split()) == on_disk


def test_every_folder_with_modules_is_a_package() -> None:
    folders = {file.parent for file in python_files()}
    assert [str(folder) for folder in folders if not (ROOT / folder / "__init__.py").exists()] == []


def pins() -> dict[str, str]:
    """The versions of constraints.txt by canonical name."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = (line.split("==") for line in lines if line and not line.startswith("#"))
    return {canonicalize_name(name): version for name, version in pinned}


def needed(name: str, extra: str = "") -> Iterator[str]:
    """The distributions that a distribution needs directly, by canonical name."""
    for line in importlib.metadata.requires(name) or []:
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            yield canonicalize_name(requirement.name)
            for wanted in requirement.extras:
                yield from needed(requirement.name, wanted)


def test_everything_the_project_needs_is_pinned_to_what_is_installed() -> None:
    found: set[str] = set()
    waiting = {*needed("luot"), *needed("luot", "dev")}
    while waiting:
        found |= waiting
        waiting = {name for each in waiting for name in needed(each)} - found
    found.remove("pip")  # comes with the environment; sqlite-utils names it
    installed = {name: importlib.metadata.version(name) for name in found}
    assert {name: pins().get(name) for name in found} == installed


def committed_texts() -> Iterator[tuple[str, str]]:
    """Path and text of every committed file that is text."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        file = ROOT / name
        content = file.read_bytes() if file.is_file() else b""
        if b"\0" not in content:
            yield name, content.decode("utf-8")


# Written in pieces, so that this file does not name them either.
REGISTRIES = [
    re.escape(".".join(parts))
    for parts in (
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("deb", "debian", "org"),
    )
]
HOMES = [r"/(?:home|Users)/[A-Za-z]\w*/", "/" + "root/", "/" + r"work/(?:main|shared)\b"]


def test_no_committed_file_names_a_package_registry_or_a_machines_folder() -> None:
    named = re.compile("|".join([*REGISTRIES, *HOMES]))
    found = [
        (name, hit.group()) for name, text in committed_texts() for hit in named.finditer(text)
    ]
    assert found == []


def test_no_module_bears_a_standard_library_name() -> None:
    named = [str(file) for file in python_files() if file.stem in sys.stdlib_module_names]
    folders = {part for file in python_files() for part in file.parent.parts}
    assert named == []
    assert folders & sys.stdlib_module_names == set()


def imported(file: Path) -> Iterator[str]:
    """The modules that a Python file imports, wherever in it."""
    for node in ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_python_never_imports_the_folders_that_hold_none() -> None:
    folders = {"config", "sounds", "docs", "tests", "tools"}
    found = [
        (str(file), module)
        for file in python_files()
        for module in imported(file)
        if module.partition(".")[0] in folders
    ]
    assert found == []


def used_icons() -> Iterator[tuple[str, str]]:
    """Where an icon is named by its file or by a centre's configuration, and which."""
    of_pages = (
        ROOT / file for file in (*page_files(), *python_files()) if "vendor" not in file.parts
    )
    patterns = [(of_pages, r"vendor/icons/([a-z0-9-]+)\.svg"), (CENTRES, r'\bicon\s*=\s*"([^"]+)"')]
    for files, pattern in patterns:
        for file in files:
            for name in re.findall(pattern, file.read_text(encoding="utf-8", errors="replace")):
                yield file.relative_to(ROOT).as_posix(), name


CENTRES = sorted((ROOT / "config").glob("*/*.toml"))


def test_every_icon_that_is_used_is_in_the_list_of_icons_to_copy() -> None:
    listed = set(icons(ROOT))
    assert CENTRES
    assert [use for use in used_icons() if use[1] not in listed] == []
