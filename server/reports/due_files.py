"""The lists of đôn đốc as files: what is to be urged, and what was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.centre import Centre
from server.messages import DueDossier, Language, ReminderAnswer, ReportAnswer
from server.reports.sheets.columns import Column
from server.reports.sheets.register import STATES_EN
from server.reports.sheets.sheet import Row
from server.rules.dossier_states import STATES

CODE = Column(
    "code", "text", ("Mã hồ sơ", "Dossier"), ("Mã của hồ sơ.", "The code of the dossier.")
)
AGENCY = Column(
    "agency",
    "text",
    ("Cơ quan", "Agency"),
    ("Cơ quan đang giữ hồ sơ.", "The agency that has the dossier."),
)
DUE_AT = Column(
    "due_at",
    "instant",
    ("Hẹn trả", "Due"),
    ("Ngày giờ hẹn trả kết quả.", "When the result was promised."),
)
OVERDUE = Column(
    "overdue",
    "text",
    ("Quá hạn", "Overdue"),
    ("“có”: đã qua giờ hẹn trả.", "“yes”: the time promised is over."),
)
DUE_COLUMNS = (
    CODE,
    Column(
        "procedure",
        "text",
        ("Mã thủ tục", "Procedure"),
        ("Mã thủ tục hành chính.", "The code of the procedure."),
    ),
    Column(
        "procedure_name",
        "text",
        ("Tên thủ tục", "Procedure name"),
        ("Tên trong danh mục của trung tâm.", "Its name in the centre's catalogue."),
    ),
    AGENCY,
    Column(
        "state",
        "text",
        ("Trạng thái", "State"),
        ("Trạng thái theo danh mục quốc gia.", "One of the national states."),
    ),
    Column(
        "received_at",
        "instant",
        ("Ngày nhận", "Received"),
        ("Lúc tiếp nhận hồ sơ.", "When the dossier was received."),
    ),
    DUE_AT,
    OVERDUE,
    Column(
        "working_days",
        "count",
        ("Số ngày làm việc", "Working days"),
        ("Còn đến hạn; nếu quá hạn: đã quá.", "Until it is due; of an overdue one: since."),
    ),
    Column(
        "reminders",
        "count",
        ("Số lần đôn đốc", "Reminders"),
        ("Số lần đã đôn đốc về hồ sơ này.", "How often the agency was urged about it."),
    ),
    Column(
        "reminded_at",
        "instant",
        ("Đôn đốc gần nhất", "Last reminder"),
        ("Lần đôn đốc gần nhất.", "When it was urged last."),
    ),
)
REMINDER_COLUMNS = (
    Column(
        "at",
        "instant",
        ("Lúc", "At"),
        ("Lúc ghi lần đôn đốc.", "When the reminder was kept."),
    ),
    Column(
        "staff",
        "text",
        ("Người đôn đốc", "By"),
        ("Ai đã ghi.", "Who kept it."),
    ),
    Column(
        "means",
        "text",
        ("Hình thức", "Means"),
        ("Cách đã đôn đốc.", "How the agency was urged."),
    ),
    CODE,
    AGENCY,
    DUE_AT,
    OVERDUE,
    Column(
        "note",
        "text",
        ("Ghi chú", "Note"),
        ("Ghi chú của lần đôn đốc.", "What was noted with it."),
    ),
)
DUE_TITLE = ("Hồ sơ cần đôn đốc", "Dossiers to be urged")
REMINDERS_TITLE = ("Nhật ký đôn đốc", "Reminders of agencies")
MEANS = {
    "phone": ("Điện thoại", "Telephone"),
    "message": ("Tin nhắn, email", "Message, email"),
    "letter": ("Văn bản", "Letter"),
    "meeting": ("Họp, gặp trực tiếp", "Meeting"),
    "other": ("Khác", "Other"),
}
YES = ("có", "yes")


@dataclass(frozen=True, slots=True)
class Listed:
    """What a file is made of: its title, its columns, its rows, and the day of each row."""

    title: tuple[str, str]
    columns: Sequence[Column]
    rows: list[Row]
    days: list[str]


def due_list(centre: Centre, items: Sequence[DueDossier], language: Language) -> Listed:
    """The dossiers, as a file has them."""
    english = language == "en"
    agencies = _agencies(centre, english)
    rows: list[Row] = [
        {
            **one.model_dump(include={"code", "procedure", "procedure_name", "received_at"}),
            **one.model_dump(include={"due_at", "working_days", "reminders", "reminded_at"}),
            "agency": agencies.get(one.agency or "", one.agency_name),
            "state": (STATES_EN if english else STATES)[one.state],
            "overdue": YES[english] if one.overdue else "",
        }
        for one in items
    ]
    return Listed(DUE_TITLE, DUE_COLUMNS, rows, [one.due_at for one in items])


def reminder_list(centre: Centre, items: Sequence[ReminderAnswer], language: Language) -> Listed:
    """Past reminders, a line for each dossier."""
    english = language == "en"
    agencies = _agencies(centre, english)
    rows: list[Row] = [
        {
            "at": one.at,
            "staff": one.staff_name or one.staff,
            "means": MEANS[one.means][english],
            "code": part.code,
            "agency": agencies.get(part.agency or "", part.agency_name),
            "due_at": part.due_at,
            "overdue": YES[english] if part.overdue else "",
            "note": one.note,
        }
        for one in items
        for part in one.dossiers
    ]
    return Listed(REMINDERS_TITLE, REMINDER_COLUMNS, rows, [one.at for one in items])


def as_report(centre: Centre, name: str, listed: Listed, language: Language) -> ReportAnswer:
    """A list in the shape that files are made from; its days are those of its rows."""
    days = [day[:10] for day in listed.days] or [centre.today()]
    return ReportAnswer(
        name=name,
        title=listed.title[language == "en"],
        first_day=min(days),
        last_day=max(days),
        by=None,
        trial=False,
        as_of=centre.local_now(),
        columns=[column.told(language) for column in listed.columns],
        rows=listed.rows,
        total=None,
        note=None,
    )


def _agencies(centre: Centre, english: bool) -> dict[str, str]:
    return {one.id: one.name_en if english else one.name for one in centre.settings.agencies}
