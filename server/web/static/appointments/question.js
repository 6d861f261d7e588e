/** What is asked: which day, which field. It stands in the address. */

const A_DAY = /^\d{4}-\d\d-\d\d$/;

/** The question of an address; a day that is over is not asked for, today stands for it. */
export function questionOf(search, today) {
  const said = new URLSearchParams(search);
  const day = said.get("day") ?? "";
  return { day: A_DAY.test(day) && day >= today ? day : "", field: said.get("field") ?? "" };
}

/** The same question as the page's own address. */
export function addressOf(question) {
  const asked = told(question);
  return asked ? `/appointments?${asked}` : "/appointments";
}

/** The path that answers a question, as an answer or as a file. */
export function pathOf(question, more = {}) {
  return `/appointments/day?${told(question, more)}`;
}

function told({ day, field }, more = {}) {
  const asked = new URLSearchParams(more);
  if (day) asked.set("day", day);
  if (field) asked.set("field", field);
  return asked.toString();
}
