/** The state of a page's audience as the server last told it, and whether news still comes. */
import { useEffect, useRef, useState } from "/shared/preact.js";
import { goToSignIn } from "/static/staff/ways.js";
import { isNewer, openLink } from "./link.js";
import { aheadBy } from "./time.js";

/**
 * `{snapshot, ahead, link, refused, refresh, leave}`; `refused` says why we may not be here.
 * `audience` is `{namespace, auth, path}`: where to listen, and where the same can be asked for.
 */
export function useNews(server, audience) {
  const [shown, setShown] = useState({ snapshot: null, ahead: 0 });
  const [link, setLink] = useState("connecting");
  const [refused, setRefused] = useState(null);
  const line = useRef(null);
  useEffect(() => {
    line.current = openLink(audience, {
      onSnapshot: (snapshot) => setShown((before) => later(before, snapshot)),
      onLink: setLink,
      onRefused: () => mayStillJoin(server, audience.path, setRefused),
    });
    return () => line.current.close();
  }, [audience.path]);
  const refresh = () => line.current.refresh();
  const leave = () => line.current.close();
  return { ...shown, link, refused, refresh, leave };
}

function later(before, snapshot) {
  if (!isNewer(before.snapshot, snapshot)) return before;
  return { snapshot, ahead: aheadBy(snapshot.at, Date.now()) };
}

/** Whether trying again can help: not when signed out, nor when the server says no to us. */
async function mayStillJoin(server, path, setRefused) {
  try {
    await server.get(path);
  } catch (problem) {
    if (problem.status === 401) goToSignIn();
    else if (problem.code === "locked") return server.untilUnlocked();
    else if ([403, 404].includes(problem.status)) setRefused(problem.message);
    else return true;
    return false;
  }
  return true;
}
