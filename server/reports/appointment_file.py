"""A day's appointments as a file: a line for each, and one for each window that is all free."""

from __future__ import annotations

from server.centre import Centre
from server.messages import AppointmentsDay, BookedAnswer, Language, ReportAnswer
from server.reports.centre import PURPOSES
from server.reports.due_files import Listed, as_report
from server.reports.sheets.columns import Column
from server.reports.sheets.sheet import Row

NAME = "lich-hen"
TITLE = ("Lịch hẹn", "Appointments")
KEPT = {
    "expected": ("Chưa đến", "Not here yet"),
    "in_time": ("Đã báo có mặt", "Checked in"),
    "late": ("Đến trễ, lấy số thường", "Late, with an ordinary number"),
    "missed": ("Quá giờ, chưa đến", "Past its time, not here"),
}
COLUMNS = (
    Column("starts_at", "instant", ("Từ", "From"), ("Đầu khung giờ.", "The window begins.")),
    Column("ends_at", "instant", ("Đến", "To"), ("Cuối khung giờ.", "The window ends.")),
    Column(
        "field",
        "text",
        ("Lĩnh vực", "Field"),
        ("Để trống: chưa ai đặt khung giờ này.", "Empty: nobody has chosen this window."),
    ),
    Column(
        "taken",
        "count",
        ("Đã đặt", "Taken"),
        (
            "Số lịch hẹn của lĩnh vực trong khung giờ.",
            "How many have chosen the window for the field.",
        ),
    ),
    Column(
        "free",
        "count",
        ("Còn đặt được", "Free"),
        ("Còn đặt được mấy lịch hẹn nữa.", "How many more may choose it."),
    ),
    Column(
        "purpose",
        "text",
        ("Mục đích", "Purpose"),
        ("Mục đích đã chọn khi đặt hẹn.", "What was chosen with the appointment."),
    ),
    Column(
        "state",
        "text",
        ("Tình trạng", "State"),
        ("Người hẹn đã đến hay chưa.", "Whether its holder has come."),
    ),
    Column(
        "number",
        "text",
        ("Số thứ tự", "Number"),
        ("Số đã cấp khi báo có mặt.", "The number given at the check-in."),
    ),
    Column(
        "came_at",
        "instant",
        ("Có mặt lúc", "Here since"),
        ("Lúc báo có mặt.", "When its holder checked in."),
    ),
)


def appointments_file(centre: Centre, told: AppointmentsDay, language: Language) -> ReportAnswer:
    """What the page shows of one day, in the shape that files are made from."""
    rows = _rows(centre, told, english=language == "en")
    listed = Listed(TITLE, COLUMNS, rows, [told.day] * len(rows))
    return as_report(centre, NAME, listed, language)


def _rows(centre: Centre, told: AppointmentsDay, english: bool) -> list[Row]:
    rows: list[Row] = []
    for window in told.windows:
        times: Row = {"starts_at": window.starts_at, "ends_at": window.ends_at}
        if not window.fields:
            rows.append({**times, "taken": 0, "free": window.free})
        for one in window.fields:
            of_field: Row = {
                "field": _field(centre, one.field, english),
                "taken": one.taken,
                "free": one.free,
            }
            rows += [{**times, **of_field, **_booked(item, english)} for item in one.items]
    return rows


def _booked(item: BookedAnswer, english: bool) -> Row:
    return {
        "purpose": PURPOSES[item.purpose][english] if item.purpose else None,
        "state": KEPT[item.state][english],
        "number": item.number,
        "came_at": item.came_at,
    }


def _field(centre: Centre, field: str, english: bool) -> str:
    known = centre.fields.get(field)
    if known is None:
        return field
    return known.name_en if english else known.name
