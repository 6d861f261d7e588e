"""The virtual environment `.venv`: the packages of setup.cfg, the versions of constraints.txt.

Run as a module by `.venv/bin/python` it answers whether that environment was made here, for that
Python: a copied folder or an upgraded system Python must not be used half working.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path

from tools.saying import SetUpFailed, run, say
from tools.stamp import Stamp
from tools.system_packages import install_by_apt

ROOT = Path(__file__).resolve().parent.parent


def stamps(root: Path) -> Path:
    """Where set-up remembers what it did; it goes when the environment goes."""
    return root / ".venv" / "set-up"


def environment_python(root: Path) -> Path:
    """The Python of the environment."""
    return root / ".venv" / "bin" / "python"


def set_up_environment(root: Path) -> None:
    """Make `.venv` with the Python that runs now, unless that is the environment's own."""
    if Path(sys.prefix).resolve() == root / ".venv":
        return
    have_venv()
    say("making the virtual environment .venv")
    run([sys.executable, "-m", "venv", "--clear", root / ".venv"], root)
    stamps(root).mkdir()
    (stamps(root) / "made-in").write_text(home_of(root))


def was_made_here(root: Path) -> bool:
    """Whether the environment was made in this folder for the Python that runs now."""
    note = stamps(root) / "made-in"
    return note.exists() and note.read_text() == home_of(root)


def home_of(root: Path) -> str:
    """What tells environments apart: their folder and the Python they are for."""
    return f"{root} {sys.version_info[0]}.{sys.version_info[1]}"


def have_venv() -> None:
    """Have `venv` and `ensurepip`, which Debian packs apart from Python itself."""
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if not can_make_environments():
        install_by_apt([package])
    if not can_make_environments():
        raise SetUpFailed(f"{sys.executable} lacks venv; install it: apt-get install {package}")


def can_make_environments() -> bool:
    """Whether this Python has `venv` and `ensurepip`."""
    importlib.invalidate_caches()
    return all(importlib.util.find_spec(module) for module in ("venv", "ensurepip"))


def set_up_packages(root: Path) -> None:
    """Install the project, editable, and what it needs; nothing when setup.cfg is as it was."""
    stamp = Stamp(stamps(root) / "packages", [root / "setup.cfg", root / "constraints.txt"])
    if stamp.is_current() and (root / ".venv/bin/luot").exists():
        return
    say("installing the Python packages of setup.cfg")
    pip_install(root, "setuptools", "wheel")
    # Without build isolation the build uses the setuptools just installed and asks no network.
    pip_install(root, "--no-build-isolation", "--editable", ".[dev]")
    stamp.write()


def pip_install(root: Path, *arguments: str) -> None:
    """`pip install` into the environment, within constraints.txt."""
    pip = ["-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    run([environment_python(root), *pip, "--constraint", "constraints.txt", *arguments], root)


if __name__ == "__main__":
    sys.exit(not was_made_here(ROOT))
