"""Refusals as ``application/problem+json``, in Vietnamese or English."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from server.actions.accounts import WrongPassword
from server.actions.lockout import TooManyTries
from server.actions.refusals import (
    AtAnotherCounter,
    CentreClosed,
    Emergency,
    FieldClosed,
    NotAllowed,
    NotFound,
    UnknownField,
    UnlikelyDossier,
)
from server.actions.still_counting import StillCounting
from server.messages import PHONES_FULL, WAIT_PAST_END, Code, Language, Problem
from server.rules.dossier_code import BadDossier
from server.rules.ticket_numbers import NumbersUsedUp
from server.rules.tickets import WrongMove
from server.store import StorageFull, StoreBusy, StoreDamaged
from server.web.refusals import BadCsrf, BadRequest, KeyReused, NotSignedIn, PageLocked
from server.web.wrong_moves import texts_of

STATUS = {
    Code.BAD_REQUEST: 400,
    Code.NOT_SIGNED_IN: 401,
    Code.NOT_ALLOWED: 403,
    Code.LOCKED: 423,
    Code.NOT_FOUND: 404,
    Code.BAD_CSRF: 403,
    Code.WRONG_MOVE: 409,
    Code.FIELD_CLOSED: 409,
    Code.CENTRE_CLOSED: 409,
    Code.KEY_IN_PROGRESS: 409,
    Code.KEY_REUSED: 422,
    Code.NUMBERS_USED_UP: 409,
    Code.UNKNOWN_FIELD: 422,
    Code.BAD_DOSSIER: 422,
    Code.TOO_LARGE: 413,
    Code.STORAGE_FULL: 503,
    Code.STILL_COUNTING: 503,
    Code.NOT_BUILT: 501,
    Code.RATE_LIMITED: 429,
    Code.SERVER_ERROR: 500,
}

TEXTS: dict[Code, dict[Language, tuple[str, str]]] = {
    Code.BAD_REQUEST: {
        "vi": ("Yêu cầu không hợp lệ", "Nội dung gửi lên không đúng: {}"),
        "en": ("Bad request", "What was sent is not right: {}"),
    },
    Code.NOT_SIGNED_IN: {
        "vi": ("Chưa đăng nhập", "Vui lòng đăng nhập, hoặc kiểm tra mã của thiết bị."),
        "en": ("Not signed in", "Please sign in, or check the device's token."),
    },
    Code.NOT_ALLOWED: {
        "vi": ("Không được phép", "Tài khoản hoặc thiết bị này không được làm việc đó."),
        "en": ("Not allowed", "This account or device may not do that."),
    },
    Code.LOCKED: {
        "vi": ("Màn hình đã khoá", "Vui lòng nhập mật khẩu để làm tiếp."),
        "en": ("Page locked", "Please enter your password to go on."),
    },
    Code.NOT_FOUND: {
        "vi": ("Không tìm thấy", "Không có mục này: {}"),
        "en": ("Not found", "There is no such thing: {}"),
    },
    Code.BAD_CSRF: {
        "vi": ("Trang đã cũ", "Vui lòng tải lại trang rồi làm lại."),
        "en": ("Page is out of date", "Please reload the page and try again."),
    },
    Code.FIELD_CLOSED: {
        "vi": ("Lĩnh vực tạm ngừng lấy số", "Lĩnh vực này hiện không lấy số: {}"),
        "en": ("Field closed", "This field gives no numbers now: {}"),
    },
    Code.CENTRE_CLOSED: {
        "vi": ("Ngoài giờ làm việc", "Trung tâm hiện ngoài giờ làm việc."),
        "en": ("Centre closed", "The centre is closed now."),
    },
    Code.KEY_IN_PROGRESS: {
        "vi": ("Đang xử lý", "Yêu cầu này đang được xử lý."),
        "en": ("In progress", "This request is still under way."),
    },
    Code.KEY_REUSED: {
        "vi": ("Khóa đã dùng", "Khóa này đã dùng cho một yêu cầu khác."),
        "en": ("Key reused", "This key came with another request before."),
    },
    Code.NUMBERS_USED_UP: {
        "vi": ("Hết số", "Lĩnh vực này đã hết số trong hôm nay."),
        "en": ("No numbers left", "This field has no number left today."),
    },
    Code.UNKNOWN_FIELD: {
        "vi": ("Không có lĩnh vực này", "Trung tâm không có lĩnh vực hoặc thủ tục: {}"),
        "en": ("Unknown field", "This centre has no such field or procedure: {}"),
    },
    Code.BAD_DOSSIER: {
        "vi": ("Mã hồ sơ không đúng", "Không phải mã hồ sơ: {}. Ví dụ: H57.12-260302-0041."),
        "en": ("Not a dossier code", "Not a dossier code: {}. Example: H57.12-260302-0041."),
    },
    Code.TOO_LARGE: {
        "vi": ("Quá lớn", "Nội dung gửi lên vượt quá 64 kB."),
        "en": ("Too large", "The body is over 64 kB."),
    },
    Code.STORAGE_FULL: {
        "vi": (
            "Không ghi được dữ liệu",
            "Ổ đĩa của máy chủ đã đầy hoặc hỏng. Vui lòng báo quản trị.",
        ),
        "en": ("Nothing can be written", "The server's disk is full or fails. Tell the operator."),
    },
    Code.STILL_COUNTING: {
        "vi": ("Đang tổng hợp", "Số liệu chưa được tổng hợp xong. Vui lòng hỏi lại."),
        "en": ("Still counting", "Not everything is counted yet. Please ask again."),
    },
    Code.NOT_BUILT: {
        "vi": ("Chưa có", "Chức năng này chưa được xây dựng."),
        "en": ("Not built", "This is promised, but not built yet."),
    },
    Code.RATE_LIMITED: {
        "vi": ("Quá nhiều lần", "Vui lòng thử lại sau {} giây."),
        "en": ("Too many times", "Please try again in {} seconds."),
    },
    Code.SERVER_ERROR: {
        "vi": ("Lỗi máy chủ", "Máy chủ gặp lỗi. Vui lòng thử lại hoặc báo quản trị."),
        "en": ("Server error", "The server failed. Try again, or tell the operator."),
    },
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A code, the word that its text names, the answer's extra keys, and texts of its own."""

    code: Code
    word: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
    texts: dict[Language, tuple[str, str]] | None = None
    word_en: str | None = None
    """Its English, where the word is a sentence in Vietnamese."""

    def problem(self, language: Language) -> Problem:
        """The answer's body."""
        title, detail = (self.texts or TEXTS[self.code])[language]
        english = language == "en" and self.word_en is not None
        return Problem(
            status=STATUS[self.code],
            code=self.code,
            title=title,
            detail=detail.format(self.word_en if english else self.word),
            **self.extra,
        )


