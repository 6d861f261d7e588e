"""Turning the lines of a register into what is told of dossiers, or saying why not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from server.actions.dossiers import Told
from server.centre import Centre
from server.commands.dossier_table import RegisterLine
from server.rules.catalogue import fold
from server.rules.dossier_code import BadDossier, dossier_code
from server.rules.dossier_states import disorder, state_named
from server.rules.register_times import Moment, moment_of
from server.settings.procedures import CODE
from server.store.times import stamp

TIMES = ("received_at", "due_at", "result_ready_at", "returned_at")
OVER = ("received_at", "result_ready_at", "returned_at")
MOST_BREAKS = 5
"""Line breaks in one cell; more are a quotation mark that was never closed."""

CHANNELS = {
    "online": "online", "truc tuyen": "online", "nop truc tuyen": "online", "qua mang": "online",
    "direct": "direct", "truc tiep": "direct", "nop truc tiep": "direct", "tai quay": "direct",
    "post": "post", "buu chinh": "post", "qua buu chinh": "post", "buu dien": "post",
    "buu chinh cong ich": "post", "dich vu buu chinh cong ich": "post",
}  # fmt: skip


class Reason(Enum):
    """Why a line is rejected, for whoever mends it: in Vietnamese and in English."""

    NO_CODE = ("thiếu mã hồ sơ", "expected a dossier code, found nothing")
    BAD_CODE = ("mã hồ sơ không đúng", "expected a dossier code such as H57.12-260302-0041")
    REPEATED = (
        "mã hồ sơ lặp lại mà nội dung khác dòng trước",
        "expected each dossier once, a line before says otherwise",
    )
    BAD_PROCEDURE = ("mã thủ tục không đúng", "expected a procedure code such as 1.001193")
    BAD_AGENCY = (
        "cơ quan chưa có trong cấu hình (dossiers.agencies)",
        "expected an agency of centre.toml or of dossiers.agencies",
    )
    BAD_STATE = (
        "trạng thái không đúng (dossiers.states)",
        "expected one of the ten states or of dossiers.states",
    )
    BAD_CHANNEL = (
        "hình thức nộp không đúng (dossiers.channels)",
        "expected online, direct, post or one of dossiers.channels",
    )
    BAD_TIME = (
        "ngày giờ không đúng, ví dụ đúng: 02/03/2026 16:30",
        "expected a time such as 02/03/2026 16:30",
    )
    FUTURE = ("ngày ở tương lai", "expected a day that has come")
    DISORDER = ("thứ tự ngày không hợp lý", "expected no day before the one of receipt")
    OPEN_QUOTE = ("dấu ngoặc kép không đóng", "expected a quotation mark to be closed")


class Rejected(Exception):
    """A line that cannot be taken."""

    def __init__(self, reason: Reason, column: str = "") -> None:
        self.reason = reason
        self.column = column
        super().__init__(reason.value[1])


@dataclass(frozen=True, slots=True)
class Words:
    """The export's words for ours, folded, and the catalogue's names for their codes."""

    states: Mapping[str, int]
    channels: Mapping[str, str]
    procedures: Mapping[str, str]


def told_by(line: RegisterLine, centre: Centre, words: Words) -> tuple[str, Told]:
    """A line's dossier and what it says of it, empty cells apart; raises ``Rejected``."""
    told: dict[str, str | int | None] = {}
    cells = {column: cell for column, cell in line.cells.items() if _text(cell)}
    if line.breaks > MOST_BREAKS:
        raise Rejected(Reason.OPEN_QUOTE)
    code = _code(centre, cells)
    if procedure := _procedure(cells, words):
        told["procedure"] = procedure
    if "agency" in cells:
        told["agency"] = _agency(centre, _text(cells["agency"]))
    if "state" in cells:
        told["state"] = _state(_text(cells["state"]), words)
    if "channel" in cells:
        told["channel"] = _channel(_text(cells["channel"]), words)
    return code, {**told, **_times(centre, cells)}


def _code(centre: Centre, cells: Mapping[str, object]) -> str:
    if "code" not in cells:
        raise Rejected(Reason.NO_CODE, "code")
    try:
        return dossier_code(_text(cells["code"]), centre.dossier_pattern)
    except BadDossier:
        raise Rejected(Reason.BAD_CODE, "code") from None


def _procedure(cells: Mapping[str, object], words: Words) -> str | None:
    if "procedure" in cells:
        code = _text(cells["procedure"]).upper()
        if CODE.fullmatch(code) is None:
            raise Rejected(Reason.BAD_PROCEDURE, "procedure")
        return code
    return words.procedures.get(_folded(_text(cells.get("procedure_name"))))


def _agency(centre: Centre, text: str) -> str:
    agency = centre.agency_ids.get(_folded(text))
    if agency is None:  # nothing that is not known to be one: a shifted line holds a name here
        raise Rejected(Reason.BAD_AGENCY, "agency")
    return agency


def _state(text: str, words: Words) -> int:
    state = words.states.get(_folded(text)) or state_named(text)
    if state is None:
        raise Rejected(Reason.BAD_STATE, "state")
    return state


def _channel(text: str, words: Words) -> str:
    channel = words.channels.get(_folded(text)) or CHANNELS.get(_folded(text))
    if channel is None:
        raise Rejected(Reason.BAD_CHANNEL, "channel")
    return channel


def _times(centre: Centre, cells: Mapping[str, object]) -> dict[str, str]:
    moments = {name: _moment(cells[name], name) for name in TIMES if name in cells}
    days = {name: _day(moment) for name, moment in moments.items()}
    if disorder(*(days.get(name) for name in TIMES)):
        raise Rejected(Reason.DISORDER)
    today = centre.calendar.day_of(centre.now())
    for name in OVER:
        if name in days and days[name] > today:
            raise Rejected(Reason.FUTURE, name)
    return {name: stamp(_instant(centre, name, moment)) for name, moment in moments.items()}


def _moment(cell: object, column: str) -> Moment:
    moment = moment_of(cell)
    if moment is None:
        raise Rejected(Reason.BAD_TIME, column)
    return moment


def _day(moment: Moment) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _instant(centre: Centre, column: str, moment: Moment) -> dt.datetime:
    """A day alone is due until its closing, and everything else counts from its opening."""
    if isinstance(moment, dt.datetime):
        return moment.replace(tzinfo=centre.calendar.zone)
    calendar = centre.calendar
    return calendar.closing_of(moment) if column == "due_at" else calendar.opening_of(moment)


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """The same few words come on tens of thousands of lines."""
    return fold(text)


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()
