"""What staff and others may read back: tickets, visits, dossiers, the log, the catalogue."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import re
from typing import Any

import pytest
import requests
from corners import Corner
from running import Staff

RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+07:00")


@pytest.fixture
def integration(corner: Corner) -> dict[str, str]:
    token = corner.server.enrol_here("integration", f"system-{corner.place}")
    return {"Authorization": f"Bearer {token}"}


def code_of(corner: Corner, sequence: int) -> str:
    """A dossier code that only this corner uses."""
    return f"H57.12-260302-{corner.place * 100 + sequence:04d}"


def serve(corner: Corner, **more: Any) -> str:
    """Serve one person whole and return the visit."""
    ticket = corner.take(**more)
    corner.does("open")
    corner.does("next")
    corner.does("start")
    corner.does("finish", {"outcome": "received"})
    return str(ticket["id"])


def pages(staff: Staff, path: str, **asked: Any) -> list[dict[str, Any]]:
    """All pages of a list, one after the other."""
    items: list[dict[str, Any]] = []
    after = 0
    while True:
        page = staff.get(path, after=after, **asked).json()
        items += page["items"]
        if page.get("next") is None:
            return items
        after = page["next"]


def test_a_ticket_can_be_read_as_it_is_now(corner: Corner) -> None:
    ticket = corner.take(purpose="pay")
    assert corner.officer.get(f"/tickets/{ticket['id']}").json() == ticket
    corner.does("open")
    called = corner.does("next")["ticket"]
    assert corner.officer.get(f"/tickets/{ticket['id']}").json() == called
    assert (called["state"], called["counter"], called["calls"]) == ("called", corner.counter, 1)


def test_times_are_rfc_3339_with_the_centres_offset(corner: Corner) -> None:
    visit = serve(corner)
    ticket = corner.officer.get(f"/tickets/{visit}").json()
    for name in ("issued_at", "queued_at", "called_at", "started_at", "finished_at"):
        assert RFC3339.fullmatch(ticket[name]), name


def test_visits_are_found_by_field_counter_number_day_and_dossier(corner: Corner) -> None:
    code = code_of(corner, 1)
    visit, missed = serve(corner, dossiers=[code]), corner.take()["id"]
    today = dt.datetime.now(dt.timezone(dt.timedelta(hours=7))).date().isoformat()
    find = corner.officer.get

    def ids(**asked: Any) -> list[str]:
        return [one["id"] for one in find("/visits", **asked).json()["items"]]

    assert ids(field=corner.field) == [visit, missed]
    assert ids(counter=corner.counter) == [visit]
    assert ids(number=f"{corner.place}002") == [missed]
    assert ids(dossier=code.lower()) == [visit]
    assert ids(field=corner.field, day=today) == [visit, missed]
    assert ids(field=corner.field, to="2020-01-01") == []
    assert ids(field=corner.field, **{"from": "2099-01-01"}) == []
    [listed] = find("/visits", dossier=code).json()["items"]
    assert (listed["state"], listed["outcome"], listed["trial"]) == ("done", "received", True)


def test_a_long_list_comes_in_pages_without_gap_or_repeat(corner: Corner) -> None:
    taken = [corner.take()["number"] for _ in range(11)]
    listed = pages(corner.officer, "/visits", field=corner.field, limit=4)
    assert [one["number"] for one in listed] == taken


def texts_of(data: dict[str, Any]) -> list[str]:
    """What a line says of people."""
    named = [data.get(key) for key in ("note", "reason", "code", "comment")]
    return [*(text for text in named if text), *(data.get("dossiers") or ())]


def seal_of(text: str, salts: dict[str, str]) -> str:
    """The seal under one of the salts that makes one of the seals."""
    for seal, salt in salts.items():
        digest = hmac.new(bytes.fromhex(salt), text.encode(), hashlib.sha256).hexdigest()
        if seal == f"seal:{digest}":
            return seal
    return "no seal"


def test_the_log_comes_in_pages_and_its_chain_can_be_checked_by_anybody(
    corner: Corner, integration: dict[str, str]
) -> None:
    """As an outsider would, from the answers alone."""
    serve(corner)
    url, lines, after = corner.server.api("/log"), [], 0
    while after is not None:
        asked = {"after": after, "limit": 50}
        page = requests.get(url, params=asked, headers=integration, timeout=20).json()
        lines += page["items"]
        after = page["next"]
    assert [line["seq"] for line in lines] == list(range(1, len(lines) + 1))
    previous = "0" * 64
    for line in lines:
        at = dt.datetime.fromisoformat(line["at"]).astimezone(dt.UTC)
        told = {**line, "at": f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"}
        del told["hash"]
        sealed, salts = told.pop("sealed"), told.pop("salts") or {}
        told["data"] = told["data"] if sealed is None else sealed
        for text in texts_of(line["data"]) if sealed else ():
            assert seal_of(text, salts) in json.dumps(sealed)
        text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        previous = hashlib.sha256((previous + text).encode()).hexdigest()
        assert previous == line["hash"]


def test_a_dossiers_history_is_found_by_either_spelling(
    corner: Corner, integration: dict[str, str]
) -> None:
    code = code_of(corner, 2)
    first, second = serve(corner, dossiers=[code]), serve(corner, dossiers=[code])
    old_style = code.replace("H57.12", "000.00.12.H57")
    for asked in (code, old_style, code.lower(), code.replace("-", "–")):
        url = corner.server.api(f"/dossiers/{asked}")
        history = requests.get(url, headers=integration, timeout=20).json()
        assert history["visit_count"] == 2
        assert [one["visit"] for one in history["visits"]] == [second, first]
    [stop] = history["visits"][0]["stops"]
    assert (stop["counter"], stop["officer"]) == (corner.counter, corner.officer.username)
    assert (history["code"], history["visits"][0]["outcome"]) == (code, "received")


def test_a_served_visit_teaches_the_expected_wait(corner: Corner) -> None:
    corner.does("open")

    def estimate() -> Any:
        fields = as_kiosk(corner, "GET", "/centre").json()["fields"]
        return next(one for one in fields if one["id"] == corner.field)["estimate"]

    assert estimate() == {"low": 0, "high": 1}
    corner.take()
    corner.does("next")
    busy = estimate()
    assert 0 <= busy["low"] < busy["high"]
    for _ in range(5):
        corner.take()
    assert estimate()["high"] > busy["high"]
    corner.does("no-show")
    corner.does("pause", {"reason": "Khác"})
    assert estimate() is None


# ---------------------------------------------------------------- kiosk


def as_kiosk(corner: Corner, method: str, path: str, **more: Any) -> requests.Response:
    headers = {"Authorization": f"Bearer {corner.kiosk}"}
    return requests.request(method, corner.server.api(path), headers=headers, timeout=20, **more)


@pytest.mark.parametrize("q", ["khai sinh", "KHAI SINH", "dang ky khai sinh", "1.001193"])
def test_procedures_are_found_without_accents_and_by_code(corner: Corner, q: str) -> None:
    found = as_kiosk(corner, "GET", "/procedures", params={"q": q}).json()
    assert found["items"][0]["code"] == "1.001193"
    assert found["total"] >= len(found["items"])


def test_a_limit_of_procedures_is_kept(corner: Corner) -> None:
    found = as_kiosk(corner, "GET", "/procedures", params={"limit": 2}).json()
    assert (len(found["items"]), found["total"]) == (2, 4)


CARD = "046190001234|191234567|NGUYỄN THỊ HOA|05031950|Nữ|12 Lê Lợi, Huế|01012021"


def scan(corner: Corner, text: str) -> dict[str, Any]:
    answer = as_kiosk(corner, "POST", "/scan", json={"text": text})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_a_scanned_card_suggests_a_priority_and_is_forgotten(corner: Corner) -> None:
    told = scan(corner, CARD)
    assert (told["kind"], told["priority"]) == ("citizen_card", "nguoi-cao-tuoi")
    for word in ("HOA", "046190001234", "191234567", "1950", "Huế"):
        assert word not in str(told)
    young = scan(corner, CARD.replace("05031950", "05032000"))
    assert (young["kind"], young["priority"]) == ("citizen_card", None)
    kept = b"".join(path.read_bytes() for path in corner.server.data.glob("luot.db*"))
    assert "NGUYỄN THỊ HOA".encode() not in kept
    assert b"046190001234" not in kept
    assert "HOA" not in corner.server.said()


def test_a_scanned_receipt_finds_its_dossier_and_its_field(corner: Corner) -> None:
    code = code_of(corner, 3)
    serve(corner, dossiers=[code])
    for text in (code, f"https://dichvucong.example.vn/?ma={code}", f"M%C3%A3: {code.lower()}"):
        told = scan(corner, text)
        assert (told["kind"], told["dossier"], told["field"]) == ("dossier", code, corner.field)


def test_a_scanned_procedure_and_ticket_are_told_apart(corner: Corner) -> None:
    assert scan(corner, "1.001193")["kind"] == "procedure"
    ticket = corner.take()["number"]
    told = scan(corner, f" {ticket} ")
    assert (told["kind"], told["ticket"], told["field"]) == ("ticket", ticket, corner.field)


@pytest.mark.parametrize(
    "text",
    ["x", "https://example.vn/", "\x00\x01\x02", "|" * 100, "9" * 4096, "%" * 500, "ồ" * 2000],
)
def test_rubbish_is_unknown_and_not_said_again(corner: Corner, text: str) -> None:
    told = scan(corner, text)
    assert told.pop("kind") == "unknown"
    assert not [value for value in told.values() if value]


@pytest.mark.parametrize("text", ["", "x" * 4097])
def test_nothing_and_too_much_are_bad_requests(corner: Corner, text: str) -> None:
    assert as_kiosk(corner, "POST", "/scan", json={"text": text}).status_code == 400


def test_a_device_says_how_it_is(corner: Corner) -> None:
    body = {"printer": "ready", "paper": "near_end", "message": "Sắp hết giấy"}
    assert as_kiosk(corner, "PUT", "/devices/me/status", json=body).json() == {"ok": True}
    with corner.server.database() as store, store.reading() as tx:
        row = tx.row("SELECT * FROM device WHERE name = :name", name=f"kiosk-{corner.place}")
    assert row is not None
    assert "Sắp hết giấy" in row["status"]
    assert row["seen_at"] is not None


# ---------------------------------------------------------------- health


def test_the_server_says_that_it_lives_and_can_write(corner: Corner) -> None:
    for path in ("/healthz", "/readyz"):
        answer = requests.get(corner.server.url + path, timeout=20)
        assert (answer.status_code, answer.json()) == (200, {"ok": True})


def test_the_figures_for_monitoring_are_true(corner: Corner) -> None:
    seq = corner.server.log_lines()[-1]["seq"]
    corner.take()
    text = requests.get(f"{corner.server.url}/metrics", timeout=20).text
    figures = dict(re.findall(r"^(luot_\w+) ([\d.]+)$", text, flags=re.MULTILINE))
    assert float(figures["luot_log_sequence"]) >= seq + 1
    assert float(figures["luot_waiting"]) >= 1