WRONG_PASSWORD: dict[Language, tuple[str, str]] = {
    "vi": ("Chưa đăng nhập được", "Tên đăng nhập hoặc mật khẩu không đúng."),
    "en": ("Not signed in", "The name or the password is wrong."),
}

EMERGENCY: dict[Language, tuple[str, str]] = {
    "vi": ("Tạm ngừng cấp số", "{}"),
    "en": ("No numbers now", "{}"),
}

TOO_LATE: dict[Language, tuple[str, str]] = {
    "vi": (
        "Đã hết số của buổi này",
        "Thời gian chờ sẽ quá giờ làm việc. Mời Ông/Bà lấy số ở buổi sau.",
    ),
    "en": (
        "No more numbers this session",
        "The wait would pass closing time. Please take a number in the next session.",
    ),
}

NO_MORE_PHONES: dict[Language, tuple[str, str]] = {
    "vi": (
        "Tạm hết số từ xa",
        "Đã có nhiều người lấy số từ xa cho lĩnh vực này. Xin thử lại sau, hoặc lấy số tại"
        " trung tâm.",
    ),
    "en": (
        "No numbers for phones now",
        "Many have taken a number for this field on their phones. Please try again later, or take"
        " one at the centre.",
    ),
}

NOT_FROM_PHONES: dict[Language, tuple[str, str]] = {
    "vi": ("Không lấy số từ xa", "Lĩnh vực này chỉ lấy số tại trung tâm."),
    "en": ("Not from phones", "Numbers for this field are taken at the centre only."),
}

