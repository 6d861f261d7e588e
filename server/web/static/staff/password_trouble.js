/** Why a password was not taken; a wait counts down to its end and says when that is. */
import { html, useEffect, useState } from "/shared/preact.js";
import { Unanswered } from "./server.js";
import { clockLength, timeOfDay } from "./time.js";
import { useWords } from "./words.js";

const SAID_IN_SECONDS = 60;

/** `trouble` as `troubleOf` made it, or null. Give it the key `trouble?.at`. */
export function PasswordTrouble({ trouble }) {
  const { say } = useWords();
  const [end] = useState(() => Date.now() + (trouble?.seconds ?? 0) * 1000);
  const left = useCountdown(end);
  if (!trouble) return html`<p role="alert" class="trouble empty"></p>`;
  if (!trouble.seconds) {
    return html`<p role="alert" class="trouble">${trouble.detail ?? say(trouble.words)}</p>`;
  }
  // The count is for the eye: read aloud, it is said once and not each second.
  return html`<div class="trouble">
    <p aria-hidden="true">${left > 0 ? waitWords(say, left, end) : say("locked_over")}</p>
    <p role="alert" class="visually-hidden">${waitWords(say, trouble.seconds, end)}</p>
  </div>`;
}

/** What the server's refusal, or its silence, means to whoever typed a password. */
export function troubleOf(problem) {
  const at = performance.now(); // a new trouble starts a new countdown
  if (problem instanceof Unanswered) return { at, words: "unreachable" };
  if (problem.status === 429) return { at, seconds: problem.retryAfter ?? 30 };
  if (problem.status === 401) return { at, words: "wrong_password" };
  if (problem.code === "not_allowed") return { at, words: "wrong_own_password" };
  return { at, words: "unexpected", detail: problem.message || undefined };
}

function waitWords(say, seconds, end) {
  if (seconds <= SAID_IN_SECONDS) return say("locked_for", { seconds });
  return say("locked_until", { left: clockLength(seconds), at: timeOfDay(end) });
}

function useCountdown(end) {
  const secondsLeft = () => Math.max(0, Math.ceil((end - Date.now()) / 1000));
  const [left, setLeft] = useState(secondsLeft);
  useEffect(() => {
    if (!left) return undefined;
    const timer = setInterval(() => setLeft(secondsLeft()), 1000);
    return () => clearInterval(timer);
  }, []);
  return left;
}
