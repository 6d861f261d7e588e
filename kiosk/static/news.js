// The centre's state as the program tells it, asked for again and again.
import { useEffect, useState } from "/shared/preact.js";
import { nextState } from "./program.js";

const RETRY_MS = 1000;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// {state, alive}: the newest state (null at first) and whether the program answers.
export function useNews() {
  const [news, setNews] = useState({ state: null, alive: true });
  useEffect(() => {
    let watching = true;
    follow(() => watching, setNews);
    return () => { watching = false; };
  }, []);
  return news;
}

// Alone, the program knows no longer how many wait: then no tile says so.
function withoutStale(state) {
  if (!state.alone) return state;
  const fields = state.centre.fields.map((field) => ({ ...field, waiting: null, estimate: null }));
  return { ...state, centre: { ...state.centre, fields } };
}

async function follow(watching, setNews) {
  let state = null;
  while (watching()) {
    try {
      state = await nextState(state ? state.version : "");
      setNews({ state: withoutStale(state), alive: true });
    } catch {
      setNews({ state, alive: false });
      await pause(RETRY_MS);
    }
  }
}
