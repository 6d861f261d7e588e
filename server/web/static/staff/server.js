/** The server's HTTP side: who is signed in, questions, and commands that may be repeated. */
import { answerTo, bodyOf, newKey, Unanswered } from "/shared/answers.js";
import { rememberedLanguage } from "./words.js";

export { newKey, Unanswered };

const API = "/api/v1";
const LOCKED = 423;

/** The server has refused, and said why: `status`, `code`, `detail`, perhaps more. */
export class Problem extends Error {
  constructor(status, body, retryAfter) {
    super(body.detail || body.title || "");
    Object.assign(this, { extra: body, status, code: body.code ?? "", retryAfter });
  }
}

/** One signed-in browser's way to the server; keeps the token that commands must carry. */
export function openServer() {
  let csrf = "";
  const lock = openLock();

  async function ask(method, path, { body, key } = {}) {
    const response = await answerTo(API + path, { method, ...requestOf(body, key, csrf) });
    const answer = await bodyOf(response);
    if (response.status === LOCKED) lock.set(true);
    if (!response.ok) throw problemOf(response, answer);
    return answer;
  }

  async function session() {
    return entered(await ask("GET", "/session"));
  }

  function entered(person) {
    csrf = person.csrf;
    if (person.locked) lock.set(true);
    return person;
  }

  /** A command with its key; an old token is renewed once, under the same key. */
  async function command(path, body, key, method = "POST") {
    try {
      return await ask(method, path, { body, key });
    } catch (problem) {
      if (problem.code !== "bad_csrf") throw problem;
      await session();
      return ask(method, path, { body, key });
    }
  }

  return {
    session,
    command,
    get: (path) => ask("GET", path),
    signIn: async (username, password) =>
      entered(await ask("POST", "/login", { body: { username, password } })),
    signOut: () => command("/logout", {}, newKey()),
    changePassword: (old, fresh) => command("/session/password", { old, new: fresh }),
    isLocked: lock.is,
    onLock: lock.on,
    untilUnlocked: lock.untilOpen,
    touch: () => command("/session/touch", {}).catch(() => {}),
    lock: ({ told } = {}) => {
      lock.set(true); // at once, whether the server hears of it or not
      if (!told) command("/session/lock", {}).catch(() => {});
    },
    unlock: (password) => command("/session/unlock", { password }),
    release: () => lock.set(false),
  };
}

/** Whether the session is locked, and who wants to know. */
function openLock() {
  let locked = false;
  const listeners = new Set();
  const on = (listen) => {
    listeners.add(listen);
    return () => listeners.delete(listen);
  };
  return {
    is: () => locked,
    on,
    set(now) {
      locked = now;
      [...listeners].forEach((listen) => listen(now));
    },
    /** Resolves to true when it is open. */
    untilOpen: () =>
      new Promise((resolve) => {
        if (!locked) return resolve(true);
        const leave = on((now) => {
          if (now) return;
          leave();
          resolve(true);
        });
        return undefined;
      }),
  };
}

function requestOf(body, key, csrf) {
  const headers = { Accept: "application/json", "Accept-Language": rememberedLanguage() };
  if (csrf) headers["X-CSRF-Token"] = csrf;
  if (key) headers["Idempotency-Key"] = key;
  if (body === undefined) return { headers };
  headers["Content-Type"] = "application/json";
  return { headers, body: JSON.stringify(body) };
}

function problemOf(response, body) {
  const retryAfter = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  return new Problem(response.status, body, Number.isNaN(retryAfter) ? null : retryAfter);
}
