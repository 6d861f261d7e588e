/** The gap before an automatic counter calls by itself, in which any key stops it. */
import { useLayoutEffect, useRef } from "/shared/preact.js";
import { useServerNow } from "/static/staff/time.js";

const NO_KEYS = ["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "NumLock", "Fn"];

/** `{seconds, number}` while the counter is about to call, else nothing. */
export function useCountdown(counter, ahead, mine) {
  const left = Date.parse(counter.calls_at ?? "") - useServerNow(ahead);
  const [first] = counter.waiting;
  if (!mine || !first || !(left > 0)) return null;
  return { seconds: Math.ceil(left / 1000), number: first.number };
}

/** Calls `stop` at the first key of a countdown, whichever it is; that key does nothing else. */
export function useStopKeys(countdown, stop) {
  const latest = useRef(stop);
  latest.current = stop;
  const running = Boolean(countdown);
  useLayoutEffect(() => {
    if (!running) return undefined;
    const listen = (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || NO_KEYS.includes(event.key)) return;
      if (!document.querySelector("dialog[open]")) event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", listen, true);
    return () => document.removeEventListener("keydown", listen, true);
  }, [running]);
}
