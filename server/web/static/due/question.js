/** What is asked: which list, of which agency. It stands in the address. */

export const LISTS = ["both", "overdue", "soon"];
export const USUAL_LIST = "both";

/** The question of an address: `view` is the list or the reminders of before. */
export function questionOf(search) {
  const said = new URLSearchParams(search);
  const list = said.get("due");
  return {
    view: said.get("view") === "past" ? "past" : "list",
    due: LISTS.includes(list) ? list : USUAL_LIST,
    agency: said.get("agency") ?? "",
  };
}

/** The same question as the page's own address. */
export function addressOf({ view, due, agency }) {
  const asked = new URLSearchParams({ due });
  if (agency) asked.set("agency", agency);
  if (view === "past") asked.set("view", view);
  return `/due?${asked}`;
}

/** The path that answers a question, as an answer or as a file. */
export function pathOf({ view, due, agency }, more = {}) {
  const asked = new URLSearchParams({ ...(view === "past" ? {} : { due }), ...more });
  if (agency) asked.set("agency", agency);
  return `/${view === "past" ? "reminders" : "dossiers"}?${asked}`;
}

/** The path of all reminders of one dossier. */
export function remindersOf(code) {
  return `/reminders?${new URLSearchParams({ dossier: code })}`;
}
