"""How much memory a process keeps."""

from __future__ import annotations

from pathlib import Path


def resident_mb(pid: int) -> float:
    """Resident memory in MB (Linux)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise ProcessLookupError(pid)
