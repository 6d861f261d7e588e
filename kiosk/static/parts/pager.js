// Pages instead of scrolling: a list that moves under the finger is hard to hit.
import { html } from "/shared/preact.js";
import { Icon } from "./icon.js";

export function Pager({ at, pages, words, onPage }) {
  if (pages < 2) return null;
  return html`
    <div class="pager">
      <button class="pager-button" disabled=${at === 0} aria-label=${words.previous} onClick=${() => onPage(at - 1)}>
        <${Icon} name="chevron-left" />
      </button>
      <p class="pager-place" aria-live="polite">${words.page(at + 1, pages)}</p>
      <button class="pager-button" disabled=${at === pages - 1} aria-label=${words.next} onClick=${() => onPage(at + 1)}>
        <${Icon} name="chevron-right" />
      </button>
    </div>
  `;
}
