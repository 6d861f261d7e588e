"""What the server last said of the centre, kept over a restart: a kiosk alone goes by that."""

from __future__ import annotations

from pathlib import Path

import structlog
from pydantic import ValidationError

from kiosk.durable_file import write_durably
from server.messages import CentreAnswer

log = structlog.get_logger()


class LastHeard:
    """The centre as last heard of; how many wait and how long is not worth keeping."""

    def __init__(self, data: Path) -> None:
        self._path = data / "centre.json"
        self._kept = self.recall()

    def recall(self) -> CentreAnswer | None:
        """The centre as it was kept, or ``None``."""
        try:
            return CentreAnswer.model_validate_json(self._path.read_bytes(), extra="ignore")
        except FileNotFoundError:
            return None
        except ValidationError:
            log.error("last_centre_not_understood", file=str(self._path))
            return None

    def remember(self, centre: CentreAnswer) -> None:
        """Keep it, if anything that lasts has changed."""
        lasting = _lasting(centre)
        if lasting != self._kept:
            write_durably(self._path, lasting.model_dump_json())
            self._kept = lasting


def _lasting(centre: CentreAnswer) -> CentreAnswer:
    still = {"waiting": 0, "estimate": None}
    fields = [field.model_copy(update=still) for field in centre.fields]
    again = {"at": "", "open": True, "opens_at": None, "session_end": None}
    return centre.model_copy(update={**again, "fields": fields})
