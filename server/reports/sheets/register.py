"""The register (sổ theo dõi hồ sơ): a line for each dossier received in the period, no names."""

from __future__ import annotations

from server.centre import Centre
from server.reports.sheets.dossier_columns import REGISTER
from server.reports.sheets.of_dossiers import field_of, instants
from server.reports.sheets.parts import Namer, namer
from server.reports.sheets.sheet import Filled, Question, Row, Sheet
from server.rules.dossier_states import STATES
from server.store import Transaction
from server.store.report_dossiers import RegisterRow, register_rows

MOST = 20_000
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
TOO_MANY = (
    f"Chỉ hiện {MOST} hồ sơ đầu tiên; hãy chọn kỳ ngắn hơn.",
    f"Only the first {MOST} dossiers are shown; choose a shorter period.",
)


def _fill(centre: Centre, tx: Transaction, question: Question) -> Filled:
    first, last = instants(centre, question.period)
    found = register_rows(tx, first, last, question.period.trial, MOST + 1)
    names = {by: namer(centre, tx, by, question.language) for by in ("field", "agency")}
    named = namer(centre, tx, "procedure", question.language)
    english = question.language == "en"
    rows = [
        {"nth": nth, **_cells(centre, one, names, named, english)}
        for nth, one in enumerate(found[:MOST], start=1)
    ]
    return Filled(REGISTER, rows, note=TOO_MANY if len(found) > MOST else None)


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


SHEET = Sheet("register", ("Sổ theo dõi hồ sơ", "The dossier register"), (), _fill)
