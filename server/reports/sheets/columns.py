"""The columns of reports: heading and definition in both languages, and the unit."""

from __future__ import annotations

from dataclasses import dataclass

from server.messages import Language, ReportColumn
from server.messages.reports import Unit


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the centre's people read it; each text is Vietnamese and English."""

    id: str
    unit: Unit
    title: tuple[str, str]
    definition: tuple[str, str]

    def told(self, language: Language) -> ReportColumn:
        """The column in one language."""
        at = 1 if language == "en" else 0
        return ReportColumn(
            id=self.id, title=self.title[at], unit=self.unit, definition=self.definition[at]
        )


def _durations(
    name: str, vi: str, en: str, about_vi: str, about_en: str, target_vi: str, target_en: str
) -> list[Column]:
    """Mean, median, ninetieth percentile, longest and, with a target, the share within it."""
    to_five = ("; đúng đến 5 giây", "; exact to 5 seconds")
    plain = [
        Column(
            f"{name}_mean_s",
            "seconds",
            (f"{vi} trung bình", f"Mean {en}"),
            (f"Trung bình cộng của {about_vi}.", f"The arithmetic mean of {about_en}."),
        ),
        Column(
            f"{name}_median_s",
            "seconds",
            (f"{vi} trung vị", f"Median {en}"),
            (
                f"Một nửa số lần không quá mức này: {about_vi}{to_five[0]}.",
                f"Half of all do not exceed this: {about_en}{to_five[1]}.",
            ),
        ),
        Column(
            f"{name}_p90_s",
            "seconds",
            (f"{vi}, 9/10 không quá", f"90 % {en} at most"),
            (
                f"Chín trên mười lần không quá mức này: {about_vi}{to_five[0]}.",
                f"Nine of ten do not exceed this: {about_en}{to_five[1]}.",
            ),
        ),
        Column(
            f"{name}_longest_s",
            "seconds",
            (f"{vi} lâu nhất", f"Longest {en}"),
            (f"Lần lâu nhất của {about_vi}.", f"The longest of {about_en}."),
        ),
    ]
    if not target_vi:
        return plain
    share = Column(
        f"{name}_in_target",
        "share",
        (f"{vi} trong mức", f"{en.capitalize()} within target"),
        (
            f"Tỷ lệ số lần không vượt {target_vi} của lĩnh vực, đặt trong cấu hình.",
            f"The share that does not exceed the field's {target_en} of the configuration.",
        ),
    )
    return [*plain, share]


COUNTS = [
    Column(
        "issued",
        "count",
        ("Số đã cấp", "Numbers given"),
        (
            "Số lượt có số thứ tự trong kỳ, cấp tại kiosk hoặc tại quầy.",
            "Visits that were given a number, at a kiosk or at a counter.",
        ),
    ),
    Column(
        "queued",
        "count",
        ("Số chặng", "Stops"),
        (
            "Một lượt có một chặng cho mỗi nơi đã xếp hàng: lần đầu, mỗi lần chuyển tiếp.",
            "A visit has one stop for each place it queued at: the first, and each further one.",
        ),
    ),
    Column(
        "called",
        "count",
        ("Đã gọi", "Called"),
        (
            "Số chặng đã được gọi đến quầy; gọi lại không tính thêm.",
            "Stops that were called to a counter; a recall counts no more.",
        ),
    ),
    Column(
        "served",
        "count",
        ("Đã phục vụ", "Served"),
        ("Số chặng đã phục vụ xong tại quầy.", "Stops that were served to the end."),
    ),
    Column(
        "transferred",
        "count",
        ("Chuyển tiếp", "Sent on"),
        (
            "Số chặng kết thúc bằng việc chuyển sang lĩnh vực, quầy hoặc cán bộ khác.",
            "Stops that ended by going on to another field, counter or officer.",
        ),
    ),
    Column(
        "no_show",
        "count",
        ("Không có mặt", "No-shows"),
        (
            "Số chặng được gọi mà không có người đến. Ai quay lại và được phục vụ thì tính là đã "
            "phục vụ.",
            "Stops that were called and nobody came. Who came back and was served counts as "
            "served.",
        ),
    ),
    Column(
        "left",
        "count",
        ("Bỏ về", "Left"),
        (
            "Số chặng bị huỷ trước khi được gọi: người dân đã về.",
            "Stops that were cancelled before they were called: the citizen has left.",
        ),
    ),
    Column(
        "closed",
        "count",
        ("Hết giờ, chưa phục vụ", "Closed at the end"),
        (
            "Số chặng đóng khi hết giờ làm việc hoặc hết ngày mà chưa được phục vụ, kể cả số tạm "
            "giữ không quay lại.",
            "Stops that the end of a session or of the day closed before they were served, with "
            "those held who did not come back.",
        ),
    ),
    Column(
        "unfinished",
        "count",
        ("Chưa xong", "Not finished"),
        (
            "Số chặng còn đang chờ, đang gọi, đang phục vụ hoặc đang tạm giữ. Số chặng = đã phục "
            "vụ + chuyển tiếp + không có mặt + bỏ về + hết giờ + chưa xong.",
            "Stops that still wait, are called, served or held. Stops = served + sent on + "
            "no-shows + left + closed + not finished.",
        ),
    ),
]

