// The letters of Vietnamese: the search needs no marks (a real keyboard may type anything).
import { html } from "/shared/preact.js";
import { Icon } from "./icon.js";

const ROWS = ["qwertyuiop", "asdfghjklđ", "zxcvbnm"];

// A finger on a key leaves the keyboard's focus in the box that is typed into.
export const keepFocus = (event) => event.preventDefault();

export function Keyboard({ words, onType, onErase, onClear }) {
  return html`
    <div class="keyboard" onMouseDown=${keepFocus}>
      ${ROWS.map((row) => html`
        <div class="keys">
          ${[...row].map((letter) => html`
            <button class="key" onClick=${() => onType(letter)}>${letter.toUpperCase()}</button>
          `)}
          ${row === ROWS[ROWS.length - 1] && html`<${EraseKey} words=${words} onErase=${onErase} />`}
        </div>
      `)}
      <div class="keys">
        <button class="key wide" onClick=${onClear}>${words.keys.clear}</button>
        <button class="key space" onClick=${() => onType(" ")}>${words.keys.space}</button>
      </div>
    </div>
  `;
}

const EraseKey = ({ words, onErase }) => html`
  <button class="key wide" aria-label=${words.keys.erase} onClick=${onErase}><${Icon} name="delete" /></button>
`;
