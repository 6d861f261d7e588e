/** Coming to a page: who is signed in, the centre's names, and what else the page needs. */
import { useEffect, useState } from "/shared/preact.js";
import { goToSignIn } from "./ways.js";

const TRY_AGAIN_MS = 3000;

/**
 * `{person, centre, …}`, or `{failed}` until the server can be reached; it keeps trying. `{locked}`
 * is the person whose page waits for the password again.
 * `more(server)` resolves to what else is needed.
 */
export function useArrival(server, more = async () => ({})) {
  const [arrival, setArrival] = useState({ failed: false });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let timer = null;
    const failed = (problem) => {
      if (problem.status === 401) return goToSignIn();
      timer = setTimeout(() => setAttempt((count) => count + 1), TRY_AGAIN_MS);
      return setArrival({ failed: true });
    };
    const arrived = (found) => {
      setArrival(found);
      if (found.locked) server.untilUnlocked().then(() => setAttempt((count) => count + 1));
    };
    arrive(server, more).then(arrived, failed);
    return () => clearTimeout(timer);
  }, [attempt]);
  return arrival;
}

async function arrive(server, more) {
  const person = await server.session();
  if (person.locked) return { locked: person };
  const [centre, rest] = await Promise.all([server.get("/centre"), more(server)]);
  return { person, centre, ...rest };
}
