// Results while typing: every change asks anew, an older answer never comes after a newer one.
import { useEffect, useState } from "/shared/vendor/preact.js";
import { search } from "./program.js";

const SETTLE_MS = 40;

// {query, total, items}, or {query, failed: true}; null before the first answer.
export function useSearch(query) {
  const [result, setResult] = useState(null);
  useEffect(() => {
    if (!query.trim()) { setResult(null); return undefined; }
    const asked = new AbortController();
    const timer = setTimeout(() => ask(query, asked.signal, setResult), SETTLE_MS);
    return () => { clearTimeout(timer); asked.abort(); };
  }, [query]);
  return result;
}

async function ask(query, signal, setResult) {
  try {
    setResult({ query, ...(await search(query, signal)) });
  } catch {
    if (!signal.aborted) setResult({ query, failed: true });
  }
}
