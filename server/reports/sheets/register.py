"""The register (sổ theo dõi hồ sơ): a line for each dossier received in the period, no names.

It is a list: page by page on the screen, and as a file that is written while it is read.
"""

from __future__ import annotations

from server.centre import Centre
from server.reports.periods import Period, spans_of
from server.reports.sheets.dossier_columns import REGISTER
from server.reports.sheets.of_dossiers import field_of, instants
from server.reports.sheets.parts import Namer, namer
from server.reports.sheets.sheet import BadCursor, Filled, Question, Row, Sheet
from server.rules.dossier_states import STATES
from server.store import Transaction
from server.store.register import After, RegisterRow, register_page
from server.store.report_dossiers import sums_in

CHANNELS = {
    "online": ("Trực tuyến", "Online"),
    "direct": ("Trực tiếp", "Directly"),
    "post": ("Bưu chính", "By post"),
}
STATES_EN = {
    1: "Newly sent in",
    2: "Received",
    3: "Not taken",
    4: "Being settled",
    5: "Papers to be supplemented",
    6: "Fee to be paid",
    7: "Withdrawn by the citizen",
    8: "Stopped",
    9: "Settled",
    10: "Result returned",
}
SEPARATOR = "~"


def _fill(centre: Centre, tx: Transaction, question: Question) -> Filled:
    first, last = instants(centre, question.period)
    after = _after(question.after)
    found = register_page(tx, first, last, question.period.trial, after, question.limit)
    names = {by: namer(centre, tx, by, question.language) for by in ("field", "agency")}
    named = namer(centre, tx, "procedure", question.language)
    english = question.language == "en"
    rows = [
        {"nth": nth, **_cells(centre, one, names, named, english)}
        for nth, one in enumerate(found, start=after.lines + 1)
    ]
    more = _cursor(after, found) if len(found) == question.limit else None
    return Filled(REGISTER, rows, next=more, whole=received_in(tx, question.period))


def received_in(tx: Transaction, period: Period) -> int:
    """How many dossiers the register has for a period."""
    found = sums_in(tx, spans_of(period.first, period.last), "[od]*")
    return sum(n for (figure, _), n in found.items() if figure in ("online", "direct"))


def _cursor(after: After, found: list[RegisterRow]) -> str:
    last = found[-1]
    return SEPARATOR.join((str(after.lines + len(found)), last.received_at, last.code))


def _after(cursor: str) -> After:
    """Where a page begins; raises ``BadCursor``."""
    if not cursor:
        return After()
    lines, *place = cursor.split(SEPARATOR)
    if len(place) != 2 or not (lines.isascii() and lines.isdigit()):
        raise BadCursor
    return After(int(lines), *place)


def _cells(
    centre: Centre, one: RegisterRow, names: dict[str, Namer], procedure: Namer, english: bool
) -> Row:
    field = field_of(centre, one.procedure, one.field)
    known = centre.fields.get(field)
    agency = one.agency or (known.agency if known is not None else "")
    return {
        "code": one.code,
        "procedure": procedure(one.procedure) if one.procedure else None,
        "field": names["field"](field) or None,
        "agency": names["agency"](agency) if agency else None,
        "channel": CHANNELS[one.channel][english] if one.channel in CHANNELS else None,
        "received_at": centre.local(one.received_at),
        "due_at": centre.local_or_none(one.due_at),
        "result_ready_at": centre.local_or_none(one.result_ready_at),
        "returned_at": centre.local_or_none(one.returned_at),
        "state": (STATES_EN if english else STATES).get(one.state or 0),
        "visits": one.visits,
    }


SHEET = Sheet(
    "register",
    ("Sổ theo dõi hồ sơ", "The dossier register"),
    (),
    _fill,
    counts="dossiers",
    pages=True,
)
