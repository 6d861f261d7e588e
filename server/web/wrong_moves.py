"""Why a move is not possible now, in the words of whoever pressed the key."""

from __future__ import annotations

from server.messages import Language
from server.rules.tickets import WrongMove

Texts = dict[Language, tuple[str, str]]

TITLE_VI, TITLE_EN = "Chưa làm được lúc này", "Not possible now"

STATES: dict[str, tuple[str, str]] = {
    "closed": ("quầy đang đóng", "the counter is closed"),
    "open": ("quầy đang mở, chưa có ai tại quầy", "the counter is open and nobody is at it"),
    "paused": ("quầy đang tạm dừng", "the counter is paused"),
    "planned": ("chưa đến chặng này", "this stop has not begun"),
    "waiting": ("số đang chờ", "the number is waiting"),
    "called": ("số đang được gọi", "the number has been called"),
    "serving": ("số đang được phục vụ", "the number is being served"),
    "held": ("số đang tạm giữ", "the number is on hold"),
    "done": ("lượt đã xong", "the service is done"),
    "transferred": ("số đã chuyển đi", "the number has been sent on"),
    "no_show": ("số đã gọi nhưng không có mặt", "the number was called and nobody came"),
    "cancelled": ("số đã huỷ", "the number is cancelled"),
    "has_number": (
        "điện thoại này đang có số còn hiệu lực",
        "this phone has a number that is still good",
    ),
    "no_more_today": (
        "điện thoại này đã lấy đủ số của hôm nay; Ông/Bà có thể lấy số tại trung tâm",
        "this phone has had all its numbers of today; you can take one at the centre",
    ),
    "has_appointment": (
        "điện thoại này đã có lịch hẹn",
        "this phone has an appointment",
    ),
    "window_full": (
        "khung giờ này vừa hết chỗ, xin chọn khung giờ khác",
        "this window is full now, please choose another",
    ),
    "no_window": ("không có khung giờ này", "there is no such window"),
    "too_early": (
        "chưa đến giờ hẹn; Ông/Bà có thể đợi, hoặc lấy số như người chưa hẹn",
        "it is too early for the appointment; please wait, or take a number without it",
    ),
    "has_come": ("lịch hẹn này đã thành số thứ tự", "this appointment has become a number"),
    "no_phone": (
        "điện thoại chưa nhận diện được trang này; xin cho phép cookie và tải lại trang",
        "the page does not know this phone; please allow cookies and load it again",
    ),
    "elsewhere": (
        "điện thoại chưa vào mạng của trung tâm; xin báo có mặt tại máy lấy số",
        "the phone is not in the centre's network; please check in at the kiosk",
    ),
    "exists": ("tên này đã có", "that name is taken"),
    "nobody_behind": (
        "không có ai phía sau cùng lĩnh vực để nhường",
        "nobody of the same field is behind to go first",
    ),
    "asked_enough": (
        "đã xin thêm thời gian đủ số lần cho phép",
        "more time has been asked for as often as the centre allows",
    ),
    "last_admin": (
        "đây là quản trị viên cuối cùng",
        "this is the last administrator",
    ),
}

UNDO: Texts = {
    "vi": (
        "Không hoàn tác được nữa",
        "Chỉ hoàn tác được việc vừa làm, trong 10 giây, khi chưa có gì tiếp theo.",
    ),
    "en": (
        "Too late to undo",
        "Only the last action can be taken back, within 10 seconds, while nothing has followed"
        " from it.",
    ),
}

ALL_CALLS_MADE: Texts = {
    "vi": ("Đã gọi đủ số lần", "Số này đã được gọi đủ số lần mà trung tâm cho phép."),
    "en": ("All calls made", "This number has been called as often as the centre allows."),
}


def texts_of(error: WrongMove) -> Texts:
    """Title and detail of a refused move in both languages."""
    if error.move == "undo":
        return UNDO
    if (error.state, error.move) == ("called", "recall"):
        return ALL_CALLS_MADE
    vi, en = STATES.get(error.state, (error.state, error.state))
    return {"vi": (TITLE_VI, f"Hiện tại {vi}."), "en": (TITLE_EN, f"Just now {en}.")}
