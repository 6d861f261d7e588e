"""Every door of the web program has an owner: each address, each namespace, each event."""

from __future__ import annotations

from contextlib import AbstractContextManager

import pytest
from contract import ADDRESSES, API_ROWS, NAMESPACES
from corners import Corner, Corners
from hall import TestHall
from listening import Listener, listening

from server.messages import API, DeviceKind, Role
from server.web.app import Web, create_web
from server.web.exchange import Route
from server.web.routes import ROUTES
from server.web.routes.owners import LISTENERS

DEVICES = tuple(str(kind) for kind in DeviceKind)
ROLES = tuple(str(role) for role in Role)


@pytest.fixture
def web(hall: TestHall) -> Web:
    return create_web(hall.centre, "threading", lambda: True)


def test_every_address_is_a_row_of_the_contract_or_named_as_open_to_all(web: Web) -> None:
    """A new one without an owner fails here."""
    methods = {"GET", "POST", "PUT", "DELETE", "PATCH"}
    found = {
        (method, str(rule))
        for rule in web.app.url_map.iter_rules()
        for method in (rule.methods or set()) & methods
    }
    assert found == {(method, API + path) for method, path in API_ROWS} | ADDRESSES


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
def test_the_route_table_names_the_owners_of_the_contract(route: Route) -> None:
    assert route.who == API_ROWS[route.method, route.path]


def test_every_namespace_and_event_is_in_the_table(web: Web) -> None:
    handlers = web.socketio.server.handlers
    served = {name: set(events) for name, events in handlers.items() if name not in ("/", "*")}
    assert served == {name: {"connect", "disconnect", "watch"} for name in NAMESPACES}
    assert NAMESPACES == LISTENERS


# ---------------------------------------------------------------- who gets in


@pytest.fixture(scope="module")
def door(corners: Corners) -> Corner:
    return corners.take()


def knocking(door: Corner, caller: str, namespace: str) -> AbstractContextManager[Listener]:
    """Somebody at a namespace, showing all they have and asking for what is there."""
    auth: dict[str, str] = {"zone": door.zone, "counter": door.counter}
    cookie = ""
    if caller == "citizen":
        auth["ticket"] = door.secret_of(door.take()["id"])
    elif caller in DEVICES:
        auth["token"] = door.server.enrol_here(caller, f"{caller}-knocks")
    elif caller == "locked officer":
        person = door.server.staff_here("locked-knocks")
        person.post("/session/lock")
        cookie = person.cookie()
    elif caller != "nobody":
        cookie = door.server.staff_here(f"{caller}-knocks", caller).cookie()
    return listening(door.server.url, namespace, auth, cookie=cookie)


@pytest.mark.parametrize("caller", [*ROLES, *DEVICES, "citizen", "nobody", "locked officer"])
def test_each_caller_joins_what_the_table_says_and_nothing_else(door: Corner, caller: str) -> None:
    for namespace, who in NAMESPACES.items():
        with knocking(door, caller, namespace) as line:
            if caller in who:
                line.joined()
            else:
                said = line.turned_away()
                assert said in {"not_signed_in", "not_allowed", "not_found", "locked"}, namespace
