/** A day's appointments; what was shown stays until the next answer has come. */
import { useEffect, useState } from "/shared/preact.js";
import { goToSignIn } from "/static/staff/ways.js";
import { useWords } from "/static/staff/words.js";
import { pathOf } from "./question.js";

/** `{answer, old, trouble, again}`; whoever comes back to the page reads it anew. */
export function useDay(server, question) {
  const { say } = useWords();
  const [state, setState] = useState({ path: "", answer: null, trouble: "" });
  const [attempt, setAttempt] = useState(0);
  const path = pathOf(question);
  const again = () => setAttempt((count) => count + 1);
  useEffect(() => {
    const seen = () => document.visibilityState === "visible" && again();
    document.addEventListener("visibilitychange", seen);
    return () => document.removeEventListener("visibilitychange", seen);
  }, []);
  useEffect(() => {
    let wanted = true;
    server.get(path).then(
      (answer) => wanted && setState({ path, answer, trouble: "" }),
      (problem) => {
        if (problem.status === 401) goToSignIn();
        const trouble = problem.message && problem.status ? problem.message : say("unreachable");
        if (wanted) setState((before) => ({ ...before, trouble }));
      },
    );
    return () => {
      wanted = false;
    };
  }, [path, attempt]);
  return { answer: state.answer, old: state.path !== path, trouble: state.trouble, again };
}
