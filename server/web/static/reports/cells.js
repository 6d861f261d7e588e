/** Figures as people read them. */
import { clockLength } from "/static/staff/time.js";

const MANY_HOURS = 100;
const HOURS = { vi: "giờ", en: "h" };
const LOCALES = { vi: "vi-VN", en: "en-GB" };

/** A cell in its column's unit; nothing is a dash. */
export function shown(value, unit, language) {
  if (value === null || value === undefined || value === "") return "–";
  if (unit === "seconds") return length(value, language);
  if (unit === "share") return numbers(language, { style: "percent", maximumFractionDigits: 1 })(value);
  if (unit === "count") return numbers(language)(value);
  if (unit === "number") return numbers(language, { minimumFractionDigits: 2 })(value);
  if (unit === "instant") return `${day(value)} ${value.slice(11, 16)}`;
  return String(value);
}

/** What a row is called: days as people write them. */
export function nameOf(row) {
  const name = row.name ?? "";
  if (/^\d{4}-\d{2}(-\d{2})?$/.test(name)) return name.split("-").reverse().join("/");
  return name;
}

const TOLD = ["kept", "width_s", "error"];

/** The columns in groups, so that a table has room: counts, wait, walk, service, waits told. */
export function groupsOf(columns) {
  const groups = { counts: [] };
  for (const column of columns.filter((one) => one.id !== "name")) {
    const [, prefix] = /^(wait|walk|service)_/.exec(column.id) ?? [null, "counts"];
    const group = TOLD.includes(column.id) ? "told" : prefix;
    groups[group] = [...(groups[group] ?? []), column];
  }
  const small = columns.length <= 12;
  return small ? { counts: Object.values(groups).flat() } : groups;
}

export const isFigure = (column) => !["text", "instant"].includes(column.unit);

// Hundreds of hours are read as hours; their seconds stand in the files.
function length(seconds, language) {
  if (seconds < MANY_HOURS * 3600) return clockLength(seconds);
  return `${numbers(language)(Math.round(seconds / 3600))} ${HOURS[language]}`;
}

const day = (iso) => iso.slice(0, 10).split("-").reverse().join("/");
const numbers = (language, options) => new Intl.NumberFormat(LOCALES[language], options).format;