NO_APPOINTMENTS: dict[Language, tuple[str, str]] = {
    "vi": ("Không nhận hẹn", "Lĩnh vực này hiện không nhận hẹn giờ."),
    "en": ("No appointments", "This field takes no appointments now."),
}

CLOSED_TEXTS = {
    WAIT_PAST_END: TOO_LATE,
    PHONES_FULL: NO_MORE_PHONES,
    "not_from_phones": NOT_FROM_PHONES,
    "no_appointments": NO_APPOINTMENTS,
}
"""Why a field is closed, where that can be said in a sentence."""

AT_ANOTHER_COUNTER: dict[Language, tuple[str, str]] = {
    "vi": ("Đang trực quầy khác", "Bạn đang trực quầy {}."),
    "en": ("At another counter", "You have counter {} open."),
}

REFUSALS: dict[type[Exception], Callable[[Any], Refusal]] = {
    BadRequest: lambda error: Refusal(Code.BAD_REQUEST, str(error)),
    NotSignedIn: lambda _: Refusal(Code.NOT_SIGNED_IN),
    WrongPassword: lambda _: Refusal(Code.NOT_SIGNED_IN, texts=WRONG_PASSWORD),
    TooManyTries: lambda error: Refusal(
        Code.RATE_LIMITED, str(error.seconds), {"retry_after": error.seconds}
    ),
    PageLocked: lambda _: Refusal(Code.LOCKED),
    NotAllowed: lambda _: Refusal(Code.NOT_ALLOWED),
    NotFound: lambda error: Refusal(Code.NOT_FOUND, str(error)[:64]),
    BadCsrf: lambda _: Refusal(Code.BAD_CSRF),
    WrongMove: lambda error: Refusal(
        Code.WRONG_MOVE,
        extra={"state": str(error.state), "move": str(error.move)},
        texts=texts_of(error),
    ),
    AtAnotherCounter: lambda error: Refusal(
        Code.WRONG_MOVE,
        str(error.number),
        {
            "state": str(error.state),
            "move": str(error.move),
            "counter": error.counter,
            "number": error.number,
        },
        AT_ANOTHER_COUNTER,
    ),
    FieldClosed: lambda error: Refusal(
        Code.FIELD_CLOSED,
        error.reason,
        {"reason": error.reason, "opens_at": error.opens_at and error.opens_at.isoformat()},
        CLOSED_TEXTS.get(error.reason),
    ),
    CentreClosed: lambda error: Refusal(
        Code.CENTRE_CLOSED,
        "",
        {
            "reason": error.reason,
            "opens_at": error.opens_at.isoformat() if error.opens_at else None,
        },
    ),
    Emergency: lambda error: Refusal(
        Code.CENTRE_CLOSED,
        str(error),
        {"reason": "emergency", "opens_at": None},
        EMERGENCY,
        error.message_en,
    ),
    KeyReused: lambda _: Refusal(Code.KEY_REUSED),
    NumbersUsedUp: lambda _: Refusal(Code.NUMBERS_USED_UP),
    UnknownField: lambda error: Refusal(Code.UNKNOWN_FIELD, str(error)[:64]),
    BadDossier: lambda error: Refusal(Code.BAD_DOSSIER, error.text, {"dossier": error.text}),
    UnlikelyDossier: lambda error: Refusal(Code.BAD_REQUEST, str(error)),
    StorageFull: lambda _: Refusal(Code.STORAGE_FULL),
    StoreBusy: lambda _: Refusal(Code.STORAGE_FULL),
    StoreDamaged: lambda _: Refusal(Code.STORAGE_FULL),
    StillCounting: lambda error: Refusal(
        Code.STILL_COUNTING, "", {"days_left": error.days, "dossiers_left": error.dossiers}
    ),
}

REFUSED = tuple(REFUSALS)


def refusal_of(error: Exception) -> Refusal:
    """The refusal that an exception of ``REFUSED`` stands for."""
    return REFUSALS[type(error)](error)


def language_of(accept_language: str) -> Language:
    """English when it comes before Vietnamese in ``Accept-Language``, Vietnamese otherwise."""
    tags = [part.split(";")[0].strip().lower()[:2] for part in accept_language.split(",")]
    first = next((tag for tag in tags if tag in {"vi", "en"}), "vi")
    return "en" if first == "en" else "vi"
