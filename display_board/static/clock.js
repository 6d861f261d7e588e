// The centre's time, ticking on from what the board program last said, in the centre's own zone.

const DAYS = ["Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];

export class CentreClock {
  constructor() {
    this.local = 0; // the centre's wall clock as if it were UTC, at `taken`
    this.taken = 0;
  }

  set(at) {
    this.local = Date.parse(at.slice(0, 19) + "Z");
    this.taken = performance.now();
  }

  now() {
    return new Date(this.local + performance.now() - this.taken);
  }
}

export function timeText(now) {
  return `${two(now.getUTCHours())}:${two(now.getUTCMinutes())}`;
}

export function dateText(now) {
  const date = [two(now.getUTCDate()), two(now.getUTCMonth() + 1), now.getUTCFullYear()].join("/");
  return `${DAYS[now.getUTCDay()]}, ${date}`;
}

function two(n) {
  return String(n).padStart(2, "0");
}
