"""What phones are told to open, by where a trial listens."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

import pytest

from server.own_address import address_for_phones


@pytest.mark.parametrize(
    ("host", "port", "address"),
    [
        ("192.168.1.5", 8000, "http://192.168.1.5:8000"),
        ("fd00::5", 8000, "http://[fd00::5]:8000"),
        ("may-chu.local", 8000, "http://may-chu.local:8000"),
        ("127.0.0.1", 8000, None),
        ("::1", 8000, None),
        ("localhost", 8000, None),
        ("192.168.1.5", 0, None),
    ],
)
def test_phones_are_told_an_address_that_is_not_the_machines_own_ear(
    host: str, port: int, address: str | None
) -> None:
    assert address_for_phones(host, port) == address


def test_who_listens_everywhere_is_reached_at_this_machines_address() -> None:
    address = address_for_phones("0.0.0.0", 8000)
    if address is not None:  # a machine without a network has none
        assert not ipaddress.ip_address(urlsplit(address).hostname or "").is_unspecified
