"""The columns of the reports of dossiers, and of the register."""

from __future__ import annotations

from server.messages.reports import Unit
from server.reports.sheets.columns import Column


def _count(name: str, vi: str, en: str, about_vi: str, about_en: str) -> Column:
    return Column(name, "count", (vi, en), (about_vi, about_en))


def _text(name: str, vi: str, en: str, about_vi: str, about_en: str, unit: Unit = "text") -> Column:
    return Column(name, unit, (vi, en), (about_vi, about_en))


COME = [
    _count(
        "dossiers",
        "Số hồ sơ",
        "Dossiers",
        "Hồ sơ tiếp nhận trong kỳ theo sổ; hồ sơ chưa có trong sổ thì tính từ lượt đầu tiên.",
        "Received in the period by the register; one not in it counts from its first visit.",
    ),
    _count(
        "never",
        "Không phải đến",
        "Never came",
        "Hồ sơ chưa ai phải đến trung tâm.",
        "Dossiers for which nobody has had to come.",
    ),
    _count(
        "once",
        "Đến một lần",
        "Came once",
        "Hồ sơ có đúng một lượt đã được phục vụ, đến lúc này.",
        "Dossiers with exactly one visit that was served, up to now.",
    ),
    _count(
        "more",
        "Đến nhiều lần",
        "Came more often",
        "Hồ sơ có từ hai lượt đã được phục vụ trở lên.",
        "Dossiers with two or more visits that were served.",
    ),
    Column(
        "at_most_once",
        "share",
        ("Tỷ lệ không quá một lần", "Share at most once"),
        (
            "Tỷ lệ hồ sơ mà người dân không phải đến quá một lần.",
            "The share of dossiers for which nobody had to come more than once.",
        ),
    ),
    _count(
        "visits",
        "Số lượt đến",
        "Visits",
        "Số lượt đã được phục vụ cho các hồ sơ này.",
        "Visits that were served for these dossiers.",
    ),
    Column(
        "visits_each",
        "number",
        ("Số lượt mỗi hồ sơ", "Visits a dossier"),
        ("Số lượt đến chia cho số hồ sơ.", "Visits divided by dossiers."),
    ),
    _count(
        "visits_most",
        "Nhiều lượt nhất",
        "Most visits",
        "Hồ sơ phải đến nhiều lần nhất là bao nhiêu lần.",
        "The visits of the dossier that needed most.",
    ),
]

SETTLED = [
    _count(
        "settled",
        "Đã giải quyết",
        "Settled",
        "Hồ sơ có kết quả trong kỳ: trước hạn + đúng hạn + quá hạn + không có hạn.",
        "Result ready in the period: early + on time + late + without a due date.",
    ),
    _count(
        "early",
        "Trước hạn",
        "Early",
        "Có kết quả trước ngày hẹn trả.",
        "Ready before the day it was due.",
    ),
    _count(
        "on_time",
        "Đúng hạn",
        "On time",
        "Có kết quả trong ngày hẹn trả, không muộn hơn giờ hẹn.",
        "Ready on the day it was due, and not after the hour.",
    ),
    _count("late", "Quá hạn", "Late", "Có kết quả sau hạn.", "Ready after it was due."),
]

NO_DUE = _count(
    "without_due",
    "Không có hạn",
    "No due date",
    "Đã giải quyết mà sổ không ghi ngày hẹn trả.",
    "Settled, and the register has no due date.",
)

ON_TIME = [
    *SETTLED,
    NO_DUE,
    Column(
        "on_time_share",
        "share",
        ("Tỷ lệ đúng hạn", "Share on time"),
        (
            "Trước hạn và đúng hạn, chia cho mọi hồ sơ đã giải quyết có hạn.",
            "Early and on time, divided by all that were settled and had a due date.",
        ),
    ),
]

II_06A = [
    _count(
        "received",
        "Tiếp nhận, tổng số",
        "Received, total",
        "Trực tuyến + trực tiếp, bưu chính + kỳ trước chuyển sang.",
        "Online + direct and post + carried over.",
    ),
    _count(
        "online",
        "Tiếp nhận trực tuyến",
        "Received online",
        "Tiếp nhận trong kỳ qua môi trường mạng.",
        "Received in the period online.",
    ),
    _count(
        "direct",
        "Tiếp nhận trực tiếp, bưu chính",
        "Received directly, by post",
        "Tiếp nhận trong kỳ tại trung tâm hoặc qua bưu chính, và khi sổ không ghi.",
        "Received in the period at the centre or by post, or the register does not say.",
    ),
    _count(
        "carried",
        "Kỳ trước chuyển sang",
        "Carried over",
        "Tiếp nhận trước kỳ và khi kỳ bắt đầu chưa giải quyết xong.",
        "Received before the period, and not settled when it began.",
    ),
    *SETTLED,
    NO_DUE,
    _count(
        "in_progress",
        "Đang giải quyết",
        "In progress",
        "Chưa có kết quả khi kỳ kết thúc: trong hạn + quá hạn. Hồ sơ đã rút hoặc dừng không tính.",
        "Not settled when the period ends: in time + overdue. Not those withdrawn or stopped.",
    ),
    _count(
        "in_time",
        "Đang giải quyết, trong hạn",
        "In progress, in time",
        "Đang giải quyết và chưa đến hạn, hoặc không có hạn.",
        "In progress and not yet due, or without a due date.",
    ),
    _count(
        "overdue",
        "Đang giải quyết, quá hạn",
        "In progress, overdue",
        "Đang giải quyết và đã quá hạn.",
        "In progress and past its due date.",
    ),
]

REGISTER = [
    _count("nth", "STT", "No.", "Số thứ tự trong kỳ.", "The place in the period."),
    _text("code", "Mã hồ sơ", "Code", "Mã hồ sơ như đã ghi.", "The code as it was written."),
    _text("procedure", "Thủ tục", "Procedure", "Mã và tên thủ tục.", "Its code and name."),
    _text("field", "Lĩnh vực", "Field", "Lĩnh vực của thủ tục.", "The procedure's field."),
    _text("agency", "Cơ quan", "Agency", "Cơ quan giải quyết.", "The agency that settles it."),
    _text(
        "channel",
        "Hình thức",
        "Channel",
        "Trực tuyến, trực tiếp hay bưu chính.",
        "Online, directly or by post.",
    ),
    _text(
        "received_at",
        "Ngày tiếp nhận",
        "Received",
        "Ngày giờ tiếp nhận.",
        "When it was received.",
        "instant",
    ),
    _text("due_at", "Hẹn trả", "Due", "Ngày giờ hẹn trả.", "When it is due.", "instant"),
    _text(
        "result_ready_at",
        "Có kết quả",
        "Ready",
        "Ngày giờ có kết quả.",
        "When its result was ready.",
        "instant",
    ),
    _text(
        "returned_at",
        "Ngày trả",
        "Returned",
        "Ngày giờ trả kết quả.",
        "When it was given back.",
        "instant",
    ),
    _text(
        "state",
        "Trạng thái",
        "State",
        "Trạng thái theo danh mục mười trạng thái quốc gia.",
        "One of the national ten states.",
    ),
    _count(
        "visits",
        "Số lượt đến",
        "Visits",
        "Số lượt đã được phục vụ cho hồ sơ.",
        "Visits that were served for it.",
    ),
]
