/** Days by their names. */
const NAMES = {
  vi: ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"],
  en: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
};

const SHORT = {
  vi: ["T2", "T3", "T4", "T5", "T6", "T7", "CN"],
  en: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
};

/** The name of a weekday, 0 is Monday. */
export const weekdayName = (weekday, language) => NAMES[language][weekday];
export const shortWeekday = (weekday, language) => SHORT[language][weekday];

/** The weekday of `2026-11-26`. */
export const weekdayOf = (day) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/** `26/11`. */
export const shortDay = (day) => `${day.slice(8, 10)}/${day.slice(5, 7)}`;

/** `13:00`, or `07:30, Thứ Hai 30/11` when that is another day than `now`. */
export function dayAndClock(at, now, language) {
  const day = at.slice(0, 10);
  const time = at.slice(11, 16);
  if (day === now.slice(0, 10)) return time;
  return `${time}, ${weekdayName(weekdayOf(day), language)} ${shortDay(day)}`;
}
