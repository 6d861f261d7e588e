"""The published document: valid, whole, and what the server really answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import requests
from contract import API_ROWS
from corners import Corner
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from running import RunningServer

API = "/api/v1"


@pytest.fixture(scope="session")
def document(server: RunningServer) -> dict[str, Any]:
    """The document as anybody gets it."""
    answer = requests.get(server.api("/openapi.json"), timeout=20)
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told


def operation(document: dict[str, Any], method: str, path: str) -> dict[str, Any]:
    named = API + path.replace("<", "{").replace(">", "}")
    found: dict[str, Any] = document["paths"][named][method.lower()]
    return found


def faults(document: dict[str, Any], schema: dict[str, Any], told: Any) -> list[str]:
    """Where an answer does not follow a schema of the document."""
    whole = {**schema, "components": document["components"]}
    return [fault.message for fault in Draft202012Validator(whole).iter_errors(told)]


def test_the_document_is_openapi(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    validate(document)


def test_every_row_of_the_contract_is_in_it_and_nothing_else(document: dict[str, Any]) -> None:
    rows = API_ROWS
    for row in rows:
        assert operation(document, *row)["summary"]
    listed = [(m, p) for p, methods in document["paths"].items() for m in methods]
    assert len(listed) == len(rows)


def test_every_change_takes_a_key_and_only_changes_do(document: dict[str, Any]) -> None:
    for row in API_ROWS:
        names = {one["name"] for one in operation(document, *row)["parameters"]}
        assert ("Idempotency-Key" in names) is (row[0] != "GET"), row


def test_what_needs_no_credential_says_so(document: dict[str, Any]) -> None:
    for row, who in API_ROWS.items():
        assert (operation(document, *row)["security"] == []) is ("anyone" in who), row


def test_operations_have_names_of_their_own(document: dict[str, Any]) -> None:
    names = [
        one["operationId"] for methods in document["paths"].values() for one in methods.values()
    ]
    assert len(names) == len(set(names))


CODE = "H57.12-260302-0041"
Ask = Callable[[Corner], requests.Response]


def by_kiosk(method: str, path: str, body: Any = None) -> Ask:
    def ask(corner: Corner) -> requests.Response:
        headers = {"Authorization": f"Bearer {corner.kiosk}"}
        url = corner.server.api(path)
        return requests.request(method, url, json=body, headers=headers, timeout=20)

    return ask


def by_chief(method: str, path: str, body: Any = None) -> Ask:
    def ask(corner: Corner) -> requests.Response:
        chief = corner.server.staff_here(f"admin-{corner.place}", "admin")
        real = path.replace("<counter>", corner.counter).replace("<zone>", corner.zone)
        return {"GET": chief.get, "POST": chief.post, "PUT": chief.put}[method](
            real.replace("<field>", corner.field), *([body] if method != "GET" else [])
        )

    return ask


def press(command: str, body: Any = None) -> Ask:
    return lambda corner: corner.press(command, body)


WAY: list[tuple[tuple[str, str], Ask]] = [
    (("GET", "/centre"), by_kiosk("GET", "/centre")),
    (("GET", "/procedures"), by_kiosk("GET", "/procedures?q=khai sinh")),
    (("POST", "/scan"), by_kiosk("POST", "/scan", {"text": CODE})),
    (("POST", "/tickets"), lambda corner: corner.ask(dossiers=[CODE], purpose="submit")),
    (("PUT", "/devices/me/status"), by_kiosk("PUT", "/devices/me/status", {"printer": "ready"})),
    (("POST", "/kiosks/ranges"), by_kiosk("POST", "/kiosks/ranges", {"size": 3})),
    (("GET", "/session"), lambda corner: corner.officer.get("/session")),
    (("GET", "/desk"), lambda corner: corner.officer.get("/desk")),
    (("POST", "/counters/<counter>/open"), press("open")),
    (("POST", "/counters/<counter>/next"), press("next")),
    (("GET", "/counters/<counter>"), by_chief("GET", "/counters/<counter>")),
    (("GET", "/counters"), by_chief("GET", "/counters")),
    (("POST", "/counters/<counter>/recall"), press("recall")),
    (("GET", "/hall"), by_chief("GET", "/hall")),
    (("GET", "/board/<zone>"), by_chief("GET", "/board/<zone>")),
    (("POST", "/counters/<counter>/start"), press("start")),
    (("POST", "/counters/<counter>/finish"), press("finish", {"outcome": "received"})),
    (("POST", "/counters/<counter>/next"), press("next")),
    (("POST", "/counters/<counter>/mode"), press("mode", {"mode": "auto"})),
    (("POST", "/counters/<counter>/pause"), press("pause", {"reason": "Khác"})),
    (("POST", "/counters/<counter>/close"), press("close")),
    (("PUT", "/fields/<field>"), by_chief("PUT", "/fields/<field>", {"open": True})),
    (("GET", "/dossiers/<code>"), by_chief("GET", f"/dossiers/{CODE}")),
    (("GET", "/visits"), by_chief("GET", "/visits")),
    (("GET", "/log"), by_chief("GET", "/log")),
    (("GET", "/reports"), by_chief("GET", "/reports")),
    (("GET", "/reports/<name>"), by_chief("GET", "/reports/period?by=field")),
    (("POST", "/logout"), lambda corner: corner.officer.post("/logout", {})),
]


def test_every_answer_on_the_way_of_a_ticket_is_as_the_document_says(
    corner: Corner, document: dict[str, Any]
) -> None:
    for row, ask in WAY:
        answer = ask(corner)
        responses = operation(document, *row)["responses"]
        assert str(answer.status_code) in responses, f"{row}: {answer.text}"
        schema = responses[str(answer.status_code)]["content"]["application/json"]["schema"]
        assert faults(document, schema, answer.json()) == [], row
        assert answer.headers["Content-Type"] == "application/json"


def test_every_refusal_is_as_the_document_says(corner: Corner, document: dict[str, Any]) -> None:
    asks: list[tuple[tuple[str, str], Ask]] = [
        (("POST", "/tickets"), lambda corner: corner.ask(field="khong-co")),
        (("POST", "/tickets"), lambda corner: corner.ask(dossiers=["?"])),
        (("GET", "/session"), by_kiosk("GET", "/session")),
        (("POST", "/counters/<counter>/next"), press("next")),
        (("POST", "/alerts/<alert>/acknowledge"), by_chief("POST", "/alerts/0/acknowledge", {})),
        (("GET", "/reports/<name>"), by_chief("GET", "/reports/nobody")),
        (("GET", "/log"), by_chief("GET", "/log?limit=0")),
    ]
    for row, ask in asks:
        answer = ask(corner)
        assert answer.status_code >= 400
        content = operation(document, *row)["responses"]["default"]["content"]
        schema = content["application/problem+json"]["schema"]
        assert faults(document, schema, answer.json()) == [], row
