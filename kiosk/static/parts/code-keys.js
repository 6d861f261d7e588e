// The keys of a dossier code: digits first, then letters, the dot and the dash.
import { html } from "/shared/preact.js";
import { Icon } from "./icon.js";
import { keepFocus } from "./keyboard.js";

const ROWS = ["1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"];

export const CodeKeys = ({ words, onType, onErase, onClear }) => html`
  <div class="keyboard code-keys" onMouseDown=${keepFocus}>
    ${ROWS.map((row) => html`
      <div class="keys">${[...row].map((key) => html`<${Key} label=${key} onType=${onType} />`)}</div>
    `)}
    <div class="keys">
      <${Key} label="." name=${words.keys.dot} onType=${onType} />
      <${Key} label="-" name=${words.keys.dash} onType=${onType} />
      <button class="key wide" onClick=${onClear}>${words.keys.clear}</button>
      <button class="key wide" aria-label=${words.keys.erase} onClick=${onErase}><${Icon} name="delete" /></button>
    </div>
  </div>
`;

const Key = ({ label, name, onType }) => html`
  <button class="key" aria-label=${name} onClick=${() => onType(label)}>${label}</button>
`;
