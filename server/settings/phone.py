"""``[phone]`` of ``centre.toml``: numbers that people take on their own phones."""

from __future__ import annotations

import ipaddress
from typing import Annotated

from pydantic import AfterValidator, Field

from server.settings.faults import Table
from server.settings.texts import Slug


def _is_network(text: str) -> str:
    try:
        network = ipaddress.ip_network(text)
    except ValueError:
        raise ValueError('expected a network such as "192.168.10.0/24"') from None
    if network.prefixlen == 0:
        raise ValueError('expected a network of your own, such as "192.168.10.0/24", not everybody')
    return text


Network = Annotated[str, AfterValidator(_is_network)]


class PhoneSettings(Table):
    """Whether a number can be had from a phone, of which ``fields`` (empty: all), and how many.

    ``priorities``: whether a phone may name a priority class, which an officer checks as always.
    ``numbers_at_once`` and ``numbers_a_day`` count for one phone; ``coming`` people of one field
    at most are waited for at once; ``numbers_per_minute`` are for one address.  A number lapses
    when its holder has not checked in ``check_in_minutes`` after the end of the expected wait.
    Whoever asks from one of the ``networks`` of the hall is here already.
    """

    enabled: bool = False
    fields: list[Slug] = []
    priorities: bool = False
    numbers_at_once: Annotated[int, Field(ge=1, le=5)] = 1
    numbers_a_day: Annotated[int, Field(ge=1, le=50)] = 3
    coming: Annotated[int, Field(ge=1, le=500)] = 10
    numbers_per_minute: Annotated[int, Field(ge=1, le=600)] = 10
    check_in_minutes: Annotated[int, Field(ge=5, le=240)] = 30
    networks: list[Network] = []
