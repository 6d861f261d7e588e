"""What agencies are to be urged about, and that they were."""

from __future__ import annotations

import datetime as dt

from server.actions.reminders import remind
from server.messages import DueAnswer, ReminderAnswer, RemindersAnswer
from server.reports.due import (
    due_answer,
    due_csv,
    due_question,
    reminder_answer,
    reminders_answer,
    reminders_csv,
)
from server.store.due import RemindersQuestion, reminder_of
from server.web.exchange import Call, File
from server.web.handlers.reports import CSV
from server.web.queries import DueQuery, RemindersQuery
from server.web.refusals import BadRequest

MOST_IN_A_FILE = 50_000
FIRST_DAY, LAST_DAY = dt.date(2000, 1, 1), dt.date(2100, 12, 31)
USUAL = dt.timedelta(days=30)
NO_CURSOR = 2**63 - 1


def get_due(call: Call) -> DueAnswer | File:
    """Dossiers due soon and overdue; a file holds all of them."""
    query: DueQuery = call.query
    is_file = query.format == "csv"
    limit = MOST_IN_A_FILE if is_file else query.limit
    question = due_question(call.centre, query.due, query.agency, query.after, limit)
    with call.centre.store.looking() as tx:
        found = due_answer(call.centre, tx, question)
    if not is_file:
        return found
    name = f"luot-don-doc-{call.centre.today()}.csv"
    return File(content=[due_csv(found.items, query.language)], media_type=CSV, name=name)


def get_reminders(call: Call) -> RemindersAnswer | File:
    """Past reminders, the newest first; a file holds all of the days asked for."""
    query: RemindersQuery = call.query
    is_file = query.format == "csv"
    question = _question(call, query, MOST_IN_A_FILE if is_file else query.limit)
    with call.centre.store.looking() as tx:
        found = reminders_answer(call.centre, tx, question)
    if not is_file:
        return found
    name = f"luot-nhat-ky-don-doc-{call.centre.today()}.csv"
    return File(content=[reminders_csv(found.items, query.language)], media_type=CSV, name=name)


def post_reminder(call: Call) -> ReminderAnswer:
    """Keep that agencies were urged."""
    with call.centre.store.transaction() as tx:
        seq = remind(call.centre, call.body, call.caller.actor())
        return reminder_answer(call.centre, reminder_of(tx, seq))


def _question(call: Call, query: RemindersQuery, limit: int) -> RemindersQuestion:
    today = dt.date.fromisoformat(call.centre.today())
    last = query.to or today
    first = query.first or max(last, FIRST_DAY) - USUAL
    if not FIRST_DAY <= first <= last <= LAST_DAY:
        raise BadRequest(f"from, to: expected days from {FIRST_DAY} to {LAST_DAY}, in this order")
    zone = call.centre.calendar.zone
    return RemindersQuestion(
        first=dt.datetime.combine(first, dt.time(), zone),
        until=dt.datetime.combine(last, dt.time.max, zone),
        agency=query.agency,
        before=query.after or NO_CURSOR,
        limit=limit,
    )
