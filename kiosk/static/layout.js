// How much fits on a screen; portrait 1080×1920 first, landscape 1920×1080 too.
import { useEffect, useState } from "/shared/vendor/preact.js";

const landscape = matchMedia("(min-aspect-ratio: 1/1)");

const FIT = {
  portrait: { tiles: 8, compact: 16, agencies: 12, rows: 7, results: 4 },
  landscape: { tiles: 9, compact: 12, agencies: 12, rows: 6, results: 3 },
};

export function useFit() {
  const [wide, setWide] = useState(landscape.matches);
  useEffect(() => {
    const turned = (event) => setWide(event.matches);
    landscape.addEventListener("change", turned);
    return () => landscape.removeEventListener("change", turned);
  }, []);
  return wide ? FIT.landscape : FIT.portrait;
}

// The part of a list on one page, and how many pages there are.
export function paged(items, page, size) {
  const pages = Math.max(Math.ceil(items.length / size), 1);
  const at = Math.min(page, pages - 1);
  return { at, pages, shown: items.slice(at * size, (at + 1) * size) };
}
