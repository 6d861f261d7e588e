"""What a device's program needs beside its file: its token, and the shared front-end files."""

from __future__ import annotations

import os
import stat
from pathlib import Path

SHARED_STATIC = Path(__file__).resolve().parent.parent / "web" / "static" / "shared"
"""Design tokens, fonts and front-end libraries; every program serves this folder at /shared/."""


class TokenMissing(Exception):
    """The device has no token that may be used; the message says what to do."""


def token_path(data: Path, kind: str) -> Path:
    """Where a kiosk's or a board's token lies in its data folder."""
    return data / f"{kind}.token"


def device_token(data: Path, kind: str) -> str:
    """The device's token from ``LUOT_TOKEN`` or from its file of mode 0600.

    Raises ``TokenMissing`` when there is none or others may read it.
    """
    if token := os.environ.get("LUOT_TOKEN", "").strip():
        return token
    path = token_path(data, kind)
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        token = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise TokenMissing(
            f"no token at {path}: run 'luot device add {kind} NAME' on the server "
            f"and write what it prints into that file (mode 0600)"
        ) from None
    if os.name == "posix" and mode & 0o077:
        raise TokenMissing(f"{path} can be read by others: chmod 600 {path}")
    if not token:
        raise TokenMissing(f"{path} is empty: write the token of 'luot device add' into it")
    return token
