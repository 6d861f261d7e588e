/** A choice of one among many: `options` are pairs of a value and its words. */
import { html } from "/shared/preact.js";

export function Selection({ id, label, value, options, focused, onChoose }) {
  return html`
    <label for=${id}>${label}</label>
    <select id=${id} value=${value} autofocus=${focused} onChange=${(event) => onChoose(event.target.value)}>
      ${options.map(([option, text]) => html`
        <option key=${option} value=${option} selected=${option === value}>${text}</option>`)}
    </select>
  `;
}
