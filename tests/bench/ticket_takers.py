"""Kiosks that take numbers as fast as they get answers, in a process of their own.

Run as a program: ``ticket_takers.py URL CLIENTS``; each line of standard input is a round: a JSON
list with, for each client, its tickets as ``[token, field, key]``.  For each round it prints how
many seconds passed from the first request to the last answer.  Raw sockets: a client library
would take as long as the server.
"""

from __future__ import annotations

import json
import socket
import sys
import threading
import time
from urllib.parse import urlsplit

Ticket = tuple[str, str, str]


class Taker:
    """One kiosk with one connection that stays open."""

    def __init__(self, url: str) -> None:
        place = urlsplit(url)
        self._host = place.netloc
        self._line = socket.create_connection((place.hostname, place.port), timeout=30)
        self._line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def take(self, token: str, field: str, key: str) -> None:
        """Take one number, and wait for it."""
        body = json.dumps({"field": field, "purpose": "submit"}).encode()
        head = (
            f"POST /api/v1/tickets HTTP/1.1\r\nHost: {self._host}\r\n"
            f"Authorization: Bearer {token}\r\nIdempotency-Key: {key}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self._line.sendall(head.encode() + body)
        answer = self._answer()
        assert answer.startswith(b"HTTP/1.1 201"), answer

    def _answer(self) -> bytes:
        answer = self._line.recv(65_536)
        while not _is_whole(answer):
            piece = self._line.recv(65_536)
            assert piece, "the server has hung up"
            answer += piece
        return answer


def _is_whole(answer: bytes) -> bool:
    head, end, body = answer.partition(b"\r\n\r\n")
    if not end:
        return False
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")]
    return bool(lengths) and len(body) >= int(lengths[0].split(b":")[1])


def play(takers: list[Taker], tickets: list[list[Ticket]]) -> float:
    """One round; returns its seconds."""
    start = threading.Barrier(len(takers) + 1)
    faults: list[BaseException] = []

    def work(taker: Taker, mine: list[Ticket]) -> None:
        start.wait()
        try:
            for ticket in mine:
                taker.take(*ticket)
        except BaseException as fault:
            faults.append(fault)

    threads = [
        threading.Thread(target=work, args=pair) for pair in zip(takers, tickets, strict=True)
    ]
    for thread in threads:
        thread.start()
    start.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    assert not faults, faults
    return time.perf_counter() - began


if __name__ == "__main__":
    takers = [Taker(sys.argv[1]) for _ in range(int(sys.argv[2]))]
    print("ready", flush=True)
    for asked in sys.stdin:
        print(play(takers, json.loads(asked)), flush=True)
