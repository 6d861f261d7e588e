/** The answer to a question; the last one stays until the next has come. */
import { useEffect, useState } from "/shared/preact.js";
import { goToSignIn } from "/static/staff/ways.js";
import { useWords } from "/static/staff/words.js";
import { pathOf } from "./question.js";

const ASK_AGAIN_MS = 300;

export function useReport(server, question, language, after) {
  const { say } = useWords();
  const [state, setState] = useState({ report: null, busy: true, trouble: "" });
  const [attempt, setAttempt] = useState(0);
  const path = pathOf(question, language, "json", after);
  useEffect(() => {
    let wanted = true;
    let timer = null;
    setState((before) => ({ ...before, busy: true, trouble: "" }));
    server.get(path).then(
      (report) => wanted && setState({ report, busy: false, trouble: "" }),
      (problem) => {
        if (problem.status === 401) goToSignIn();
        if (wanted && problem.code === "still_counting") {
          // Years that nobody has asked for are counted once: the next question goes on from there.
          setState((before) => ({ ...before, left: problem.extra.days_left, dossiersLeft: problem.extra.dossiers_left }));
          timer = setTimeout(() => setAttempt((count) => count + 1), ASK_AGAIN_MS);
          return;
        }
        const trouble = problem.message && problem.status ? problem.message : say("report_late");
        if (wanted) setState((before) => ({ ...before, busy: false, trouble }));
      },
    );
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [path, attempt]);
  return { ...state, again: () => setAttempt((count) => count + 1) };
}
