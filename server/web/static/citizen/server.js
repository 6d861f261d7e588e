/** The server's HTTP side for a citizen: questions, and commands that may be repeated. */
import { addressOf } from "./place.js";

const ANSWER_WITHIN_MS = 8000;

/** The server has refused, and said why: `status`, `code`, `detail`. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail || body.title || "");
    Object.assign(this, { status, code: body.code || "", detail: this.message });
  }
}

/** No answer came back: the command may or may not have been done. */
export class Unanswered extends Error {}

/**
 * Ask under `/api/v1`: `ask("GET", "/centre")`, `ask("POST", path, { body, headers, language })`.
 *
 * A command gets an `Idempotency-Key` (`key`, or a fresh one), so that it may be sent again.
 * Throws `Problem` or `Unanswered`.
 */
export async function ask(method, path, { body, headers, key, language } = {}) {
  const response = await answerTo(addressOf(`api/v1${path}`), {
    method,
    cache: "no-store",
    credentials: "omit",
    headers: { ...headersOf(method, key, language), ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = await bodyOf(response);
  if (!response.ok) throw new Problem(response.status, answer);
  return answer;
}

/** A fresh `Idempotency-Key`. Plain HTTP has no `randomUUID`, so it is drawn here. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function headersOf(method, key, language) {
  const headers = { Accept: "application/json" };
  if (language) headers["Accept-Language"] = language;
  if (method === "GET") return headers;
  return { ...headers, "Content-Type": "application/json", "Idempotency-Key": key || newKey() };
}

async function answerTo(url, options) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), ANSWER_WITHIN_MS);
  try {
    return await fetch(url, { ...options, signal: patience.signal });
  } catch (cause) {
    throw new Unanswered("no answer");
  } finally {
    clearTimeout(timer);
  }
}

async function bodyOf(response) {
  try {
    return await response.json();
  } catch (cause) {
    // A proxy in front of a dead server answers in its own words.
    if (response.ok || response.status >= 502) throw new Unanswered("no answer");
    return {};
  }
}
