/** What every page of the server needs to ask it something: patience, keys, and bodies. */

const ANSWER_WITHIN_MS = 8000;

/** No answer came back: the command may or may not have been done. */
export class Unanswered extends Error {}

/** A fresh `Idempotency-Key`. Plain HTTP has no `randomUUID`, so it is drawn here. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The answer, if one comes in time; throws `Unanswered`. */
export async function answerTo(url, options) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), ANSWER_WITHIN_MS);
  try {
    return await fetch(url, { cache: "no-store", signal: patience.signal, ...options });
  } catch (cause) {
    throw new Unanswered("no answer", { cause });
  } finally {
    clearTimeout(timer);
  }
}

/** The JSON of an answer, or nothing; throws `Unanswered` when a proxy answers for a dead server. */
export async function bodyOf(response) {
  try {
    return await response.json();
  } catch (cause) {
    // A proxy in front of a dead server answers in its own words.
    if (response.ok || response.status >= 502) throw new Unanswered("no answer", { cause });
    return {};
  }
}
