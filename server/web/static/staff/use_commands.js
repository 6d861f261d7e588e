/** Commands from press to answer, and what to say of them. */
import { useRef, useState } from "/shared/preact.js";
import { sendOnce } from "./commands.js";
import { Unanswered } from "./server.js";
import { goToSignIn } from "./ways.js";
import { useWords } from "./words.js";

/**
 * `run(command)` sends and tells on the page; `ask(command, refuse)` resolves to the words of a
 * refusal, or to null when it is done.  A command is `{name, path, body, method?, about, told?}`:
 * `told(answer)` hears what the server said; a second
 * press is dropped while the first one `about` the same is under way.
 */
export function useCommands({ server, refresh, doneWords, refusalWords }) {
  const { say } = useWords();
  const [sending, setSending] = useState(null);
  const [message, setMessage] = useState(null);
  const underWay = useRef(null);
  const put = (kind, text) => setMessage({ kind, text, at: performance.now() });

  async function ask({ name, path, body, method, about, told }, refuse) {
    if (underWay.current === about) return "";
    underWay.current = about;
    setSending({ name, about });
    setMessage(null);
    try {
      const repeating = () => setSending({ name, about, again: true });
      const answer = await sendOnce(server, path, body, repeating, method);
      put("done", doneWords(name, answer));
      told?.(answer);
      return null;
    } catch (problem) {
      return explain(problem, name, refuse);
    } finally {
      if (underWay.current === about) underWay.current = null;
      setSending((now) => (now?.about === about ? null : now));
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
    return refusalWords(problem, name);
  }

  async function run(command) {
    const refused = await ask(command);
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
export function plainRefusal(problem, say) {
  if (problem.code !== "wrong_move") return problem.message || say("unexpected");
  const state = say(`state_${problem.extra.state}`);
  return state ? say("wrong_move", { state }) : problem.message;
}
