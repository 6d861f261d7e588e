"""A counter and its ticket, as the officer works."""

from __future__ import annotations

from server import messages as m
from server.web.callers import STAFF
from server.web.exchange import Handler, Route
from server.web.handlers import counters, tickets
from server.web.routes.owners import OFFICER, got


def _command(name: str, handler: Handler, answer: type, body: type, text: str) -> Route:
    path = f"/counters/<counter>/{name}"
    return Route("POST", path, OFFICER, handler, text, answer, body=body)


def _about(name: str, handler: Handler, body: type, text: str) -> Route:
    path = f"/tickets/<ticket>/{name}"
    return Route("POST", path, STAFF, handler, text, m.TicketAnswer, body=body)


DESK_ROUTES: tuple[Route, ...] = (
    got("/desk", STAFF, counters.get_desk, m.DeskAnswer, "What a counter's page offers"),
    got("/counters", STAFF, counters.get_counters, m.CountersAnswer, "Every counter"),
    got("/counters/<counter>", STAFF, counters.get_counter, m.CounterAnswer, "One counter"),
    _command("open", counters.open_counter, m.CounterAnswer, m.OpenCounterRequest, "Open"),
    _command("move", counters.move_here, m.CounterAnswer, m.OpenCounterRequest, "Come here"),
    _command("take-over", counters.take_over_here, m.CounterAnswer, m.EmptyRequest, "Take over"),
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
    _command(
        "stops", counters.change_stops, m.TicketOrNone, m.StopsRequest, "Change the stops to come"
    ),
    _command("undo", counters.undo_last, m.TicketOrNone, m.EmptyRequest, "Take the last act back"),
    _about("cancel", tickets.post_cancel, m.CancelRequest, "Take a number back"),
    _about("reinstate", tickets.post_reinstate, m.CancelRequest, "Put a missed number back"),
    _about("priority", tickets.post_priority, m.PriorityRequest, "Change the priority"),
    Route(
        "POST",
        "/tickets/<ticket>/reprint",
        STAFF,
        tickets.post_reprint,
        "Ask its kiosk for a marked copy",
        m.ReprintAnswer,
        body=m.EmptyRequest,
    ),
)
