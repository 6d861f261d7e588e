// A list of tiles, as many on a page as its place has room for.
import { html, useLayoutEffect, useRef } from "/shared/preact.js";
import { usePages, useWindow } from "../layout.js";
import { Pager } from "./pager.js";

// Where one page is not enough, `orElse` may show something else instead; `above` names what else
// takes room on the screen.
export function Tiles({ kind, items, list, flow, act, words, above, orElse, children }) {
  const frame = useRef(null);
  const names = items.map(({ id, name }) => id || name);
  const pages = usePages(frame, [useWindow(), above, kind, flow.language, JSON.stringify(flow.access), ...names].join(" "));
  const many = pages !== null && pages.length > 1;
  useLayoutEffect(() => { if (many && orElse) orElse(); }, [many]);
  const at = pages ? Math.min(flow.pages[list] || 0, pages.length - 1) : 0;
  const [from, to] = (pages && pages[at]) || [0, items.length];
  return html`
    <div class="list" ref=${frame}>
      <ul class="tiles tiles-${kind} ${pages ? "" : "measuring"}" style=${rowsOf(pages, kind)}>
        ${items.slice(from, to).map((item) => html`<li key=${item.id || item.name}>${children(item)}</li>`)}
      </ul>
      <${Pager} at=${at} pages=${pages ? pages.length : 2} words=${words} onPage=${(page) => act({ move: "page", list, page })} />
    </div>
  `;
}

const TALLEST = { fields: "18rem", compact: "13rem", agencies: "13rem", rows: "13rem" };

// Rows grow into the room there is, to the same height on every page.
function rowsOf(pages, kind) {
  if (!pages || pages.length === 0) return { gridTemplateRows: "" };
  const most = Math.max(...pages.map(([, , rows]) => rows));
  return { gridTemplateRows: `repeat(${most}, minmax(min-content, ${TALLEST[kind]}))` };
}
