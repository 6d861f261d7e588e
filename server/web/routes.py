"""The contract's HTTP table: path, who may, what goes in, what comes out."""

from __future__ import annotations

from server import messages as m
from server.messages import Role
from server.web.callers import ANYONE, BOARD, CITIZEN, INTEGRATION, KIOSK, STAFF
from server.web.exchange import Handler, Route
from server.web.handlers import (
    counters,
    devices,
    hall,
    history,
    offline,
    people,
    public,
    sessions,
    tickets,
    trial,
)
from server.web.queries import LogQuery, ProceduresQuery, VisitsQuery

PUBLIC = frozenset({ANYONE})
ADMIN = frozenset({Role.ADMIN})
SUPERVISOR = frozenset({Role.SUPERVISOR, Role.ADMIN})
OFFICER = SUPERVISOR | {Role.OFFICER}
OVERSIGHT = SUPERVISOR | {Role.LEADER}
TAKERS = frozenset({KIOSK, *STAFF})


def _get(path: str, who: frozenset[str], handler: Handler, answer: type, text: str) -> Route:
    return Route("GET", path, who, handler, text, answer)


def _command(name: str, handler: Handler, answer: type, body: type, text: str) -> Route:
    path = f"/counters/<counter>/{name}"
    return Route("POST", path, OFFICER, handler, text, answer, body=body)


def _about(name: str, handler: Handler, body: type, text: str) -> Route:
    path = f"/tickets/<ticket>/{name}"
    return Route("POST", path, STAFF, handler, text, m.TicketAnswer, body=body)


def _later(method: str, path: str, who: frozenset[str], text: str) -> Route:
    return Route(method, path, who, trial.not_built, text, m.Done)


