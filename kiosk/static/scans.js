// Scans, however they come: from the program's own scanner, or typed into the page by one.
import { useLayoutEffect, useRef } from "/shared/preact.js";
import { nextScan, readScan } from "./program.js";
import { readWedge } from "./wedge.js";

const RETRY_MS = 1000;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export function useScans(scanner, onScan) {
  const hear = useRef(null);
  hear.current = (scan) => {
    document.dispatchEvent(new Event("scan")); // a sign of life, for idle.js
    onScan(scan);
  };
  useLayoutEffect(() => {
    if (scanner === "serial") return follow((scan) => hear.current(scan));
    if (scanner === "keyboard") return readWedge((text) => read(text, (scan) => hear.current(scan)));
    return undefined;
  }, [scanner]);
}

// What a text is; a scanner that repeats itself gets no answer.
export async function read(text, onScan) {
  try {
    onScan(await readScan(text));
  } catch (problem) {
    if (problem.code !== "repeated" && problem.code !== "rate_limited") onScan({ kind: "unanswered" });
  }
}

function follow(onScan) {
  let watching = true;
  const watch = async () => {
    let seq = null;
    while (watching) {
      try {
        const news = await nextScan(seq);
        seq = news.seq;
        if (watching && news.scan) onScan(news.scan);
      } catch {
        await pause(RETRY_MS);
      }
    }
  };
  watch();
  return () => { watching = false; };
}
