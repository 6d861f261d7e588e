// Plain Latin letters: the search needs no Vietnamese marks (a real keyboard may type anything).
import { html } from "/shared/vendor/preact.js";
import { Icon } from "./icon.js";

const ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

export function Keyboard({ words, onType, onErase, onClear }) {
  return html`
    <div class="keyboard">
      ${ROWS.map((row) => html`
        <div class="keys">
          ${[...row].map((letter) => html`
            <button class="key" onClick=${() => onType(letter)}>${letter.toUpperCase()}</button>
          `)}
          ${row === ROWS.at(-1) && html`<${EraseKey} words=${words} onErase=${onErase} />`}
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
