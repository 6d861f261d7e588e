// A field to choose: what it is, how many wait, how long; or why it cannot be chosen.
import { html } from "/shared/vendor/preact.js";
import { lengthOf, nameIn, reasonIn } from "../words.js";
import { Icon } from "./icon.js";

export function FieldTile({ field, language, words, onChoose }) {
  const name = nameIn(language, field);
  const inside = html`
    <${Icon} name=${field.icon} />
    <span class="tile-name ${lengthOf(name)}">${name}</span>
    <span class="tile-facts">${field.open ? openFacts(field, words) : closedFacts(field, words)}</span>
  `;
  if (!field.open) return html`<div class="tile closed">${inside}</div>`;
  return html`<button class="tile" onClick=${onChoose}>${inside}</button>`;
}

export function AgencyTile({ agency, language, words, onChoose }) {
  const name = nameIn(language, agency);
  return html`
    <button class="tile agency" onClick=${onChoose}>
      <${Icon} name="landmark" />
      <span class="tile-name ${lengthOf(name)}">${name}</span>
      <span class="tile-facts"><span>${words.fieldCount(agency.fields.length)}</span></span>
    </button>
  `;
}

const openFacts = (field, words) => html`
  <span class="fact"><${Icon} name="users" />${words.waiting(field.waiting)}</span>
  ${field.estimate && html`<span class="fact"><${Icon} name="clock" />${words.wait(field.estimate)}</span>`}
`;

const closedFacts = (field, words) => html`
  <span class="fact stop"><${Icon} name="circle-x" />${reasonIn(words, field.reason) || words.closed}</span>
`;
