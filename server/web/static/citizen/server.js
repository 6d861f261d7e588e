/** The server's HTTP side for a citizen: questions, and commands that may be repeated. */
import { answerTo, bodyOf, newKey } from "../shared/answers.js";
import { addressOf } from "./place.js";

export { newKey };

/** The server has refused, and said why: `status`, `code`, `detail`. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail || body.title || "");
    Object.assign(this, { status, code: body.code || "", detail: this.message });
  }
}

/**
 * Ask under `/api/v1`: `ask("GET", "/centre")`, `ask("POST", path, { body, headers, language })`.
 *
 * A command gets an `Idempotency-Key` (`key`, or a fresh one), so that it may be sent again.
 * Throws `Problem` or `Unanswered`.
 */
export async function ask(method, path, { body, headers, key, language } = {}) {
  const response = await answerTo(addressOf(`api/v1${path}`), {
    method,
    credentials: "omit",
    headers: { ...headersOf(method, key, language), ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = await bodyOf(response);
  if (!response.ok) throw new Problem(response.status, answer);
  return answer;
}

function headersOf(method, key, language) {
  const headers = { Accept: "application/json" };
  if (language) headers["Accept-Language"] = language;
  if (method === "GET") return headers;
  return { ...headers, "Content-Type": "application/json", "Idempotency-Key": key || newKey() };
}
