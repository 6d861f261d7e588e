"""Set up what is missing, and only that:  python -m tools.set_up everything|run|test|lint.

`run` needs the packages, the front-end files and the voice; `test` a browser besides, without
which it fails; `everything` only says what is not there.  With nothing missing it asks no network.
"""

from __future__ import annotations

import fcntl
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.front_end import set_up_front_end
from tools.python_environment import ROOT, set_up_environment, set_up_packages, stamps
from tools.saying import SetUpFailed, say
from tools.system_packages import (
    Need,
    advice,
    install_missing,
    missing,
    needs_of_tests,
    needs_of_voice,
    wish_for_quick_browser,
)


def set_up(purpose: str) -> None:
    """Set up what `purpose` needs; raises SetUpFailed when that cannot be had."""
    set_up_environment(ROOT)
    set_up_packages(ROOT)
    if purpose != "lint":
        set_up_front_end(ROOT)
        set_up_system(purpose, stamps(ROOT))


def set_up_system(purpose: str, notes: Path) -> None:
    """Have the machine's packages; what cannot be had is named, and fatal only for tests."""
    of_tests = [] if purpose == "run" else needs_of_tests(notes / "browser")
    note = notes / f"not-to-be-had-for-{purpose}"
    lacking = installed_as_far_as_possible([*needs_of_voice(), *of_tests], note, purpose == "run")
    if purpose == "test" and missing(of_tests):
        raise SetUpFailed(advice(lacking))
    if lacking:
        say(advice(lacking))
    elif of_tests:
        wish_for_quick_browser(notes / "quick-browser-asked-for")


def installed_as_far_as_possible(needs: Sequence[Need], note: Path, only_once: bool) -> list[Need]:
    """Install what is missing and return what still is.

    With `only_once` apt is not asked again for what `note` says could not be had, so that an
    offline hall starts at once.
    """
    lacking = missing(needs)
    if not lacking or (only_once and note.exists() and note.read_text() == advice(lacking)):
        return lacking
    install_missing(lacking)
    still = missing(lacking)
    note.write_text(advice(still))
    return still


def main(arguments: list[str]) -> int:
    """Set up, one process at a time; 0 when all is there, 1 when a person has to do something."""
    with open(__file__, "rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            set_up(arguments[0])
        except SetUpFailed as failure:
            say(str(failure))
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
