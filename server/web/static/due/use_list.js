/** A list that is read page by page; what was shown stays until the next answer has come. */
import { useEffect, useState } from "/shared/preact.js";
import { goToSignIn } from "/static/staff/ways.js";
import { useWords } from "/static/staff/words.js";
import { pathOf } from "./question.js";

/** `{answer, busy, trouble, more, again}`; `more()` reads on, `again()` from the beginning. */
export function useList(server, question) {
  const { say } = useWords();
  const [state, setState] = useState({ path: "", answer: null, busy: true, trouble: "" });
  const [attempt, setAttempt] = useState(0);
  const path = pathOf(question);
  const failed = (problem) => {
    if (problem.status === 401) goToSignIn();
    const trouble = problem.message && problem.status ? problem.message : say("unreachable");
    setState((before) => ({ ...before, busy: false, trouble }));
  };
  useEffect(() => {
    let wanted = true;
    setState((before) => ({ ...before, busy: true, trouble: "" }));
    server.get(path).then(
      (answer) => wanted && setState({ path, answer, busy: false, trouble: "" }),
      (problem) => wanted && failed(problem),
    );
    return () => {
      wanted = false;
    };
  }, [path, attempt]);
  const more = async () => {
    setState((before) => ({ ...before, busy: true, trouble: "" }));
    try {
      const next = await server.get(pathOf(question, { after: state.answer.next }));
      setState((before) => (before.path === path ? joined(before, next) : before));
    } catch (problem) {
      failed(problem);
    }
  };
  return {
    answer: state.answer,
    old: state.path !== path,
    busy: state.busy,
    trouble: state.trouble,
    more,
    again: () => setAttempt((count) => count + 1),
  };
}

function joined(before, next) {
  const items = [...before.answer.items, ...next.items];
  return { ...before, answer: { ...next, items }, busy: false, trouble: "" };
}
