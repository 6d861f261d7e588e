"""What agencies must be urged to settle: dossiers due soon and overdue, and past reminders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from server.centre import Centre
from server.messages import (
    DueAgency,
    DueAnswer,
    DueDossier,
    RemindedDossier,
    ReminderAnswer,
    RemindersAnswer,
)
from server.rules.catalogue import procedure_of
from server.store import Transaction
from server.store.due import (
    DueQuestion,
    DueRow,
    Reminder,
    RemindersQuestion,
    due_by_agency,
    due_dossiers,
    find_reminders,
    place_of,
    reminder_of,
)
from server.store.people import names_of_people
from server.store.times import instant, stamp

BEGINNING = "0"
"""Before every stored time."""


def due_question(
    centre: Centre, which: str, agency: str | None, after: str, limit: int
) -> DueQuestion:
    """From when until when a dossier is due soon or overdue."""
    now, until = stamp(centre.now()), _soon_until(centre)
    spans = {"soon": (now, until), "overdue": (BEGINNING, now), "both": (BEGINNING, until)}
    first, last = spans[which]
    return DueQuestion(first, last, agency, after, limit)


def due_answer(centre: Centre, tx: Transaction, question: DueQuestion) -> DueAnswer:
    """One page of them, the most urgent first, and the counts of all agencies."""
    found = due_dossiers(tx, replace(question, limit=question.limit + 1))
    page, days = found[: question.limit], _WorkingDays(centre)
    counts = due_by_agency(tx, stamp(centre.now()), _soon_until(centre))
    return DueAnswer(
        items=[_due(centre, row, days) for row in page],
        agencies=[
            DueAgency(
                agency=agency,
                name=_name(centre, agency),
                name_en=_name_en(centre, agency),
                soon=soon,
                overdue=overdue,
            )
            for agency, soon, overdue in counts
        ],
        next=place_of(page[-1]) if len(found) > len(page) else None,
    )


def reminders_answer(
    centre: Centre, tx: Transaction, question: RemindersQuestion
) -> RemindersAnswer:
    """One page of reminders, the newest first."""
    found = find_reminders(tx, replace(question, limit=question.limit + 1))
    page = list(found.values())[: question.limit]
    names = names_of_people(tx)
    items = [_reminder(centre, one, names) for one in page]
    return RemindersAnswer(items=items, next=items[-1].id if len(found) > len(page) else None)


def reminder_answer(centre: Centre, tx: Transaction, seq: int) -> ReminderAnswer:
    """One reminder with its dossiers, as they were then."""
    return _reminder(centre, reminder_of(tx, seq), names_of_people(tx))


def _reminder(
    centre: Centre, parts: Sequence[tuple[Reminder, str]], names: Mapping[str, str]
) -> ReminderAnswer:
    first, _ = parts[0]
    return ReminderAnswer(
        id=first.seq,
        at=centre.local(first.at),
        staff=first.staff,
        staff_name=names.get(first.staff),
        means=first.means,  # type: ignore[arg-type]  # written from the same words
        note=first.note,
        dossiers=[
            RemindedDossier(
                code=code,
                agency=one.agency,
                agency_name=_name(centre, one.agency),
                agency_name_en=_name_en(centre, one.agency),
                due_at=centre.local(one.due_at),
                overdue=one.due_at < one.at,
            )
            for one, code in parts
        ],
    )


def _soon_until(centre: Centre) -> str:
    """The end of the last working day that counts as soon."""
    calendar = centre.calendar
    today = calendar.day_of(centre.now())
    last = calendar.working_days_from(today, centre.settings.dossiers.due_soon_days)
    midnight = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), calendar.zone)
    return stamp(midnight)


def _due(centre: Centre, row: DueRow, days: Callable[[dt.date], int]) -> DueDossier:
    procedure = procedure_of(centre.catalogue, row.procedure)
    due = instant(row.due_at)
    return DueDossier(
        code=row.code,
        procedure=row.procedure,
        procedure_name=procedure.name if procedure else None,
        agency=row.agency,
        agency_name=_name(centre, row.agency),
        state=row.state,
        received_at=centre.local_or_none(row.received_at),
        due_at=centre.local(row.due_at),
        overdue=due < centre.now(),
        working_days=days(centre.calendar.day_of(due)),
        reminders=row.reminders,
        reminded_at=centre.local_or_none(row.reminded_at),
    )


def _name(centre: Centre, agency: str | None) -> str | None:
    names = {one.id: one.name for one in centre.settings.agencies}
    return names.get(agency, agency) if agency is not None else None


def _name_en(centre: Centre, agency: str | None) -> str | None:
    names = {one.id: one.name_en for one in centre.settings.agencies}
    return names.get(agency, agency) if agency is not None else None


class _WorkingDays:
    """Working days between today and a due day; many dossiers are due on the same one."""

    def __init__(self, centre: Centre) -> None:
        self._calendar = centre.calendar
        self._today = centre.calendar.day_of(centre.now())
        self._known: dict[dt.date, int] = {}

    def __call__(self, due: dt.date) -> int:
        if due not in self._known:
            first, last = sorted((due, self._today))
            self._known[due] = self._calendar.working_days_between(first, last)
        return self._known[due]
