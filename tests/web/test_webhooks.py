"""Lines of the log for other systems: signed, in order, each taken, whatever the receiver does."""

from __future__ import annotations

import hashlib
import hmac
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from other_system import OtherSystem, running_other_system
from running import RunningServer, running_server, start_server, wait_for

from server.store.log import newest_seq
from server.store.outbox import Delivered, delivered_to

SECRET = "a secret of the centre and the other system"


@pytest.fixture
def other() -> Iterator[OtherSystem]:
    with running_other_system() as system:
        yield system


def with_webhook(small_config: Path, folder: Path, url: str, more: str = "") -> Path:
    config = folder / "centre"
    shutil.copytree(small_config, config)
    secret = folder / "secret"
    secret.write_text(f"{SECRET}\n")
    table = f'\n[[webhooks]]\nname = "mot-cua"\nurl = "{url}"\nsecret_file = "{secret}"\n{more}\n'
    with (config / "centre.toml").open("a") as file:
        file.write(table)
    return config


def told(server: RunningServer) -> Delivered | None:
    """How far the webhook is."""
    with server.database() as store, store.reading() as tx:
        return delivered_to(tx, "mot-cua")


def all_taken(server: RunningServer) -> bool:
    with server.database() as store, store.reading() as tx:
        one = delivered_to(tx, "mot-cua")
        return one is not None and (one.seq, one.failures) == (newest_seq(tx), 0)


@dataclass
class Pair:
    """A server in earnest (a trial tells nobody) and the system that is told its log."""

    server: RunningServer
    other: OtherSystem


@pytest.fixture(scope="module", params=["eventlet", "threading"])
def pair(
    request: pytest.FixtureRequest, small_config: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Pair]:
    folder = tmp_path_factory.mktemp("webhooks")
    with running_other_system() as other:
        config = with_webhook(small_config, folder, other.url)
        with running_server(folder / "data", config, trial=False, mode=request.param) as server:
            wait_for(lambda: told(server), "the webhook's beginning")
            yield Pair(server, other)


@pytest.fixture
def fresh(pair: Pair) -> Pair:
    """Both, with everything taken and nothing noted."""
    pair.other.hang.clear()
    wait_for(lambda: all_taken(pair.server), "everything taken", 40)
    pair.other.deliveries.clear()
    pair.other.refused.clear()
    return pair


def test_every_new_line_comes_once_and_in_order(fresh: Pair) -> None:
    for nth in range(130):
        fresh.server.enrol_here("board", f"b{nth}")
    wait_for(lambda: len(fresh.other.sequence()) >= 130, "every line")
    seqs = fresh.other.sequence()
    assert seqs == list(range(seqs[0], seqs[0] + 130))
    assert {line["event"] for line in fresh.other.deliveries[0].lines()} == {"device_enrolled"}


def test_a_delivery_is_signed_over_its_time_and_its_very_bytes(fresh: Pair) -> None:
    fresh.server.enrol_here("board", "b")
    wait_for(lambda: fresh.other.deliveries, "a delivery")
    [delivery] = fresh.other.deliveries
    at, digest = (part.split("=")[1] for part in delivery.headers["Luot-Signature"].split(","))
    signed = f"{at}.".encode() + delivery.body
    assert digest == hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert abs(int(at) - time.time()) < 60
    seq = delivery.lines()[0]["seq"]
    assert delivery.headers["Luot-Sequence"] == f"{seq}-{seq}"


def test_what_was_refused_comes_again_before_anything_newer(fresh: Pair) -> None:
    fresh.other.answers += [500, 307]
    fresh.server.enrol_here("board", "first")
    wait_for(lambda: fresh.other.refused, "a refusal")
    fresh.server.enrol_here("board", "second")
    wait_for(lambda: len(fresh.other.sequence()) == 2, "both lines")
    assert fresh.other.sequence() == sorted(fresh.other.sequence())
    assert len(fresh.other.refused) == 2
    assert len(fresh.server.log_lines()) == len({line["seq"] for line in fresh.server.log_lines()})


def test_nothing_is_forgotten_over_a_restart(
    small_config: Path, tmp_path: Path, other: OtherSystem
) -> None:
    config = with_webhook(small_config, tmp_path, other.url)
    first = start_server(tmp_path / "data", config, trial=False)
    wait_for(lambda: told(first), "the webhook's beginning")
    first.kill()
    first.enrol_here("board", "between")
    with running_server(tmp_path / "data", config, trial=False):
        wait_for(lambda: other.sequence(), "the line written while no server ran")
    assert [line["device"] for line in other.deliveries[0].lines()] == ["between"]


def test_old_lines_come_again_from_where_they_are_asked_for(fresh: Pair) -> None:
    fresh.server.enrol_here("board", "b")
    wait_for(lambda: fresh.other.sequence(), "the line")
    newest = fresh.other.sequence()[-1]
    done = fresh.server.luot("webhook", "replay", "mot-cua", "--from", "1")
    assert (done.returncode, done.stdout) == (
        0,
        f"mot-cua is told {newest} lines again, from line 1\n",
    )
    wait_for(lambda: len(fresh.other.sequence()) == newest + 1, "every line once more")
    assert fresh.other.sequence()[1:] == list(range(1, newest + 1))
    wait_for(lambda: all_taken(fresh.server), "all taken")
    assert "all taken" in fresh.server.luot("webhook", "list").stdout


@pytest.mark.parametrize(
    ("asked", "words"),
    [(("nobody", "--from", "1"), "webhook list"), (("mot-cua", "--from", "999"), "ends with line")],
)
def test_a_replay_of_what_is_not_there_is_said(
    fresh: Pair, asked: tuple[str, ...], words: str
) -> None:
    done = fresh.server.luot("webhook", "replay", *asked)
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr


def test_only_the_wanted_events_are_sent_and_a_trial_sends_none(
    small_config: Path, tmp_path: Path, other: OtherSystem
) -> None:
    config = with_webhook(small_config, tmp_path, other.url, 'events = ["device_revoked"]')
    with running_server(tmp_path / "trial", config) as trial:
        trial.enrol_here("board", "b")
        assert trial.luot("device", "revoke", "b").returncode == 0
        with running_server(tmp_path / "data", config, trial=False) as server:
            wait_for(lambda: told(server), "the webhook's beginning")
            server.enrol_here("board", "c")
            assert server.luot("device", "revoke", "c").returncode == 0
            wait_for(lambda: other.sequence(), "the wanted line")
    assert [line["device"] for one in other.deliveries for line in one.lines()] == ["c"]


def test_a_secret_too_short_to_sign_with_sends_nothing_and_says_so(fresh: Pair) -> None:
    secret = fresh.server.config.parent / "secret"
    secret.write_text("short")
    fresh.server.enrol_here("board", "b")
    wait_for(lambda: "expected at least 32 characters" in fresh.server.said(), "a word of it")
    assert not fresh.other.deliveries
    secret.write_text(SECRET)
    wait_for(lambda: fresh.other.deliveries, "the line, once it can be signed")


def test_a_receiver_that_hangs_delays_no_other_answer(fresh: Pair) -> None:
    fresh.other.hang.set()
    fresh.server.enrol_here("board", "b")
    wait_for(lambda: fresh.other.refused, "a request that hangs")
    for _ in range(20):
        assert requests.get(fresh.server.api("/centre"), timeout=5).status_code == 200
    assert not fresh.other.deliveries
