// A field to choose: what it is, how many wait, how long; or why it cannot be chosen.
import { html } from "/shared/vendor/preact.js";
import { lengthOf, nameIn, reasonIn } from "../words.js";
import { Icon } from "./icon.js";

export function FieldTile({ field, language, words, compact, onChoose }) {
  const name = nameIn(language, field);
  const inside = html`
    <${Icon} name=${field.icon} />
    <span class="tile-name ${lengthOf(name)}">${name}</span>
    <span class="tile-facts">${factsOf(field, words, compact)}</span>
  `;
  if (!field.open) return html`<div class="tile closed">${inside}</div>`;
  return html`<button class="tile" onClick=${onChoose}>${inside}</button>`;
}

// An agency with one field stands for that field: nobody has to choose among one.
export function AgencyTile({ agency, language, words, onChoose }) {
  const [only, second] = agency.fields;
  const name = nameIn(language, agency);
  const closed = !second && !only.open;
  const inside = html`
    <${Icon} name="landmark" />
    <span class="tile-name ${lengthOf(name)}">${name}</span>
    <span class="tile-facts">
      ${closed ? closedFacts(only, words) : html`<span class="one-line">${second ? words.fieldCount(agency.fields.length) : nameIn(language, only)}</span>`}
    </span>
  `;
  if (closed) return html`<div class="tile agency closed">${inside}</div>`;
  return html`<button class="tile agency" onClick=${onChoose}>${inside}</button>`;
}

function factsOf(field, words, compact) {
  if (!field.open) return closedFacts(field, words);
  return compact ? briefFacts(field, words) : openFacts(field, words);
}

const openFacts = (field, words) => html`
  <span class="fact"><${Icon} name="users" />${words.waiting(field.waiting)}</span>
  ${field.estimate && html`<span class="fact"><${Icon} name="clock" />${words.wait(field.estimate)}</span>`}
`;

const briefFacts = (field, words) => html`
  <span class="fact"><${Icon} name="users" />${words.brief(field.waiting, field.estimate)}</span>
`;

const closedFacts = (field, words) => html`
  <span class="fact stop"><${Icon} name="circle-x" />${reasonIn(words, field.reason) || words.closed}</span>
`;
