"""One reading answers everybody for some seconds: strangers cost the counters nothing."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from flask import Flask, Response

from server.web.kept import kept

FOR_EVER = 1e9


class Store:
    """Counts how often it is asked, and answers when it is let."""

    def __init__(self, status: int = 200) -> None:
        self.asked = 0
        self.status = status
        self.may_answer = Event()
        self.may_answer.set()

    def view(self) -> Response:
        self.asked += 1
        assert self.may_answer.wait(20)
        return Response(f"reading {self.asked}", self.status, content_type="text/plain")


def asker(
    store: Store, seconds: float = FOR_EVER, *, whoever: bool = False
) -> Callable[..., Response]:
    app, view = Flask("strangers"), kept(store.view, seconds, whoever=whoever)

    def ask(**headers: str) -> Response:
        with app.test_request_context(headers=headers):
            return view()

    return ask


def test_many_who_ask_at_once_are_answered_by_one_reading() -> None:
    store = Store()
    ask = asker(store)
    store.may_answer.clear()
    with ThreadPoolExecutor(32) as strangers:
        answers = [strangers.submit(ask) for _ in range(200)]
        store.may_answer.set()
    assert {answer.result().get_data(as_text=True) for answer in answers} == {"reading 1"}
    assert store.asked == 1


def test_after_its_time_the_next_one_is_read_anew() -> None:
    ask = asker(Store(), seconds=0)
    assert [ask().get_data(as_text=True) for _ in range(2)] == ["reading 1", "reading 2"]


@pytest.mark.parametrize("status", [404, 503])
def test_a_refusal_is_not_kept(status: int) -> None:
    store = Store(status)
    ask = asker(store)
    assert [ask().status_code for _ in range(2)] == [status] * 2
    assert store.asked == 2


def test_whoever_has_this_reading_already_is_told_only_that() -> None:
    ask = asker(Store())
    tag = ask().headers["ETag"]
    again = ask(**{"If-None-Match": tag})
    assert (again.status_code, again.headers["ETag"]) == (304, tag)


def test_a_credential_is_always_looked_at() -> None:
    store = Store()
    ask = asker(store)
    ask()
    assert ask(Authorization="Bearer x").get_data(as_text=True) == "reading 2"


def test_where_no_credential_is_looked_at_a_made_up_one_is_no_way_round() -> None:
    store = Store()
    ask = asker(store, whoever=True)
    ask()
    assert ask(Authorization="Bearer x").get_data(as_text=True) == "reading 1"


def test_it_comes_packed_to_whoever_takes_it_so() -> None:
    ask = asker(Store())
    packed, plain = ask(**{"Accept-Encoding": "gzip"}), ask()
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.get_data()) == plain.get_data() == b"reading 1"
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert packed.vary.to_header() == "Accept-Encoding"
