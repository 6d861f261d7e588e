/** Where the staff's pages lead to each other. */

const WORD = "luot.word";

/** The page to come back to after signing in: one of ours, never another site. */
export function wayBack(person, search = location.search) {
  const to = new URLSearchParams(search).get("to") ?? "";
  if (/^\/(hall|reports|due|appointments|admin|counter(\/[\w.-]+)?)$/.test(to)) return to;
  return ["supervisor", "leader"].includes(person.role) ? "/hall" : "/counter";
}

/** Whether a person may see the hall. */
export function oversees(person) {
  return ["supervisor", "leader", "admin"].includes(person.role);
}

/** Whether a person may change something in the hall. */
export function supervises(person) {
  return ["supervisor", "admin"].includes(person.role);
}

export function goToSignIn() {
  const here = location.pathname;
  location.replace(here === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(here)}`);
}

/** Leave a word for the sign-in page, whoever leads there first. */
export function leaveWord(word) {
  sessionStorage.setItem(WORD, word);
}

/** The word that was left for the sign-in page; it stands there until somebody has signed in. */
export function wordLeft() {
  return sessionStorage.getItem(WORD);
}

export function forgetWord() {
  sessionStorage.removeItem(WORD);
}

export function counterWay(id) {
  return `/counter/${encodeURIComponent(id)}`;
}
