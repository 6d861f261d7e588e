"""The officer's commands and what a counter looks like."""

from __future__ import annotations

from server.actions import counters as desk
from server.actions import serve
from server.actions.call import call_chosen, next_ticket
from server.actions.fields import change_field
from server.actions.hold import hold, resume
from server.actions.recall import recall
from server.actions.refusals import NotFound
from server.actions.seats import move_to, take_over
from server.actions.transfer import transfer
from server.actions.undo import undo
from server.actions.way import set_stops
from server.messages import (
    CallRequest,
    CounterAnswer,
    CounterFieldsRequest,
    CountersAnswer,
    DeskAnswer,
    Done,
    FieldRequest,
    HoldRequest,
    ModeRequest,
    OpenCounterRequest,
    Outcome,
    PauseRequest,
    ResumeRequest,
    StopsRequest,
    Target,
    TicketOrNone,
    TransferRequest,
)
from server.reports.counters import counter_answer
from server.reports.hall import read_hall
from server.reports.tickets import ticket_answer
from server.web.exchange import Call


def get_counters(call: Call) -> CountersAnswer:
    """Every counter."""
    with call.centre.store.reading() as tx:
        hall = read_hall(call.centre, tx)
        items = [counter_answer(call.centre, tx, hall, name) for name in call.centre.counters]
    return CountersAnswer(items=items)


def get_counter(call: Call) -> CounterAnswer:
    """One counter."""
    name = call.params["counter"]
    if name not in call.centre.counters:
        raise NotFound(name)
    with call.centre.store.reading() as tx:
        return counter_answer(call.centre, tx, read_hall(call.centre, tx), name)


def get_desk(call: Call) -> DeskAnswer:
    """What a counter's page offers to choose from."""
    settings = call.centre.settings
    return DeskAnswer(
        pause_reasons=list(settings.pause_reasons),
        outcomes=list(Outcome),
        max_calls=settings.rules.max_calls,
        hold_minutes=settings.rules.hold_minutes,
        counters={counter.id: counter.number for counter in settings.counters},
        targets={
            field.id: Target(
                wait_minutes=field.target_minutes, service_minutes=field.service_minutes
            )
            for field in settings.fields
        },
    )


def open_counter(call: Call) -> CounterAnswer:
    """Open a counter, or go on after a pause."""
    body: OpenCounterRequest = call.body
    desk.open_counter(call.centre, call.params["counter"], body.mode, call.caller.actor())
    return get_counter(call)


def move_here(call: Call) -> CounterAnswer:
    """Leave the counter one is at and open this one."""
    body: OpenCounterRequest = call.body
    move_to(call.centre, call.params["counter"], body.mode, call.caller.actor())
    return get_counter(call)


def take_over_here(call: Call) -> CounterAnswer:
    """Go on where an officer has left."""
    take_over(call.centre, call.params["counter"], call.caller.actor())
    return get_counter(call)


def pause_counter(call: Call) -> CounterAnswer:
    """Pause a counter."""
    body: PauseRequest = call.body
    desk.pause_counter(call.centre, call.params["counter"], body.reason, call.caller.actor())
    return get_counter(call)


def close_counter(call: Call) -> CounterAnswer:
    """Close a counter."""
    desk.close_counter(call.centre, call.params["counter"], call.caller.actor())
    return get_counter(call)


def set_mode(call: Call) -> CounterAnswer:
    """Let the officer call, or the server."""
    body: ModeRequest = call.body
    desk.set_mode(call.centre, call.params["counter"], body.mode, call.caller.actor())
    return get_counter(call)


def set_fields(call: Call) -> CounterAnswer:
    """Give a counter other fields."""
    body: CounterFieldsRequest = call.body
    desk.set_counter_fields(call.centre, call.params["counter"], body.fields, call.caller.actor())
    return get_counter(call)


def set_field(call: Call) -> Done:
    """Open or close a field."""
    body: FieldRequest = call.body
    change_field(call.centre, call.params["field"], body.open, body.reason, call.caller.actor())
    return Done()


def next_one(call: Call) -> TicketOrNone:
    """Call whoever is next."""
    return _told(call, next_ticket(call.centre, call.params["counter"], call.caller.actor()))


def call_one(call: Call) -> TicketOrNone:
    """Call a chosen number."""
    body: CallRequest = call.body
    number, counter = body.number.strip().upper(), call.params["counter"]
    visit = call_chosen(call.centre, counter, number, body.reason, call.caller.actor())
    return _told(call, visit)


def recall_one(call: Call) -> TicketOrNone:
    """Call the same number again."""
    return _told(call, recall(call.centre, call.params["counter"], call.caller.actor()))


def start_one(call: Call) -> TicketOrNone:
    """The citizen is here."""
    return _told(call, serve.start(call.centre, call.params["counter"], call.caller.actor()))


def miss_one(call: Call) -> TicketOrNone:
    """Nobody came."""
    return _told(call, serve.no_show(call.centre, call.params["counter"], call.caller.actor()))


def finish_one(call: Call) -> TicketOrNone:
    """End the service."""
    counter, by = call.params["counter"], call.caller.actor()
    return _told(call, serve.finish(call.centre, counter, call.body, by))


def hold_one(call: Call) -> TicketOrNone:
    """Let the citizen step aside."""
    body: HoldRequest = call.body
    return _told(call, hold(call.centre, call.params["counter"], body, call.caller.actor()))


def resume_one(call: Call) -> TicketOrNone:
    """Go on with a held number."""
    body: ResumeRequest = call.body
    number, counter = body.number.strip().upper(), call.params["counter"]
    return _told(call, resume(call.centre, counter, number, call.caller.actor()))


def transfer_one(call: Call) -> TicketOrNone:
    """Send the citizen on."""
    body: TransferRequest = call.body
    return _told(call, transfer(call.centre, call.params["counter"], body, call.caller.actor()))


def change_stops(call: Call) -> TicketOrNone:
    """Add a stop to the visit's way, or leave one out."""
    body: StopsRequest = call.body
    counter, by = call.params["counter"], call.caller.actor()
    return _told(call, set_stops(call.centre, counter, body.stops, by))


def undo_last(call: Call) -> TicketOrNone:
    """Take the last command back."""
    return _told(call, undo(call.centre, call.params["counter"], call.caller.actor()))


def _told(call: Call, visit: str | None) -> TicketOrNone:
    if visit is None:
        return TicketOrNone(ticket=None)
    with call.centre.store.reading() as tx:
        hall = read_hall(call.centre, tx)
        return TicketOrNone(ticket=ticket_answer(call.centre, tx, hall, visit))
