"""Lines of the log for other systems: how a delivery is signed, and when it is tried again.

The signature is HMAC-SHA256 (RFC 2104) over the time of sending and the body, so that neither can
be changed nor an old delivery be sent once more without the receiver noticing.
"""

from __future__ import annotations

import hashlib
import hmac

LONGEST_PAUSE_S = 3600.0
FAILING_AFTER = 5
"""After so many failures in a row (half a minute) the supervisors are told."""


def signature(secret: bytes, at: int, body: bytes) -> str:
    """What the header ``Luot-Signature`` says; ``at`` is in seconds since 1970."""
    digest = hmac.new(secret, f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


def pause_after(failures: int) -> float:
    """Seconds until the next try: 1, 2, 4, … up to an hour."""
    return min(LONGEST_PAUSE_S, float(2 ** min(failures - 1, 12)))
