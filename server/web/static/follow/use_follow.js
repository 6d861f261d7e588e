/** What the server tells of one ticket: its newest state, each call once, and whether it is heard. */
import { useEffect, useRef, useState } from "../shared/preact.js";
import { isNewer, openLink } from "../citizen/link.js";

const BUSY_MS = 10000; // a server that has too many pages is not asked all the time
const NOTHING_HEARD_YET = { snapshot: null, link: "joining", over: false };

/**
 * `{ snapshot, link: "joining" | "live" | "lost", over }`; `over` when the link opens nothing (any
 * more). `onCall(call)` once for each call of this number.
 */
export function useFollow(secret, onCall) {
  const [known, setKnown] = useState(NOTHING_HEARD_YET);
  const called = useRef(onCall);
  called.current = onCall;
  useEffect(() => {
    const hear = openEar((call) => called.current(call));
    const tell = (more) => setKnown((before) => ({ ...before, ...more }));
    const link = openLink({ namespace: "/follow", auth: { ticket: secret } }, {
      onEvent(name, told) {
        if (name === "call") hear.call(told);
        else if (name === "snapshot") {
          if (hear.missesCalls()) link.send("watch", { since: hear.since() });
          if (hear.snapshot(told)) tell({ snapshot: told, link: "live" });
          else tell({ link: "live" });
        }
      },
      onLink(state) {
        if (state === "live") return; // it is when the state has come
        hear.lost();
        tell({ link: "lost" });
      },
      onRefused(why) {
        if (why !== "not_found") return BUSY_MS;
        tell({ over: true });
        return null;
      },
    });
    return link.close;
  }, [secret]);
  return known;
}

/** What has been heard: nothing older is shown, no call is announced twice. */
function openEar(announce) {
  let shown = null;
  let lastCall = 0;
  let cut = false;
  return {
    call(told) {
      if (told.seq <= lastCall) return;
      lastCall = told.seq;
      announce(told);
    },
    snapshot(told) {
      if (!isNewer(shown, told)) return false;
      if (shown && shown.epoch !== told.epoch) lastCall = 0;
      shown = told;
      return true;
    },
    lost() {
      cut = shown !== null;
    },
    /** Whether the line was cut since the last state; asked once for each cut. */
    missesCalls() {
      const missed = cut;
      cut = false;
      return missed;
    },
    since: () => Math.max(lastCall, shown.seq),
  };
}
