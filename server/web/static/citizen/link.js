/**
 * News on a phone: one websocket that brings the whole state and mends itself.
 *
 * It speaks just so much of Engine.IO 4 and Socket.IO 5 (websocket only, one namespace, text) as
 * our server does; the library would be three times the rest of the page.
 */
import { addressOf } from "./place.js";

const [OPEN, PING, PONG] = ["0", "2", "3"];
const [JOIN, LEFT, EVENT, REFUSED] = ["40", "41", "42", "44"];
const ANSWER_WITHIN_MS = 4000; // and so much more after each failure: a slow network is none that is gone
const LONGEST_ANSWER_MS = 16000;
const LATE_MS = 3000; // a ping that comes later than this has been lost
const FIRST_RETRY_MS = 700; // drawn from nothing to this, so that a hall does not come back at once
const LONGEST_RETRY_MS = 8000; // whole halls must not come faster than a slow server lets them in

/** Whether a snapshot tells more than what is shown; a new epoch means a restored backup. */
export function isNewer(shown, snapshot) {
  if (!shown || shown.epoch !== snapshot.epoch) return true;
  // With the same sequence only time has passed: a line may have another order for it.
  return snapshot.seq > shown.seq || (snapshot.seq === shown.seq && snapshot.at >= shown.at);
}

/**
 * Join a namespace; `auth` is what it asks for.
 *
 * `onEvent(name, told)` for each event, `onLink("live" | "lost")`, and `onRefused(why)`, which
 * says after how many milliseconds to try again, or null: never. Returns `send(name, told)` and
 * `close()`.
 */
export function openLink({ namespace, auth }, { onEvent, onLink, onRefused }) {
  let socket = null;
  let retry = null;
  let failures = 0;
  let toldToWait = 0;
  let over = false;

  function connect() {
    clearTimeout(retry);
    const within = Math.min(ANSWER_WITHIN_MS * (1 + failures), LONGEST_ANSWER_MS);
    socket = openSocket({ namespace, auth, within }, { onJoined, onEvent, onRefused: refused, onEnd: lost });
  }

  function onJoined() {
    failures = 0;
    onLink("live");
  }

  function refused(why) {
    toldToWait = onRefused(why);
    if (toldToWait === null) close();
  }

  function lost() {
    socket = null;
    if (over) return;
    onLink("lost");
    retry = setTimeout(connect, toldToWait + patience(failures));
    failures += 1;
    toldToWait = 0;
  }

  /** The phone has woken up, or is back in a network: not a moment is waited for. */
  function wake() {
    if (over || document.hidden) return;
    if (!socket) connect();
    else socket.check();
  }

  function close() {
    over = true;
    clearTimeout(retry);
    if (socket) socket.end();
    removeEventListener("online", wake);
    document.removeEventListener("visibilitychange", wake);
  }

  addEventListener("online", wake);
  document.addEventListener("visibilitychange", wake);
  connect();
  return { close, send: (name, told) => socket && socket.send(name, told) };
}

/** One connection, from its opening to its end; it ends by itself when nothing is heard. */
function openSocket({ namespace, auth, within }, { onJoined, onEvent, onRefused, onEnd }) {
  const line = new WebSocket(`${addressOf("socket.io/").replace(/^http/, "ws")}?EIO=4&transport=websocket&page=phone`);
  let quiet = setTimeout(end, within);
  let heardAt = Date.now();
  let longest = within;
  let open = false;
  let ended = false;

  function end() {
    if (ended) return;
    ended = true;
    clearTimeout(quiet);
    line.onopen = line.onmessage = line.onclose = line.onerror = null;
    line.close();
    onEnd();
  }

  function hear({ data }) {
    heardAt = Date.now();
    clearTimeout(quiet);
    quiet = setTimeout(end, longest);
    if (data[0] === OPEN) {
      open = true;
      longest = JSON.parse(data.slice(1)).pingInterval + LATE_MS;
      line.send(`${JOIN}${namespace},${JSON.stringify(auth)}`);
    } else if (data === PING) line.send(PONG);
    else told(data.slice(0, 2), data.slice(data.indexOf(",") + 1));
  }

  function told(kind, text) {
    if (kind === JOIN) onJoined();
    else if (kind === EVENT) onEvent(...JSON.parse(text));
    else if (kind === LEFT) end();
    else if (kind === REFUSED) {
      onRefused(JSON.parse(text).message);
      end();
    }
  }

  line.onmessage = hear;
  line.onclose = end;
  line.onerror = end;
  return {
    end,
    /** After a sleep the timers of a phone lie: what was not heard in time is lost. */
    check: () => Date.now() - heardAt > (open ? longest : ANSWER_WITHIN_MS) && end(),
    send: (name, body) => line.readyState === 1 && line.send(`${EVENT}${namespace},${JSON.stringify([name, body])}`),
  };
}

/** How long until the next try: at once for one page, spread for a whole hall. */
function patience(failures) {
  const longest = Math.min(FIRST_RETRY_MS * 2 ** failures, LONGEST_RETRY_MS);
  return Math.random() * longest;
}
