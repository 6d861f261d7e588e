"""Set up what is missing, and only that:  python -m tools.set_up everything|run|test|lint.

`run` needs the packages, the front-end files and the voice; `test` a browser besides, without
which it fails; `everything` only says that there is none.  With nothing missing it asks no network.
"""

from __future__ import annotations

import fcntl
import sys

from tools.front_end import set_up_front_end
from tools.python_environment import ROOT, set_up_environment, set_up_packages, stamps
from tools.saying import SetUpFailed, say
from tools.system_packages import set_up_browser, set_up_voice


def set_up(purpose: str) -> None:
    """Set up what `purpose` needs; raises SetUpFailed when that cannot be had."""
    set_up_environment(ROOT)
    set_up_packages(ROOT)
    if purpose == "lint":
        return
    set_up_front_end(ROOT)
    set_up_voice(stamps(ROOT) / "voice-tried")
    if purpose == "test":
        set_up_browser(stamps(ROOT) / "browser")
    if purpose == "everything":
        try_browser()


def try_browser() -> None:
    """Have a browser if possible; running the product needs none of its own."""
    try:
        set_up_browser(stamps(ROOT) / "browser")
    except SetUpFailed as failure:
        say(str(failure))


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
