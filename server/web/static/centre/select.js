/** A list to choose one from, by its id. */
import { html } from "../shared/preact.js";
import { named } from "../citizen/language.js";

export const Select = ({ id, value, onValue, first, options, language }) => html`
  <select id=${id} value=${value} onChange=${(event) => onValue(event.target.value)}>
    ${first && html`<option value="">${first}</option>`}
    ${options.map((one) => html`<option value=${one.id}>${named(one, language)}</option>`)}
  </select>
`;
