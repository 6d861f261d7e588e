"""Who acts: a member of staff or a device."""

from __future__ import annotations

from dataclasses import dataclass

from server.messages import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who gave a command; both names go into the log line."""

    staff: str | None = None
    role: Role | None = None
    device: str | None = None

    @property
    def name(self) -> str:
        """Whoever it is, for ``issued_by``."""
        return self.staff or self.device or "server"
