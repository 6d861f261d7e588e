// What became of the slip, in the program's words: printing, printed, not_printed or unknown.
import { useEffect, useState } from "/shared/preact.js";
import { paperOf } from "./program.js";

const ASKED_AT_MOST = 5;

export function usePaper(touch, first) {
  const [paper, setPaper] = useState(first);
  useEffect(() => {
    let watching = true;
    follow(touch, (known) => { if (watching) setPaper(known); });
    return () => { watching = false; };
  }, [touch]);
  return paper;
}

async function follow(touch, setPaper) {
  try {
    for (let asked = 0; asked < ASKED_AT_MOST; asked += 1) {
      const { paper } = await paperOf(touch);
      if (paper !== "printing") return setPaper(paper);
    }
  } catch {
    // The program is away: what became of the paper is not known.
  }
  return setPaper("unknown");
}
