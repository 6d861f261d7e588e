/** Where the staff's pages lead to each other. */

/** The page to come back to after signing in: one of our counters, never another site. */
export function wayBack(search = location.search) {
  const to = new URLSearchParams(search).get("to") ?? "";
  return /^\/counter(\/[\w.-]+)?$/.test(to) ? to : "/counter";
}

export function goToSignIn() {
  const here = location.pathname;
  location.replace(here === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(here)}`);
}

export function counterWay(id) {
  return `/counter/${encodeURIComponent(id)}`;
}