ROUTES: tuple[Route, ...] = (
    _get("/centre", PUBLIC, public.get_centre, m.CentreAnswer, "The centre and its fields"),
    Route(
        "GET",
        "/procedures",
        frozenset({KIOSK, *STAFF}),
        public.get_procedures,
        "Search the catalogue",
        m.ProceduresAnswer,
        query=ProceduresQuery,
    ),
    Route(
        "POST",
        "/tickets",
        TAKERS,
        tickets.post_ticket,
        "Take a number",
        m.TicketAnswer,
        body=m.TicketRequest,
        status=201,
    ),
    _get(
        "/tickets/<ticket>",
        frozenset({KIOSK, *STAFF}),
        tickets.get_ticket,
        m.TicketAnswer,
        "A ticket",
    ),
    Route(
        "POST",
        "/scan",
        frozenset({KIOSK, *STAFF}),
        tickets.post_scan,
        "What a scanned text is",
        m.ScanAnswer,
        body=m.ScanRequest,
    ),
    Route(
        "PUT",
        "/devices/me/status",
        frozenset({KIOSK, BOARD}),
        devices.put_status,
        "What a device says of itself",
        m.Done,
        body=m.DeviceStatus,
    ),
    Route(
        "POST",
        "/login",
        PUBLIC,
        sessions.post_login,
        "Sign in",
        m.LoginAnswer,
        body=m.LoginRequest,
        secret=True,
    ),
    Route("POST", "/logout", STAFF, sessions.post_logout, "Sign out", m.Done, body=m.EmptyRequest),
    _get("/session", STAFF, sessions.get_session, m.LoginAnswer, "Who is signed in"),
    _get("/desk", STAFF, counters.get_desk, m.DeskAnswer, "What a counter's page offers"),
    _get("/counters", STAFF, counters.get_counters, m.CountersAnswer, "Every counter"),
    _get("/counters/<counter>", STAFF, counters.get_counter, m.CounterAnswer, "One counter"),
    _command("open", counters.open_counter, m.CounterAnswer, m.OpenCounterRequest, "Open"),
    _command("pause", counters.pause_counter, m.CounterAnswer, m.PauseRequest, "Pause"),
    _command("close", counters.close_counter, m.CounterAnswer, m.EmptyRequest, "Close"),
    _command("mode", counters.set_mode, m.CounterAnswer, m.ModeRequest, "Manual or auto"),
    _command("next", counters.next_one, m.TicketOrNone, m.EmptyRequest, "Call who is next"),
    _command("call", counters.call_one, m.TicketOrNone, m.CallRequest, "Call a chosen number"),
    _command("recall", counters.recall_one, m.TicketOrNone, m.EmptyRequest, "Call again"),
    _command("start", counters.start_one, m.TicketOrNone, m.EmptyRequest, "Begin the service"),
    _command("no-show", counters.miss_one, m.TicketOrNone, m.EmptyRequest, "Nobody came"),
    _command("finish", counters.finish_one, m.TicketOrNone, m.FinishRequest, "End the service"),
    _command("hold", counters.hold_one, m.TicketOrNone, m.HoldRequest, "Let a citizen step aside"),
    _command(
        "resume", counters.resume_one, m.TicketOrNone, m.ResumeRequest, "Go on with a held one"
    ),
    _command("transfer", counters.transfer_one, m.TicketOrNone, m.TransferRequest, "Send on"),
    _command("undo", counters.undo_last, m.TicketOrNone, m.EmptyRequest, "Take the last act back"),
    _about("cancel", tickets.post_cancel, m.CancelRequest, "Take a number back"),
    _about("reinstate", tickets.post_reinstate, m.CancelRequest, "Put a missed number back"),
    _about("priority", tickets.post_priority, m.PriorityRequest, "Change the priority"),
    Route(
        "PUT",
        "/counters/<counter>/fields",
        SUPERVISOR,
        counters.set_fields,
        "Give a counter other fields",
        m.CounterAnswer,
        body=m.CounterFieldsRequest,
    ),
    Route(
        "PUT",
        "/fields/<field>",
        SUPERVISOR,
        counters.set_field,
        "Open or close a field",
        m.Done,
        body=m.FieldRequest,
    ),
    _get(
        "/board/<zone>",
        frozenset({BOARD, *STAFF}),
        devices.get_board,
        m.BoardSnapshot,
        "A zone's screens",
    ),
    _get("/hall", OVERSIGHT, hall.get_hall, m.HallSnapshot, "Everything a supervisor sees"),
    Route(
        "POST",
        "/alerts/<alert>/acknowledge",
        SUPERVISOR,
        hall.post_acknowledged,
        "Say that somebody looks after an alert",
        m.Done,
        body=m.EmptyRequest,
    ),
    _get(
        "/dossiers/<code>",
        frozenset({INTEGRATION, *STAFF}),
        history.get_dossier,
        m.DossierAnswer,
        "Every visit for a dossier",
    ),
    Route(
        "GET",
        "/visits",
        STAFF,
        history.get_visits,
        "Visits, page by page",
        m.VisitsAnswer,
        query=VisitsQuery,
    ),
    Route(
        "GET",
        "/log",
        frozenset({INTEGRATION, *SUPERVISOR}),
        history.get_log,
        "The visit log after a sequence",
        m.LogAnswer,
        query=LogQuery,
    ),
    Route(
        "PUT",
        "/trial/clock",
        frozenset({INTEGRATION, Role.ADMIN}),
        trial.put_clock,
        "Set a trial server's clock",
        m.ClockAnswer,
        body=m.ClockRequest,
    ),
    Route(
        "POST",
        "/tickets/<ticket>/reprint",
        STAFF,
        tickets.post_reprint,
        "Ask its kiosk for a marked copy",
        m.ReprintAnswer,
        body=m.EmptyRequest,
    ),
    _later("PUT", "/dossiers/<code>", frozenset({INTEGRATION}), "What another system knows"),
    _later("POST", "/visits/<visit>/rating", frozenset({CITIZEN, KIOSK}), "Rate a service"),
    _later("GET", "/reports/<name>", OVERSIGHT, "A report"),
    Route(
        "PUT",
        "/notices",
        SUPERVISOR,
        hall.put_notices,
        "Lines for the hall",
        m.Done,
        body=m.NoticesRequest,
    ),
    Route(
        "POST",
        "/emergency",
        SUPERVISOR,
        hall.post_emergency,
        "Stop issuing and tell the hall",
        m.Done,
        body=m.EmergencyRequest,
    ),
    _get("/people", ADMIN, people.get_people, m.PeopleAnswer, "Accounts"),
    Route(
        "POST",
        "/people",
        ADMIN,
        people.post_person,
        "Make an account",
        m.PersonAnswer,
        body=m.NewPerson,
        status=201,
    ),
    _get("/people/<name>", ADMIN, people.get_person, m.PersonAnswer, "An account"),
    Route(
        "POST",
        "/people/<name>",
        ADMIN,
        people.post_change,
        "Change an account",
        m.PersonAnswer,
        body=m.PersonChange,
    ),
    Route(
        "POST",
        "/session/password",
        STAFF,
        people.post_own_password,
        "Change one's own password",
        m.Done,
        body=m.PasswordChange,
    ),
    _get("/devices", ADMIN, devices.get_devices, m.DevicesAnswer, "Devices"),
    Route(
        "POST",
        "/devices",
        ADMIN,
        devices.post_device,
        "Enrol a device",
        m.EnrolledAnswer,
        body=m.NewDevice,
        status=201,
        secret=True,
    ),
    Route(
        "POST",
        "/devices/<name>/revoke",
        ADMIN,
        devices.post_revoke,
        "Revoke a device",
        m.Done,
        body=m.EmptyRequest,
    ),
    Route(
        "POST",
        "/kiosks/ranges",
        frozenset({KIOSK}),
        offline.post_ranges,
        "Reserve numbers for a kiosk",
        m.RangesAnswer,
        body=m.RangesRequest,
    ),
    Route(
        "POST",
        "/tickets/offline",
        frozenset({KIOSK}),
        offline.post_offline,
        "Numbers given while offline",
        m.OfflineAnswer,
        body=m.OfflineTickets,
    ),
)
"""Every route under ``/api/v1``."""
