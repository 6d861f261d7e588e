"""What every visitor loads is sent packed to whoever can unpack it, and only that."""

from __future__ import annotations

import gzip

import pytest
import requests
from running import RunningServer

from server.settings import SHARED_STATIC

PREACT = "/static/shared/vendor/preact.js"


def ask(server: RunningServer, path: str, **headers: str) -> tuple[requests.Response, bytes]:
    """The answer and its bytes as they came over the wire."""
    url, headers = server.url + path, {"Accept-Encoding": "identity", **headers}
    with requests.get(url, headers=headers, stream=True, timeout=20) as answer:
        return answer, answer.raw.read(decode_content=False)


@pytest.mark.parametrize("path", [PREACT, "/shared/vendor/preact.js"])
def test_a_script_is_packed_and_is_the_same_script(server: RunningServer, path: str) -> None:
    script = (SHARED_STATIC / "vendor" / "preact.js").read_bytes()
    answer, packed = ask(server, path, **{"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(packed) == script
    assert len(packed) < len(script) / 2
    assert ask(server, path)[1] == script


def test_a_browser_that_has_it_already_loads_nothing_again(server: RunningServer) -> None:
    tag = ask(server, PREACT, **{"Accept-Encoding": "gzip"})[0].headers["ETag"]
    again, body = ask(server, PREACT, **{"Accept-Encoding": "gzip", "If-None-Match": tag})
    assert (again.status_code, body) == (304, b"")


def test_fonts_and_answers_are_sent_as_they_are(server: RunningServer) -> None:
    font = "/static/citizen/number.woff2"
    for path in (font, "/api/v1/openapi.json"):
        assert "Content-Encoding" not in ask(server, path, **{"Accept-Encoding": "gzip"})[0].headers
