"""What is wrong in a configuration, in words an operator can act on."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
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
    """A table of a TOML file: types are not guessed, unknown keys refused, nothing changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


Model = TypeVar("Model", bound=BaseModel)


def load_toml(path: Path, model: type[Model]) -> Model:
    """Read one TOML file into its model.

    Raises ``SettingsError`` with every fault: unreadable, not TOML, unknown or wrong keys.
    """
    raw = _read(path)
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        faults = [_fault(path, raw, detail) for detail in error.errors()]
        raise SettingsError(faults) from error


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        expected = f"missing; expected a file at {path}"
    except OSError as error:
        expected = f"cannot be read ({error.strerror}); expected a file this user may read"
    except UnicodeDecodeError:
        expected = "expected UTF-8 text; save the file again as UTF-8"
    except tomllib.TOMLDecodeError as error:
        expected = f"expected TOML: {error}"
    except RecursionError:
        expected = "expected TOML with fewer lists inside lists"
    raise SettingsError([Fault(path.name, "(file)", expected)])


def _fault(path: Path, raw: dict[str, Any], detail: Any) -> Fault:
    key = ".".join(_steps(raw, detail["loc"])) or "(file)"
    return Fault(path.name, key, _expectation(detail))


def _steps(value: Any, location: Sequence[str | int]) -> list[str]:
    """Name the place in the operator's words: an entry of a list by its id, else by its place."""
    steps: list[str] = []
    for part in location:
        value = _inside(value, part)
        steps.append(part if isinstance(part, str) else _entry(value, part))
    return steps


def _inside(value: Any, part: str | int) -> Any:
    try:
        return value[part]
    except (KeyError, IndexError, TypeError):
        return None


def _entry(value: Any, at: int) -> str:
    own = value.get("id") if isinstance(value, dict) else None
    return own if isinstance(own, str) and own.isprintable() and own else f"#{at + 1}"


_EXPECTED = {
    "extra_forbidden": "unknown key; expected one named in docs/operating.md",
    "missing": "missing; expected a value",
}
_KINDS = {
    "bool_type": "expected true or false, without quotation marks",
    "list_type": "expected a list in square brackets",
}


def _expectation(detail: Any) -> str:
    if detail["type"] in _EXPECTED:
        return _EXPECTED[detail["type"]]
    message = _KINDS.get(detail["type"], str(detail["msg"]).removeprefix("Value error, "))
    if not message.startswith("expected "):
        message = f"expected {_lowered(message)}"
    whole_table = isinstance(detail["input"], dict)
    return message if whole_table else f"{message}, found {_shown(detail['input'])}"


def _lowered(message: str) -> str:
    """Turn pydantic's "Input should be a valid integer" into "a valid integer"."""
    for start in ("Input should be ", "String should have ", "List should have "):
        message = message.removeprefix(start)
    message = message.partition(" after validation")[0]
    return f"{message[0].lower()}{message[1:]}"


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
