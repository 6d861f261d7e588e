/** The counter last opened on this machine: most officers sit where they sat yesterday. */
const KEY = "luot.counter";

export function lastCounter() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // a browser that forbids storage only loses this convenience
  }
}

export function rememberCounter(id) {
  try {
    localStorage.setItem(KEY, id);
  } catch {
    // As above.
  }
}
