// Somebody who has left: asks after a while, and gives up when nobody answers.
import { useEffect, useState } from "/shared/preact.js";

// The seconds left to answer, or null while nobody needs to be asked.
export function useIdle(active, seconds, grace, onGone) {
  const [left, setLeft] = useState(null);
  const asking = left !== null;
  useEffect(() => {
    if (!active) { setLeft(null); return undefined; }
    if (asking) return countDown(setLeft, onGone);
    return waitForQuiet(seconds, () => setLeft(Math.ceil(grace)));
  }, [active, asking, seconds, grace]);
  return [left, () => setLeft(null)];
}

function waitForQuiet(seconds, onQuiet) {
  let timer = setTimeout(onQuiet, seconds * 1000);
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(onQuiet, seconds * 1000);
  };
  const signs = ["pointerdown", "keydown", "scan"];
  signs.forEach((sign) => document.addEventListener(sign, again, true));
  return () => {
    clearTimeout(timer);
    signs.forEach((sign) => document.removeEventListener(sign, again, true));
  };
}

function countDown(setLeft, onGone) {
  const timer = setInterval(() => setLeft((left) => {
    if (left > 1) return left - 1;
    queueMicrotask(onGone);
    return null;
  }), 1000);
  return () => clearInterval(timer);
}
