/** Where a ticket's number is typed, with those it may be on offer. */
import { html } from "/shared/preact.js";

export function NumberInput({ id, label, hint, number, offered = [], focused, onInput, ...more }) {
  return html`
    <label for=${id}>${label}</label>
    <input id=${id} class="number call-number" value=${number} maxlength="12" autocomplete="off"
      autocapitalize="characters" spellcheck=${false} list=${`${id}-offered`}
      aria-describedby=${`${id}-hint`} autofocus=${focused} ...${more}
      onInput=${(event) => onInput(event.target.value)} />
    <p id=${`${id}-hint`} class="soft">${hint}</p>
    <datalist id=${`${id}-offered`}>
      ${offered.map((one) => html`<option key=${one.number} value=${one.number}></option>`)}
    </datalist>
  `;
}
