// What the page asks of its own program; nobody else is ever asked.
const STATE_LIMIT_MS = 20000;
const TAKE_LIMIT_MS = 15000;
const SEARCH_LIMIT_MS = 5000;

// AbortSignal.timeout, which a browser of 2020 does not have.
function within(ms) {
  const limit = new AbortController();
  setTimeout(() => limit.abort(), ms);
  return limit.signal;
}

async function asked(path, options = {}) {
  const response = await fetch(path, { cache: "no-store", ...options });
  const answer = await response.json();
  if (!response.ok) throw answer;
  return answer;
}

export const nextState = (version) =>
  asked(`/state?after=${encodeURIComponent(version)}`, { signal: within(STATE_LIMIT_MS) });

export const search = (query) =>
  asked(`/search?q=${encodeURIComponent(query)}&limit=20`, { signal: within(SEARCH_LIMIT_MS) });

// The scan after `seq`, as soon as there is one; null only asks where the program stands.
export const nextScan = (seq) =>
  asked(`/scans${seq === null ? "" : `?after=${seq}`}`, { signal: within(STATE_LIMIT_MS) });

export const readScan = (text) => asked("/scans", {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ text }),
  signal: within(TAKE_LIMIT_MS),
});

// Whether a judgement is kept; one that is there already counts as kept.
export async function judge(judgement) {
  try {
    await asked("/ratings", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(judgement),
      signal: within(TAKE_LIMIT_MS),
    });
    return true;
  } catch {
    return false;
  }
}

export const paperOf = (touch) => asked(`/tickets/${touch}/paper`);

// A number, or {code: …} that says why there is none; no answer at all counts as "unreachable".
export async function take(wish) {
  try {
    return {
      ticket: await asked("/tickets", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(wish),
        signal: within(TAKE_LIMIT_MS),
      }),
    };
  } catch (problem) {
    return { problem: problem.code && !(problem instanceof Error) ? dated(problem) : { code: "unreachable" } };
  }
}

// When a pause ends is known from its beginning: a screen that stood still meanwhile goes on with the rest of it.
const dated = (problem) => ({ ...problem, again_at: performance.now() + (problem.retry_after ?? 0) * 1000 });

// One touch, one number: the key under which the server remembers it.
export function newTouch() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
