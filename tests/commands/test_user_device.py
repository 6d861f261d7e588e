"""``luot user`` and ``luot device``: while the server runs, with effect at once."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from argon2 import extract_parameters, profiles
from listening import listening
from running import RunningServer, luot, running_server

from server.commands.main import COMMANDS, main
from server.store.people import person_by_name

Luot = Callable[..., tuple[int, str, str]]

PASSWORD = "mật khẩu dài và khó"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, small_config: Path) -> Iterator[RunningServer]:
    with running_server(tmp_path_factory.mktemp("commands"), small_config) as running:
        yield running


def add_user(server: RunningServer, name: str, role: str, password: str = PASSWORD) -> str:
    arguments = ("user", "add", name, "--role", role, "--password-stdin")
    done = server.luot(*arguments, stdin=password + "\n")
    assert done.returncode == 0, done.stderr
    return done.stdout


def sign_in(server: RunningServer, name: str, password: str) -> requests.Response:
    body = {"username": name, "password": password}
    return requests.post(server.api("/login"), json=body, timeout=20)


# ---------------------------------------------------------------- people


@pytest.mark.parametrize("role", ["officer", "supervisor", "leader", "admin"])
def test_an_added_person_may_sign_in_at_once(server: RunningServer, role: str) -> None:
    said = add_user(server, f"moi.{role}", role)
    assert PASSWORD not in said
    assert sign_in(server, f"moi.{role}", PASSWORD).json()["role"] == role


def test_adding_somebody_again_changes_role_and_password_at_once(server: RunningServer) -> None:
    add_user(server, "lan", "officer", "mật khẩu thứ nhất")
    old = sign_in(server, "lan", "mật khẩu thứ nhất").cookies
    add_user(server, "lan", "leader", "mật khẩu thứ hai")
    assert sign_in(server, "lan", "mật khẩu thứ hai").json()["role"] == "leader"
    assert sign_in(server, "lan", "mật khẩu thứ nhất").status_code == 401
    assert requests.get(server.api("/session"), cookies=old, timeout=20).status_code == 401


def test_a_password_is_kept_at_the_cost_that_argon2_is_meant_to_have(server: RunningServer) -> None:
    add_user(server, "chi", "officer")
    with server.database() as store, store.reading() as tx:
        person = person_by_name(tx, "chi")
    assert person is not None
    assert extract_parameters(person.password_hash) == profiles.RFC_9106_LOW_MEMORY


def test_accounts_are_written_to_the_log_without_the_password(server: RunningServer) -> None:
    add_user(server, "minh", "supervisor")
    line = server.log_lines()[-1]
    assert (line["event"], line["data"]["username"]) == ("account_made", "minh")
    assert PASSWORD not in str(line)


@pytest.mark.parametrize("password", ["", "short", "x" * 257])
def test_a_password_too_short_or_too_long_makes_no_account(
    server: RunningServer, password: str
) -> None:
    arguments = ("user", "add", "nobody", "--role", "officer", "--password-stdin")
    done = server.luot(*arguments, stdin=password + "\n")
    assert_used_wrongly(done.returncode, done.stdout, done.stderr)
    assert sign_in(server, "nobody", password or "x").status_code != 200


# ---------------------------------------------------------------- devices


@pytest.mark.parametrize("kind", ["kiosk", "board", "integration"])
def test_a_devices_token_stands_alone_on_the_last_line_and_works_at_once(
    server: RunningServer, kind: str
) -> None:
    done = server.luot("device", "add", kind, f"moi-{kind}")
    assert done.returncode == 0, done.stderr
    token = done.stdout.rstrip("\n").splitlines()[-1]
    assert re.fullmatch(r"[A-Za-z0-9_-]{32,}", token)
    assert done.stdout.count(token) == 1
    headers = {"Authorization": f"Bearer {token}"}
    asked = {"kiosk": "/procedures", "board": "/board/sanh", "integration": "/log"}[kind]
    assert requests.get(server.api(asked), headers=headers, timeout=20).status_code == 200


def test_a_revoked_device_is_out_at_once_over_http_and_on_its_line(server: RunningServer) -> None:
    token = server.enrol("board", "man-hinh-1")
    asked = {"token": token, "zone": "sanh"}
    with listening(server.url, "/board", asked) as board:
        board.joined()
        assert server.luot("device", "revoke", "man-hinh-1").returncode == 0
        headers = {"Authorization": f"Bearer {token}"}
        answer = requests.get(server.api("/board/sanh"), headers=headers, timeout=20)
        assert answer.status_code == 401
        board.sent_out()
    assert server.log_lines()[-1]["event"] == "device_revoked"


def test_a_device_enrolled_again_has_a_new_token_only(server: RunningServer) -> None:
    old, new = server.enrol("kiosk", "kiosk-1"), server.enrol("kiosk", "kiosk-1")
    assert old != new
    assert server.take(old, field="ho-tich").status_code == 401
    assert server.take(new, field="ho-tich").status_code == 201


def test_revoking_twice_is_no_error_and_revoking_nobody_is_one(server: RunningServer) -> None:
    server.enrol("kiosk", "kiosk-2")
    assert [server.luot("device", "revoke", "kiosk-2").returncode for _ in range(2)] == [0, 0]
    done = server.luot("device", "revoke", "khong-co")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == ["luot: there is no device named 'khong-co'"]


# ---------------------------------------------------------------- used wrongly


def assert_used_wrongly(code: int, out: str, errors: str) -> None:
    assert code == 2, errors
    assert out == ""
    assert len(errors.splitlines()) == 1, errors
    assert errors.startswith("luot: ")
    assert "Traceback" not in errors


WRONG_USES = [
    (),
    ("nonsense",),
    ("user",),
    ("user", "add"),
    ("user", "add", "lan"),
    ("user", "add", "lan", "--role", "king", "--password-stdin"),
    ("user", "add", "lan", "--role", "officer"),
    ("user", "add", "lan phạm", "--role", "officer", "--password-stdin"),
    ("user", "add", "", "--role", "officer", "--password-stdin"),
    ("user", "add", "x" * 65, "--role", "officer", "--password-stdin"),
    ("device",),
    ("device", "add", "kiosk"),
    ("device", "add", "printer", "p1"),
    ("device", "add", "kiosk", "kiosk 1"),
    ("device", "add", "kiosk", "a\nb"),
    ("device", "add", "kiosk", "k1", "k2"),
    ("device", "revoke"),
    ("verify", "--nonsense"),
    ("backup",),
    ("check",),
    ("catalogue",),
]


@pytest.fixture
def luot_here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Luot:
    """Runs ``luot`` in this process, for the many uses that differ in their words alone."""

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["luot", *arguments])
        monkeypatch.setattr(sys, "stdin", io.StringIO(PASSWORD))
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return run


@pytest.mark.parametrize("arguments", WRONG_USES, ids=[" ".join(one)[:40] for one in WRONG_USES])
def test_wrong_use_exits_2_with_one_line(luot_here: Luot, arguments: tuple[str, ...]) -> None:
    assert_used_wrongly(*luot_here(*arguments))


def test_a_file_in_the_data_folders_place_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    done = luot("verify", "--data", str(tmp_path / "data"))
    assert_used_wrongly(done.returncode, done.stdout, done.stderr)


MISSING = [
    ("verify",),
    ("backup", "copy.db"),
    ("device", "add", "kiosk", "k1"),
    ("device", "revoke", "k1"),
    ("user", "add", "lan", "--role", "officer", "--password-stdin"),
]


@pytest.mark.parametrize("arguments", MISSING, ids=[one[0] + one[-1] for one in MISSING])
def test_a_missing_database_is_said_in_one_line_and_none_is_made(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    done = luot(*arguments, "--data", str(tmp_path / "data"), stdin=PASSWORD)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        f"luot: no database at {tmp_path / 'data' / 'luot.db'}: start the server once,"
        " or give --data DIR"
    ]
    assert not (tmp_path / "data").exists()


HELP = [
    (),
    *((name,) for name in COMMANDS),
    ("user", "add"),
    ("device", "add"),
    ("device", "revoke"),
    ("catalogue", "import"),
]


@pytest.mark.parametrize("command", HELP, ids=[" ".join(one) or "luot" for one in HELP])
def test_every_command_has_help(command: tuple[str, ...]) -> None:
    done = luot(*command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: ")
    assert "--help" in done.stdout


def test_help_names_every_command_of_the_contract() -> None:
    said = luot("--help").stdout
    for name in ("up", "server", "kiosk", "board", "check", "user", "device", "rehearse"):
        assert re.search(rf"^  {name} ", said, flags=re.MULTILINE), name
    for name in ("backup", "restore", "verify", "catalogue"):
        assert re.search(rf"^  {name} ", said, flags=re.MULTILINE), name
