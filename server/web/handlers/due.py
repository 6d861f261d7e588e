"""What agencies are to be urged about, and that they were."""

from __future__ import annotations

import datetime as dt

from server.actions.reminders import remind
from server.messages import DueAnswer, ReminderAnswer, RemindersAnswer
from server.reports.due import (
    due_answer,
    due_question,
    reminder_answer,
    reminders_answer,
)
from server.reports.due_files import Listed, as_report, due_list, reminder_list
from server.rules.dossier_code import dossier_code, identity
from server.store.due import RemindersQuestion
from server.web.exchange import Call, File
from server.web.handlers.files import as_file
from server.web.queries import DueQuery, RemindersQuery
from server.web.refusals import BadRequest

MOST_IN_A_FILE = 50_000
FIRST_DAY, LAST_DAY = dt.date(2000, 1, 1), dt.date(2100, 12, 31)
USUAL = dt.timedelta(days=30)
NO_CURSOR = 2**63 - 1


def get_due(call: Call) -> DueAnswer | File:
    """Dossiers due soon and overdue; a file holds all of them."""
    query: DueQuery = call.query
    is_file = query.format != "json"
    limit = MOST_IN_A_FILE if is_file else query.limit
    question = due_question(call.centre, query.due, query.agency, query.after, limit)
    with call.centre.store.looking() as tx:
        found = due_answer(call.centre, tx, question)
    if not is_file:
        return found
    return _file(call, "don-doc", due_list(call.centre, found.items, query.language))


def get_reminders(call: Call) -> RemindersAnswer | File:
    """Past reminders, the newest first; a file holds all of the days asked for."""
    query: RemindersQuery = call.query
    is_file = query.format != "json"
    question = _question(call, query, MOST_IN_A_FILE if is_file else query.limit)
    with call.centre.store.looking() as tx:
        found = reminders_answer(call.centre, tx, question)
    if not is_file:
        return found
    listed = reminder_list(call.centre, found.items, query.language)
    return _file(call, "nhat-ky-don-doc", listed)


def post_reminder(call: Call) -> ReminderAnswer:
    """Keep that agencies were urged."""
    with call.centre.store.transaction() as tx:
        seq = remind(call.centre, call.body, call.caller.actor())
        return reminder_answer(call.centre, tx, seq)


def _file(call: Call, name: str, listed: Listed) -> File:
    query: DueQuery | RemindersQuery = call.query
    report = as_report(call.centre, name, listed, query.language)
    return as_file(report, query.format, query.language, f"luot-{name}-{call.centre.today()}")


def _question(call: Call, query: RemindersQuery, limit: int) -> RemindersQuestion:
    today = dt.date.fromisoformat(call.centre.today())
    last = query.to or today
    usual = FIRST_DAY if query.dossier is not None else max(last, FIRST_DAY) - USUAL
    first = query.first or usual
    if not FIRST_DAY <= first <= last <= LAST_DAY:
        raise BadRequest(f"from, to: expected days from {FIRST_DAY} to {LAST_DAY}, in this order")
    zone = call.centre.calendar.zone
    return RemindersQuestion(
        first=dt.datetime.combine(first, dt.time(), zone),
        until=dt.datetime.combine(last, dt.time.max, zone),
        agency=query.agency,
        before=query.after or NO_CURSOR,
        limit=limit,
        identity=_identity(call, query.dossier),
    )


def _identity(call: Call, code: str | None) -> str | None:
    return identity(dossier_code(code, call.centre.dossier_pattern)) if code is not None else None
