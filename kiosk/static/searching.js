// Results while typing: asked for at once, one question at a time, and the newest comes last.
import { useEffect, useLayoutEffect, useRef, useState } from "/shared/preact.js";
import { search } from "./program.js";

// {query, total, items}, or {query, failed: true}; null before the first answer.
export function useSearch(query) {
  const [result, setResult] = useState(null);
  const wanted = useRef(query);
  const asking = useRef(false);
  wanted.current = query;
  // Asked before the letter is painted: an effect after the paint would lose a frame or two.
  useLayoutEffect(() => {
    if (!query.trim()) setResult(null);
    else if (!asking.current) answerAll(wanted, asking, setResult);
  }, [query]);
  useEffect(() => () => { wanted.current = ""; }, []);
  return result;
}

// Whatever is typed while the server looks is asked for next; what was typed before that is not.
async function answerAll(wanted, asking, setResult) {
  asking.current = true;
  let query = "";
  while (wanted.current !== query && wanted.current.trim()) {
    query = wanted.current;
    const result = await answered(query);
    if (wanted.current.trim()) setResult(result);
  }
  asking.current = false;
}

async function answered(query) {
  try {
    return { query, ...(await search(query)) };
  } catch {
    return { query, failed: true };
  }
}
