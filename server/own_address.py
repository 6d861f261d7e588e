"""Where phones of the same network reach this machine, for a trial that nobody has set up yet."""

from __future__ import annotations

import ipaddress
import socket

ELSEWHERE = ("192.0.2.1", 9)
"""An address kept for documentation (RFC 5737): choosing a way to it sends nothing."""


def address_for_phones(host: str, port: int) -> str | None:
    """What phones open, when a program listens on ``host``; ``None`` when it hears itself only.

    ``host`` is an address or a name; for one that stands for every address, this machine's own in
    its network is taken.  ``None`` also for a port that is not known yet (0).
    """
    own = _own_address() if host in {"0.0.0.0", "::"} else host  # noqa: S104
    if own is None or port == 0 or hears_itself_only(own):
        return None
    return f"http://[{own}]:{port}" if ":" in own else f"http://{own}:{port}"


def hears_itself_only(host: str) -> bool:
    """Whether an address is each machine's own: a phone that opens it asks itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _own_address() -> str | None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(ELSEWHERE)
        except OSError:
            return None  # no network at all
        return str(way.getsockname()[0])
