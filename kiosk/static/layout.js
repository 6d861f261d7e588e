// How much fits on a screen: measured, because screens, text sizes and the lengths of names differ.
import { useEffect, useLayoutEffect, useState } from "/shared/preact.js";

// The window's size as a text; it changes when the screen is turned.
export function useWindow() {
  const [size, setSize] = useState(sizeOfWindow);
  useEffect(() => {
    const turned = () => setSize(sizeOfWindow());
    addEventListener("resize", turned);
    return () => removeEventListener("resize", turned);
  }, []);
  return size;
}

const sizeOfWindow = () => `${innerWidth}x${innerHeight}`;

// The pages of a list as [first, after last] of its items, or null while all of them lie in the
// frame to be measured; they are measured again when the key changes.
export function usePages(frame, key) {
  const [known, setKnown] = useState({ key: null, pages: null });
  useLayoutEffect(() => {
    if (known.key !== key) setKnown({ key, pages: measured(frame.current) });
  });
  return known.key === key ? known.pages : null;
}

function measured(frame) {
  const [list, pager] = frame.children;
  const gap = parseFloat(getComputedStyle(list).rowGap);
  const room = frame.clientHeight;
  const rows = rowsOf(list);
  const all = packed(rows, room, gap);
  if (all.length <= 1) return all;
  const between = parseFloat(getComputedStyle(frame).rowGap);
  return packed(rows, room - pager.offsetHeight - between, gap);
}

// The rows of a grid, from above: the height of each and how many items stand in it.
function rowsOf(list) {
  const rows = [];
  let top = null;
  for (const item of list.children) {
    if (item.offsetTop !== top) rows.push({ height: 0, count: 0 });
    top = item.offsetTop;
    const row = rows[rows.length - 1];
    row.count += 1;
    row.height = Math.max(row.height, item.offsetHeight);
  }
  return rows;
}

// As many rows on each page as its height takes, and at least one.
function packed(rows, room, gap) {
  const pages = [];
  let left = -1;
  let end = 0;
  for (const { height, count } of rows) {
    if (height > left || pages.length === 0) {
      pages.push([end, end, 0]);
      left = room;
    }
    end += count;
    left -= height + gap;
    const page = pages[pages.length - 1];
    page[1] = end;
    page[2] += 1;
  }
  return pages;
}

// How many lines of the height --line (in rem) an element has room for, at least one.
export function useLines(box, key) {
  const [lines, setLines] = useState(1);
  useLayoutEffect(() => {
    if (!box.current) return;
    const style = getComputedStyle(box.current);
    const px = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const height = parseFloat(style.getPropertyValue("--line")) * px;
    const gap = parseFloat(style.rowGap);
    setLines(Math.max(Math.floor((box.current.clientHeight + gap) / (height + gap)), 1));
  }, [key]);
  return lines;
}

// The first of some ways to lay out an element, from the roomiest on, that does not overflow it.
export function useFolding(box, ways, key) {
  const [known, setKnown] = useState({ key, at: 0 });
  const at = known.key === key ? known.at : 0;
  useLayoutEffect(() => {
    const { scrollHeight, clientHeight } = box.current;
    if (at < ways - 1 && scrollHeight > clientHeight + 1) setKnown({ key, at: at + 1 });
  });
  return at;
}

// The part of a list on one page, and how many pages there are.
export function paged(items, page, size) {
  const pages = Math.max(Math.ceil(items.length / size), 1);
  const at = Math.min(page, pages - 1);
  return { at, pages, shown: items.slice(at * size, (at + 1) * size) };
}
