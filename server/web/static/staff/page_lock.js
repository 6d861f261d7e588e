/** Locks a page that nobody touches; all pages of one browser share a session and its lock. */
import { useEffect, useRef, useState } from "/shared/preact.js";
import { goToSignIn } from "./ways.js";

const CHANNEL = "luot.page";
const TOLD_EVERY_MS = 20_000; // the server allows half a minute
const LOOK_EVERY_MS = 1000;
const TOUCHES = ["pointerdown", "keydown"];

/** `[locked, lock]`: whether it is, and how to lock by hand. */
export function usePageLock(server, idleMinutes) {
  const [locked, setLocked] = useState(server.isLocked());
  const others = useRef(null);
  useEffect(() => {
    setLocked(server.isLocked()); // it may have changed since the first look
    return server.onLock(setLocked);
  }, []);
  useEffect(() => {
    others.current = new BroadcastChannel(CHANNEL);
    return () => others.current.close();
  }, []);
  const lock = () => {
    server.lock();
    others.current.postMessage("locked");
  };
  useTouches({ server, idleMinutes, locked, lock, others });
  return [locked, lock];
}

/** Tells the server and the other pages of touches, and locks when there have been none. */
function useTouches({ server, idleMinutes, locked, lock, others }) {
  const latest = useRef(null);
  latest.current = { locked, lock };
  useEffect(() => {
    const awake = wakefulness(server);
    const touched = () => {
      awake.touched(!latest.current.locked); // typing the password is a touch: the page stays open
      others.current.postMessage("touched");
    };
    const look = setInterval(() => {
      if (idleMinutes && !latest.current.locked && awake.untouchedMs() > idleMinutes * 60_000) {
        latest.current.lock();
      }
    }, LOOK_EVERY_MS);
    const hear = ({ data }) => hearOthers(data, server, awake);
    others.current.addEventListener("message", hear);
    TOUCHES.forEach((name) => document.addEventListener(name, touched, true));
    return () => {
      clearInterval(look);
      awake.end();
      TOUCHES.forEach((name) => document.removeEventListener(name, touched, true));
    };
  }, []);
}

function hearOthers(told, server, awake) {
  if (told === "touched") awake.heard();
  else if (told === "locked") server.lock({ told: true });
  else if (told === "unlocked") server.session().then(release, leave);
  else if (told === "somebody_else") location.reload();

  function release(person) {
    if (!person.locked) server.release();
  }
  function leave(problem) {
    if (problem.status === 401) goToSignIn();
  }
}

/** When the page was touched last; tells the server at once, then every so often, and the last. */
function wakefulness(server) {
  let touchedAt = Date.now();
  let toldAt = 0;
  let timer = null;
  const tell = () => {
    timer = null;
    toldAt = Date.now();
    server.touch();
  };
  return {
    touched(telling) {
      touchedAt = Date.now();
      if (telling) timer ??= setTimeout(tell, Math.max(0, toldAt + TOLD_EVERY_MS - touchedAt));
    },
    heard() {
      touchedAt = Date.now();
    },
    untouchedMs: () => Date.now() - touchedAt,
    end: () => clearTimeout(timer),
  };
}

/** Tells this browser's other pages: `unlocked`, or `somebody_else` when another has signed in. */
export function tellOtherPages(word) {
  const others = new BroadcastChannel(CHANNEL);
  others.postMessage(word);
  others.close();
}
