"""What leaves the staff's screens: nothing personal, no secret, in no log and no address."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator

import pytest
import requests
from listening import listening
from made_centre import small_centre, write_centre
from running import RunningServer, running_server, wait_for

from server.messages import Role
from server.web.routes import ROUTES

CODE = "H57.12-260302-0041"
CARD = "046190001234|191234567|NGUYỄN THỊ HOA|05031950|Nữ|12 Lê Lợi, Huế|01012021"
PUBLIC = "https://xephang.example.vn/luot"


@pytest.fixture(scope="module")
def centre(async_mode: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A centre whose tickets carry follow links."""
    config = write_centre(tmp_path_factory.mktemp("public"), small_centre(public_url=PUBLIC))
    data = tmp_path_factory.mktemp("data")
    with running_server(data, config, mode=async_mode) as server:
        yield server


def test_the_servers_log_holds_no_secret_and_nothing_personal(centre: RunningServer) -> None:
    kiosk, board = centre.enrol_here("kiosk", "k"), centre.enrol_here("board", "b")
    staff = centre.sign_in("nguyen.van-a")
    password = centre.passwords["nguyen.van-a"]
    ticket = centre.take(kiosk, field="ho-tich", dossiers=[CODE]).json()
    secret = ticket["follow_url"].rsplit("/", 1)[1]
    requests.get(f"{centre.url}/t/{secret}", timeout=20)
    requests.get(centre.api(f"/nowhere?token={kiosk}"), timeout=20)
    requests.post(centre.api("/login"), data=f'{{"password": "{password}"', timeout=20)
    requests.post(centre.api("/login"), json={"username": password, "password": "x"}, timeout=20)
    headers = {"Authorization": f"Bearer {kiosk}"}
    requests.post(centre.api("/scan"), json={"text": CARD}, headers=headers, timeout=20)
    requests.get(centre.api("/centre"), headers={"Authorization": f"Ticket {secret}"}, timeout=20)
    staff.get(f"/dossiers/{CODE}")
    staff.post("/counters/1/open")
    staff.post("/counters/1/next")
    asked = {"token": board, "zone": "sanh"}
    with listening(centre.url, "/board", asked) as listener:
        listener.joined().send('42/board,["watch",' + "[" * 1000)
    with listening(centre.url, "/board", {"token": kiosk, "zone": "sanh"}) as listener:
        listener.turned_away()
    with listening(centre.url, "/follow", {"ticket": secret}) as listener:
        listener.joined()
    said = centre.said()
    cookie = staff.session.cookies["luot_session"]
    for word in (kiosk, board, password, cookie, staff.csrf, secret, CODE, "HOA", "046190"):
        assert word not in said


def test_the_follow_link_carries_a_secret_and_not_the_tickets_id(centre: RunningServer) -> None:
    kiosk = centre.enrol_here("kiosk", "k2")
    tickets = [centre.take(kiosk, field="ho-tich").json() for _ in range(10)]
    links = [ticket["follow_url"] for ticket in tickets]
    assert len(set(links)) == 10
    for ticket in tickets:
        assert re.fullmatch(re.escape(PUBLIC) + r"/t/[A-Za-z0-9_-]{22}", ticket["follow_url"])
        assert ticket["id"] not in ticket["follow_url"]


def test_without_a_public_address_there_is_no_link(
    server: RunningServer,
) -> None:
    kiosk = server.enrol_here("kiosk", "k-without-link")
    assert server.take(kiosk, field="f96").json()["follow_url"] is None


def test_what_anybody_may_ask_names_nobody(centre: RunningServer) -> None:
    kiosk = centre.enrol_here("kiosk", "k4")
    ticket = centre.take(kiosk, field="ho-tich", dossiers=[CODE]).json()
    staff = centre.staff_here("le.thi-b")
    staff.post("/counters/2/open")
    told = requests.get(centre.api("/centre"), timeout=20).text
    for word in (ticket["id"], ticket["number"], CODE, "le.thi-b"):
        assert word not in told


OPEN_TO_OFFICERS = sorted(
    route.path for route in ROUTES if route.method == "GET" and Role.OFFICER in route.who
)