TIMES = [
    *_durations(
        "wait",
        "Chờ",
        "wait",
        "thời gian từ lúc vào hàng của chặng đến lúc được gọi",
        "the time from queueing for the stop to its call",
        "thời gian chờ mục tiêu",
        "target wait",
    ),
    *_durations(
        "walk",
        "Đi đến quầy",
        "walk",
        "thời gian từ lúc gọi đến lúc bắt đầu phục vụ",
        "the time from the call to the beginning of the service",
        "",
        "",
    ),
    *_durations(
        "service",
        "Phục vụ",
        "service",
        "thời gian từ lúc bắt đầu đến lúc xong, không kể thời gian tạm giữ",
        "the time from beginning to end, without the time aside",
        "thời gian phục vụ thông thường",
        "usual service time",
    ),
]

FAIRNESS = [
    COUNTS[2],
    Column(
        "overtaking",
        "count",
        ("Gọi vượt", "Calls out of turn"),
        (
            "Số lần gọi một người trước người đến sớm hơn, vì ưu tiên hoặc vì lý do ghi trong nhật "
            "ký. Lần gọi đã hoàn tác không tính.",
            "Calls of somebody before people who had come earlier, by priority or for the reason "
            "in the log. A call that was taken back does not count.",
        ),
    ),
    Column(
        "passed",
        "count",
        ("Lượt bị vượt", "Times passed"),
        (
            "Tổng số người đã đến sớm hơn trong các lần gọi vượt.",
            "All the people who had come earlier, over the calls out of turn.",
        ),
    ),
    Column(
        "passed_most",
        "count",
        ("Bị vượt nhiều nhất", "Most often passed"),
        (
            "Một người bị vượt nhiều nhất bao nhiêu lần.",
            "How often the one person was passed who was passed most.",
        ),
    ),
    *(one for one in TIMES if one.id in ("wait_p90_s", "wait_longest_s", "wait_in_target")),
]

ESTIMATES = [
    Column(
        "promised",
        "count",
        ("Lần báo trước", "Ranges told"),
        (
            "Số lượt được báo khoảng thời gian chờ khi lấy số và sau đó được gọi, không xin thêm"
            " thời gian.",
            "Visits that were told a range when they took their number, and were called without"
            " having asked for more time.",
        ),
    ),
    Column(
        "shorter",
        "count",
        ("Chờ ngắn hơn", "Shorter"),
        ("Được gọi sớm hơn mức thấp đã báo.", "Called earlier than the lower end told."),
    ),
    Column(
        "within",
        "count",
        ("Trong khoảng", "Within"),
        ("Được gọi trong khoảng đã báo.", "Called within the range told."),
    ),
    Column(
        "longer",
        "count",
        ("Chờ lâu hơn", "Longer"),
        ("Được gọi muộn hơn mức cao đã báo.", "Called later than the upper end told."),
    ),
    Column(
        "kept",
        "share",
        ("Tỷ lệ giữ lời", "Share kept"),
        (
            "Tỷ lệ không chờ lâu hơn mức cao đã báo. Mức cao tính cho 90 % số lượt.",
            "The share that did not wait longer than the upper end told. It is meant for 90 %.",
        ),
    ),
    Column(
        "width_s",
        "seconds",
        ("Độ rộng trung bình", "Mean width"),
        (
            "Khoảng đã báo rộng trung bình bao nhiêu: mức cao trừ mức thấp. Khoảng quá rộng thì dễ"
            " giữ lời mà ít có ích.",
            "How wide the ranges told were: the upper end less the lower. A range that is too wide"
            " is easily kept and of little use.",
        ),
    ),
    Column(
        "error",
        "share",
        ("Sai lệch trung bình", "Mean error"),
        (
            "Chênh lệch trung bình giữa thời gian chờ thật và mức thấp đã báo (trung vị),"
            " so với thời gian chờ trung bình. Mục tiêu: không quá 25 %.",
            "The mean distance of the wait from the lower end told, the median, against the mean"
            " wait. Aim: 25 % at most.",
        ),
    ),
    Column(
        "below_median",
        "share",
        ("Tỷ lệ ngắn hơn mức thấp", "Share below the lower end"),
        (
            "Tỷ lệ được gọi sớm hơn mức thấp. Mức thấp là trung vị, nên nếu đúng thì gần 50 %.",
            "The share called earlier than the lower end. It is the median: near 50 % if right.",
        ),
    ),
]

