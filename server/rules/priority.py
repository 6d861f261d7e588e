"""How a priority line and the normal line mix (domain: no one-stop rule fixes it)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Order = Literal["ageing", "first_come", "strict", "one_in", "over_target"]


@dataclass(frozen=True, slots=True)
class Rule:
    """Who is next.

    ``ageing``: the longest of wait × rate, where a priority ticket ages ``priority_rate`` times
    as fast (accumulating priority, Kleinrock 1964), and goes first once it has waited
    ``cap_seconds``.  ``one_in``: after ``one_in`` normal tickets one priority ticket.
    ``over_target``: the longest of wait ÷ the field's target.
    """

    order: Order = "ageing"
    priority_rate: float = 2.0
    cap_seconds: float | None = 1800.0
    one_in: int = 2