def test_no_answer_that_an_officer_may_get_tells_how_a_number_was_judged(
    centre: RunningServer,
) -> None:
    """Reports, the log and the hall are for those who oversee; a scan tells it to a kiosk alone."""
    kiosk, officer = centre.enrol_here("kiosk", "k5"), centre.staff_here("le.thi-c")
    headers = {"Authorization": f"Bearer {kiosk}"}
    officer.post("/counters/3/open")
    visit = centre.take(kiosk, field="dat-dai", dossiers=[CODE]).json()
    officer.post("/counters/3/next")
    officer.post("/counters/3/start")
    officer.post("/counters/3/finish")
    said = {"score": 1, "reasons": ["thai-do"], "comment": "Không ai tiếp"}
    path = f"/visits/{visit['id']}/rating"
    rated = requests.post(centre.api(path), json=said, headers=headers, timeout=20)
    assert rated.status_code == 201
    params = {"ticket": visit["id"], "counter": "3", "code": CODE, "zone": "sanh"}
    assert {"/tickets/<ticket>", "/visits", "/dossiers/<code>"} <= set(OPEN_TO_OFFICERS)
    for route in OPEN_TO_OFFICERS:
        told = officer.get(re.sub(r"<(\w+)>", lambda name: params[name[1]], route)).text
        assert not [word for word in ("score", "thai-do", "Không ai tiếp") if word in told]
    assert {officer.get(path).status_code for path in ("/log", "/hall", "/reports")} == {403}
    scanned = {"text": visit["number"]}
    at_kiosk = requests.post(centre.api("/scan"), json=scanned, headers=headers, timeout=20)
    assert at_kiosk.json()["rating"] == "given"
    assert officer.post("/scan", scanned).json()["rating"] is None


def test_the_key_of_all_secrets_is_told_to_nobody(centre: RunningServer) -> None:
    with centre.database() as store, store.reading() as tx:
        key = tx.value("SELECT value FROM meta WHERE key = 'secret_key'")
    admin = centre.staff_here("admin", "admin")
    for path in (
        "/centre",
        "/counters",
        "/visits",
        "/log",
        "/session",
        "/desk",
        "/hall",
        "/board/sanh",
    ):
        assert key not in json.dumps(admin.get(path).json())


def test_answers_are_not_for_other_sites(centre: RunningServer) -> None:
    """No CORS header: a page elsewhere cannot read what a signed-in browser is told."""
    staff = centre.staff_here("tran.c")
    headers = {"Origin": "https://elsewhere.example"}
    answer = staff.session.get(centre.api("/counters"), headers=headers, timeout=20)
    assert answer.status_code == 200
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize("folder", ["config", "data"])
def test_data_and_configuration_are_not_served(centre: RunningServer, folder: str) -> None:
    for path in (f"/{folder}/luot.db", "/luot.db", "/centre.toml", f"/static/../../{folder}"):
        assert requests.get(centre.url + path, timeout=20).status_code == 404


# ---------------------------------------------------------------- passwords

WORDS = {"password", "old", "new"}


def test_no_password_is_in_any_log_or_in_the_database(centre: RunningServer) -> None:
    """Every route that takes one is used, rightly and wrongly, with a key and without."""
    said = [f"mat-khau-{place}-{secrets.token_hex(8)}" for place in range(9)]
    first, other, tried, wrong, second, third, fourth, asname, reset = said
    done = centre.luot("user", "add", "chi", "--role", "admin", "--password-stdin", stdin=first)
    centre.passwords["chi"] = first
    chi, used = centre.sign_in("chi"), {("POST", "/login")}

    def send(path: str, route: str, body: dict[str, str], key: str | None = None) -> int:
        used.add(("POST", route))
        return chi.post(path, body, key).status_code

    person = {"username": "moi", "role": "officer", "password": other}
    assert send("/people", "/people", person, "key-1") == 201
    assert send("/people", "/people", person, "key-1") == 201
    assert send("/people/moi", "/people/<name>", {"password": reset}, "key-2") == 200
    assert send("/session/unlock", "/session/unlock", {"password": wrong}, "key-3") == 403
    wait_for(lambda: send("/session/unlock", "/session/unlock", {"password": first}) == 200, "it")
    change = {"old": tried, "new": third}
    assert send("/session/password", "/session/password", change, "key-4") == 403
    change = {"old": first, "new": second}
    wait_for(lambda: send("/session/password", "/session/password", change) == 200, "the change")
    for name, password in ((asname, fourth), ("chi", fourth), ("chi", fourth)):
        body = {"username": name, "password": password}
        requests.post(centre.api("/login"), json=body, timeout=20)
    assert used == {
        (route.method, route.path)
        for route in ROUTES
        if route.body is not None and WORDS & set(route.body.model_fields)
    }
    kept = {path.name: path.read_bytes() for path in centre.data.iterdir() if path.is_file()}
    kept["command"] = (done.stdout + done.stderr).encode()
    assert {"luot.db", "server.log", "server.out"} <= set(kept)
    found = [(name, word) for name, text in kept.items() for word in said if word.encode() in text]
    assert found == []
