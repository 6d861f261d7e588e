// What the hall's screen says, Vietnamese first; the English line is the smaller one.

export const INVITE = { vi: "Mời công dân số", en: "Now calling number" };
export const LAST = { vi: "Số vừa gọi", en: "Last called" };
export const RECENT = { vi: "Các số gọi trước → quầy", en: "Recently called → counter" };
export const UNSAID = { vi: "Không đọc loa", en: "Not announced" };
export const PAGE = { vi: "Trang", en: "Page" };
export const COUNTERS = { vi: "Các quầy", en: "Counters" };
export const COUNTER = { vi: "Quầy", en: "Counter" };
export const MISSED = { vi: "Đã gọi, vắng mặt", en: "Missed" };
export const WAITING = { vi: "Đang chờ", en: "Waiting" };
export const TRIAL = { vi: "THỬ NGHIỆM", en: "Trial" };
export const EMERGENCY = { vi: "Thông báo khẩn", en: "Emergency notice" };

export const NOTHING_YET = { vi: "Chưa có số nào được gọi", en: "No number has been called yet" };
export const PLEASE_WAIT = {
  vi: ["Xin mời Ông/Bà ngồi đợi.", "Số được gọi sẽ hiện tại đây."],
  en: "Please take a seat. Numbers will appear here.",
};

export const STATES = {
  called: { vi: "Đang gọi", en: "Calling" },
  serving: { vi: "Đang phục vụ", en: "Serving" },
  open: { vi: "Sẵn sàng", en: "Free" },
  paused: { vi: "Tạm dừng", en: "Paused" },
  closed: { vi: "Tạm thời đóng", en: "Closed" },
};

// The screen above a desk, while nobody is at it.
export const DESK_STATES = {
  ...STATES,
  open: { vi: "Sẵn sàng phục vụ", en: "Ready to serve" },
  paused: { vi: "Quầy tạm dừng", en: "Counter paused" },
  closed: { vi: "Quầy tạm thời đóng", en: "Counter closed" },
};
export const STRANGE_COUNTER = { vi: "Khu vực này không có quầy ấy", en: "No such counter in this zone" };

export const LINKS = {
  connecting: { vi: "Đang kết nối với máy chủ", en: "Connecting to the server" },
  lost: {
    vi: "Mất kết nối với máy chủ – số trên màn hình có thể đã cũ",
    en: "Connection lost: numbers may be out of date",
  },
  refused: { vi: "Máy chủ chưa chấp nhận màn hình này", en: "The server refuses this screen" },
  no_token: { vi: "Màn hình này chưa được đăng ký", en: "This screen has not been enrolled" },
  program: {
    vi: "Chương trình màn hình đã dừng – số trên màn hình có thể đã cũ",
    en: "The board program has stopped: numbers may be out of date",
  },
};

export const FIGURES = {
  issued: { vi: "Số đã cấp", en: "Numbers given" },
  served: { vi: "Lượt đã phục vụ", en: "Services finished" },
  waiting: { vi: "Đang chờ", en: "Waiting now" },
  wait_mean: { vi: "Thời gian chờ trung bình", en: "Mean wait" },
  in_target: { vi: "Chờ trong thời gian mục tiêu", en: "Waited within target" },
  on_time: { vi: "Hồ sơ giải quyết đúng hạn", en: "Dossiers settled on time" },
  satisfaction: { vi: "Công dân hài lòng", en: "Citizens satisfied" },
};
export const TODAY = { vi: "Hôm nay", en: "Today" };
export const SINCE = { vi: "30 ngày qua", en: "Last 30 days" };
export const NO_FIGURE = { vi: "Chưa có số liệu", en: "No figure yet" };

export const UNMUTE = { vi: "Bật âm thanh", en: "sound on" };
export const MUTED_PAGE = { vi: "ĐANG TẮT TIẾNG" };
export const SOUNDS = {
  silent: { vi: "Đang tắt tiếng", en: "Sound is off" },
  muted: { vi: "ĐANG TẮT TIẾNG", en: "Sound is off" },
  no_device: { vi: "Chưa có loa", en: "No speakers" },
  no_voice: { vi: "Chưa có giọng đọc", en: "No voice" },
};
