"""What is wrong in a configuration, in words an operator can act on."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the file, the key in it, and what was expected there."""

    file: str
    key: str
    expected: str

    def __str__(self) -> str:
        """Read as one line."""
        return f"{self.file}: {self.key}: {self.expected}"


class SettingsError(Exception):
    """A configuration that cannot be used; ``faults`` holds every fault found."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("; ".join(str(fault) for fault in faults))


class Table(BaseModel):
    """A table of a TOML file: unknown keys are refused, nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Model = TypeVar("Model", bound=BaseModel)


def load_toml(path: Path, model: type[Model]) -> Model:
    """Read one TOML file into its model.

    Raises ``SettingsError`` with every fault: unreadable, not TOML, unknown or wrong keys.
    """
    raw = _read(path)
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise SettingsError([_fault(path, detail) for detail in error.errors()]) from error


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SettingsError([Fault(path.name, "(file)", f"expected a file at {path}")]) from None
    except OSError as error:
        why = f"cannot be read ({error.strerror}); give this user the right to read {path}"
        raise SettingsError([Fault(path.name, "(file)", why)]) from None
    except UnicodeDecodeError:
        raise SettingsError([Fault(path.name, "(file)", "expected UTF-8 text")]) from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError([Fault(path.name, "(file)", f"expected TOML: {error}")]) from None


def _fault(path: Path, detail: Any) -> Fault:
    key = ".".join(str(part) for part in detail["loc"]) or "(file)"
    return Fault(path.name, key, _expectation(detail))


def _expectation(detail: Any) -> str:
    message = str(detail["msg"]).removeprefix("Value error, ")
    if detail["type"] == "extra_forbidden":
        return "unknown key; expected one named in docs/operating.md"
    if detail["type"] == "missing":
        return "missing; expected a value"
    return f"{message[0].lower()}{message[1:]} (found {_shown(detail.get('input'))})"


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
