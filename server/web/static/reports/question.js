/** What is asked: which report, for which days, told apart by what. It stands in the address. */

const DAY_MS = 86_400_000;

/** The ready periods, as functions from today (`2026-11-26`) to `[from, to]`. */
export const PERIODS = {
  today: (today) => [today, today],
  yesterday: (today) => [shifted(today, -1), shifted(today, -1)],
  last_7_days: (today) => [shifted(today, -6), today],
  this_month: (today) => [`${today.slice(0, 7)}-01`, today],
  last_month: (today) => {
    const end = shifted(`${today.slice(0, 7)}-01`, -1);
    return [`${end.slice(0, 7)}-01`, end];
  },
  this_year: (today) => [`${today.slice(0, 4)}-01-01`, today],
};

/** The question of an address; what it does not say is the period report of this month. */
export function questionOf(search, { reports, today, trial }) {
  const said = new URLSearchParams(search);
  const report = reports.find((one) => one.name === said.get("report")) ?? reports.find(isUsual);
  const [first, last] = PERIODS.this_month(today);
  return {
    report: report.name,
    by: report.by.includes(said.get("by")) ? said.get("by") : report.by[0] ?? "",
    from: isDay(said.get("from")) ? said.get("from") : first,
    to: isDay(said.get("to")) ? said.get("to") : last,
    trial: said.has("trial") ? said.get("trial") === "true" : trial,
  };
}

/** The path that answers a question, as an answer or as a file; `after`: a list from there on. */
export function pathOf({ report, by, from, to, trial }, language, format = "json", after = "") {
  const asked = new URLSearchParams({ from, to, language, trial, format });
  if (by) asked.set("by", by);
  if (after) asked.set("after", after);
  return `/reports/${report}?${asked}`;
}

/** The same question as the page's own address. */
export function addressOf(question) {
  return `/reports?${new URLSearchParams(question)}`;
}

/** Which ready period these days are, or nothing. */
export function periodOf({ from, to }, today) {
  const found = Object.entries(PERIODS).find(([, days]) => days(today).join() === `${from},${to}`);
  return found ? found[0] : "";
}

/** The day of an instant at the centre. */
export function dayAt(ms, timeZone) {
  return new Intl.DateTimeFormat("sv-SE", { timeZone }).format(ms);
}

const isUsual = (report) => report.name === "period";
const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text ?? "");

function shifted(day, days) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