TOLD = [one for one in ESTIMATES if one.id in ("kept", "width_s", "error")]
"""How true the waits told were, in short."""

TIME_OF_COUNTERS = [
    Column(
        "idle_s",
        "seconds",
        ("Rảnh", "Free"),
        (
            "Thời gian quầy mở mà không có ai, từ thao tác đầu đến thao tác cuối trong ngày.",
            "The counter open with nobody at it, from its first act of the day to its last.",
        ),
    ),
    Column(
        "called_s",
        "seconds",
        ("Đợi người đến", "Waiting for the called"),
        (
            "Thời gian từ lúc gọi đến lúc người dân đến hoặc được ghi là không có mặt.",
            "From a call until the citizen comes, or is noted as a no-show.",
        ),
    ),
    Column(
        "serving_s",
        "seconds",
        ("Phục vụ", "Serving"),
        ("Thời gian phục vụ tại quầy.", "Time of service at the counter."),
    ),
    Column(
        "paused_s",
        "seconds",
        ("Tạm nghỉ", "Paused"),
        ("Thời gian quầy tạm nghỉ, mọi lý do.", "The counter paused, for whatever reason."),
    ),
    Column(
        "pauses",
        "count",
        ("Số lần tạm nghỉ", "Pauses"),
        ("Số lần quầy chuyển sang tạm nghỉ.", "How often the counter was paused."),
    ),
]

SATISFACTION = [
    Column(
        "rated",
        "count",
        ("Số đánh giá", "Ratings"),
        (
            "Số lần người dân đánh giá, mỗi lần phục vụ nhiều nhất một lần.",
            "How often citizens judged, at most once a service.",
        ),
    ),
    *(
        column
        for score, vi, en in (
            (3, "Rất hài lòng", "Very satisfied"),
            (2, "Hài lòng", "Satisfied"),
            (1, "Không hài lòng", "Not satisfied"),
        )
        for column in (
            Column(
                f"score_{score}",
                "count",
                (vi, en),
                (f"Số đánh giá “{vi}”.", f"Ratings “{en}”."),
            ),
            Column(
                f"score_{score}_share",
                "share",
                (f"{vi}, tỷ lệ", f"{en}, share"),
                (f"Tỷ lệ “{vi}” trong mọi đánh giá.", f"The share of “{en}” of all ratings."),
            ),
        )
    ),
]

PARTS: dict[str, tuple[str, str]] = {
    "day": ("Ngày", "Day"),
    "month": ("Tháng", "Month"),
    "hour": ("Giờ", "Hour"),
    "weekday": ("Thứ", "Weekday"),
    "field": ("Lĩnh vực", "Field"),
    "procedure": ("Thủ tục", "Procedure"),
    "agency": ("Cơ quan", "Agency"),
    "counter": ("Quầy", "Counter"),
    "officer": ("Cán bộ", "Officer"),
    "origin": ("Nơi lấy số", "Taken"),
    "reason": ("Lý do", "Reason"),
}

ABOUT_PARTS: dict[str, tuple[str, str]] = {
    "hour": (
        "Giờ vào hàng của chặng, theo giờ của trung tâm.",
        "The hour in which the stop queued, by the centre's time.",
    ),
    "field": ("Lĩnh vực của chặng.", "The stop's field."),
    "procedure": (
        "Thủ tục đã chọn khi lấy số, nếu có.",
        "The procedure chosen with the number, if any.",
    ),
    "agency": ("Cơ quan phụ trách lĩnh vực của chặng.", "The agency of the stop's field."),
    "counter": ("Quầy đã gọi chặng này sau cùng.", "The counter that called the stop last."),
    "officer": ("Cán bộ tại quầy khi gọi.", "The officer at the counter when it called."),
    "origin": (
        "Số lấy tại trung tâm, từ điện thoại, hay theo hẹn (đến đúng khung giờ).",
        "Whether the number was taken at the centre, on a phone, or by an appointment kept.",
    ),
    "reason": ("Lý do cán bộ chọn khi tạm nghỉ.", "The reason the officer gave for the pause."),
}


def part_column(by: str) -> Column:
    """The first column: by what the rows are told apart."""
    plain = ("Ngày của số thứ tự, theo giờ của trung tâm.", "The number's day, at the centre.")
    return Column("name", "text", PARTS[by], ABOUT_PARTS.get(by, plain))
