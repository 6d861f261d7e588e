"""Who may do what, written down from the contract's table and not from the code."""

from __future__ import annotations

STAFF = frozenset({"officer", "supervisor", "leader", "admin"})
OFFICERS = frozenset({"officer", "supervisor", "admin"})
SUPERVISORS = frozenset({"supervisor", "admin"})
OVERSIGHT = frozenset({"supervisor", "leader", "admin"})
ADMIN = frozenset({"admin"})
EVERYBODY = frozenset({"anyone"})
KIOSK = frozenset({"kiosk"})
TABLET = frozenset({"tablet"})
BOARD = frozenset({"board"})
INTEGRATION = frozenset({"integration"})
CITIZEN = frozenset({"citizen"})

COUNTER = "/counters/<counter>"
TICKET = "/tickets/<ticket>"

API_ROWS: dict[tuple[str, str], frozenset[str]] = {
    ("GET", "/centre"): EVERYBODY,
    ("GET", "/centre/now"): EVERYBODY,
    ("GET", "/centre/quiet"): EVERYBODY,
    ("GET", "/centre/procedures"): EVERYBODY,
    ("GET", "/phone"): EVERYBODY,
    ("GET", "/appointments"): EVERYBODY,
    ("GET", "/appointments/day"): STAFF,
    ("POST", "/appointments"): EVERYBODY,
    ("POST", "/appointments/cancel"): EVERYBODY,
    ("POST", "/appointments/come"): EVERYBODY,
    ("POST", "/phone/tickets"): EVERYBODY,
    ("GET", "/phone/check-in"): CITIZEN,
    ("POST", "/phone/check-in"): CITIZEN,
    ("POST", "/check-in"): KIOSK,
    ("POST", f"{TICKET}/check-in"): STAFF,
    ("GET", "/procedures"): KIOSK | STAFF,
    ("POST", "/tickets"): KIOSK | STAFF,
    ("GET", TICKET): KIOSK | STAFF,
    ("POST", f"{TICKET}/reprint"): STAFF,
    ("POST", "/scan"): KIOSK | STAFF,
    ("PUT", "/devices/me/status"): KIOSK | BOARD | TABLET,
    ("POST", "/login"): EVERYBODY,
    ("POST", "/logout"): STAFF,
    ("GET", "/session"): STAFF,
    ("POST", "/session/touch"): STAFF,
    ("POST", "/session/lock"): STAFF,
    ("POST", "/session/unlock"): STAFF,
    ("GET", "/desk"): STAFF,
    ("GET", "/counters"): STAFF,
    ("GET", COUNTER): STAFF,
    **{
        ("POST", f"{COUNTER}/{command}"): OFFICERS
        for command in (
            "open",
            "move",
            "take-over",
            "pause",
            "close",
            "mode",
            "next",
            "call",
            "recall",
            "start",
            "no-show",
            "finish",
            "hold",
            "resume",
            "transfer",
            "undo",
            "stops",
        )
    },
    **{("POST", f"{TICKET}/{command}"): STAFF for command in ("cancel", "reinstate", "priority")},
    ("PUT", f"{COUNTER}/fields"): SUPERVISORS,
    ("PUT", "/fields/<field>"): SUPERVISORS,
    ("GET", "/board/<zone>"): BOARD | STAFF,
    ("GET", "/figures"): BOARD | STAFF,
    ("GET", "/hall"): OVERSIGHT,
    ("POST", "/alerts/<alert>/acknowledge"): SUPERVISORS,
    ("GET", "/dossiers/<code>"): INTEGRATION | STAFF,
    ("PUT", "/dossiers/<code>"): INTEGRATION,
    ("POST", "/dossiers/look"): KIOSK,
    ("GET", "/dossiers"): OVERSIGHT,
    ("GET", "/reminders"): OVERSIGHT,
    ("POST", "/reminders"): OVERSIGHT,
    ("POST", "/visits/<visit>/dossiers"): OFFICERS,
    ("POST", "/visits/<visit>/dossiers/remove"): OFFICERS,
    ("GET", "/visits"): STAFF,
    ("GET", "/log"): INTEGRATION | SUPERVISORS,
    ("GET", "/reports"): OVERSIGHT,
    ("GET", "/reports/<name>"): OVERSIGHT,
    ("PUT", "/notices"): SUPERVISORS,
    ("POST", "/emergency"): SUPERVISORS,
    ("POST", "/tickets/by-hand"): SUPERVISORS,
    ("POST", "/changes/put-back"): SUPERVISORS,
    ("GET", "/people"): ADMIN,
    ("POST", "/people"): ADMIN,
    ("GET", "/people/<name>"): ADMIN,
    ("POST", "/people/<name>"): ADMIN,
    ("POST", "/session/password"): STAFF,
    ("GET", "/locks"): SUPERVISORS,
    ("POST", "/people/<name>/unlock"): SUPERVISORS,
    ("POST", "/addresses/<address>/unlock"): SUPERVISORS,
    ("GET", "/devices"): ADMIN,
    ("POST", "/devices"): ADMIN,
    ("POST", "/devices/<name>/revoke"): ADMIN,
    ("PUT", "/trial/clock"): INTEGRATION | ADMIN,
    ("POST", "/visits/<visit>/rating"): CITIZEN | TABLET | KIOSK,
    ("POST", "/follow/more-time"): CITIZEN,
    ("POST", "/follow/leave"): CITIZEN,
    ("POST", "/kiosks/ranges"): KIOSK,
    ("POST", "/tickets/offline"): KIOSK,
}

WHILE_LOCKED = frozenset(
    {
        ("GET", "/session"),
        ("POST", "/session/lock"),
        ("POST", "/session/unlock"),
        ("POST", "/logout"),
    }
)
"""What a locked page may still ask for, beside what anyone may."""

ADDRESSES = frozenset(
    ("GET", path)
    for path in (
        "/",
        "/centre",
        "/counter",
        "/counter/<counter>",
        "/hall",
        "/tablet",
        "/admin",
        "/reports",
        "/due",
        "/appointments",
        "/sign-in",
        "/static/<path:filename>",
        "/shared/<path:name>",
        "/t/<secret>",
        "/healthz",
        "/readyz",
        "/metrics",
        "/api/v1/openapi.json",
    )
)
"""What is open to all: pages without anybody's data, files, health; ``/metrics`` asks by itself."""

NAMESPACES: dict[str, frozenset[str]] = {
    "/board": BOARD,
    "/kiosk": KIOSK,
    "/tablet": TABLET,
    "/counter": STAFF,
    "/hall": OVERSIGHT,
    "/admin": SUPERVISORS,
    "/follow": CITIZEN,
}
"""Who may join each namespace."""
