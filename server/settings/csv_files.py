"""A centre's CSV files: opened alike, and unreadable in the same words."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from server.settings.faults import Fault, SettingsError


@contextmanager
def csv_of(path: Path, how_to_mend: str) -> Iterator[csv.DictReader[str]]:
    """The file's rows, to be read while it is open; ``how_to_mend`` a text that is not UTF-8.

    Raises ``FileNotFoundError`` where there is none, and ``SettingsError`` for what cannot be read.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield csv.DictReader(file)
            return
    except FileNotFoundError:
        raise
    except OSError as error:
        expected = f"cannot be read ({error.strerror}); expected a file this user may read"
    except UnicodeDecodeError:
        expected = f"expected UTF-8 text; {how_to_mend}"
    except csv.Error as error:
        expected = f"expected CSV: {error}"
    raise SettingsError([Fault(path.name, "(file)", expected)])
