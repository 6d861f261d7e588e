/** The counter's commands from press to answer, and what to say of them. */
import { useRef, useState } from "/shared/vendor/preact.js";
import { Unanswered } from "/static/staff/server.js";
import { goToSignIn } from "/static/staff/ways.js";
import { useWords } from "/static/staff/words.js";
import { sendOnce } from "./commands.js";
import { pathOf } from "./moves.js";

const DONE = {
  open: "done_opened",
  next: "done_called",
  call: "done_called",
  recall: "done_recalled",
  start: "done_started",
  no_show: "done_no_show",
  finish: "done_finished",
  pause: "done_paused",
  close: "done_closed",
};

/**
 * `run(name, body)` sends and tells on the page; `ask(name, body, refuse)` resolves to the words
 * of a refusal, or to null when it is done. A second press is dropped while the page still shows
 * what it showed at the first; `shown` names that.
 */
export function useCommands({ server, counterId, shown, refresh }) {
  const { say } = useWords();
  const [sending, setSending] = useState(null);
  const [message, setMessage] = useState(null);
  const underWay = useRef(null);
  const put = (kind, text) => setMessage({ kind, text, at: performance.now() });

  async function ask(name, body, refuse) {
    if (underWay.current === shown) return "";
    underWay.current = shown;
    setSending({ name, shown });
    setMessage(null);
    try {
      const repeating = () => setSending({ name, shown, again: true });
      const answer = await sendOnce(server, pathOf(counterId, name), body, repeating);
      put("done", doneWords(name, answer, say));
      return null;
    } catch (problem) {
      return explain(problem, name, refuse);
    } finally {
      if (underWay.current === shown) underWay.current = null;
      setSending((now) => (now?.shown === shown ? null : now));
    }
  }

  function explain(problem, name, refuse) {
    if (problem instanceof Unanswered) return say("unanswered", { command: say(name) });
    if (problem.status === 401) goToSignIn();
    if (problem.code === "wrong_move") refresh();
    if (problem.code === "bad_dossier" && refuse) {
      refuse(problem);
      return "";
    }
    return refusalWords(problem, name, say);
  }

  async function run(name, body) {
    const refused = await ask(name, body);
    if (refused) put("trouble", refused);
  }

  return {
    run,
    ask,
    sending,
    message,
    busy: Boolean(sending),
    tell: (word) => put("trouble", say(word)),
    dismiss: () => setMessage(null),
  };
}

/** The server's own words, except where it can only name a state. */
function refusalWords(problem, name, say) {
  if (problem.code !== "wrong_move") return problem.message || say("unexpected");
  if (name === "open") return say("open_refused");
  const state = say(`state_${problem.extra.state}`);
  return state ? say("wrong_move", { state }) : problem.message;
}

function doneWords(name, answer, say) {
  if (name === "next" && !answer.ticket) return say("done_nobody");
  return say(DONE[name], { number: answer.ticket?.number ?? "" });
}
