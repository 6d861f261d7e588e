// A field to choose: what it is, how many wait, how long; or why it cannot be chosen.
import { html } from "/shared/preact.js";
import { againIn } from "../opening.js";
import { lengthOf, nameIn, reasonIn } from "../words.js";
import { Icon } from "./icon.js";

export function FieldTile({ field, at, language, words, compact, onChoose }) {
  const name = nameIn(language, field);
  const inside = html`
    <span class="tile-icon"><${Icon} name=${field.icon} /></span>
    <span class="tile-name ${lengthOf(name) && "long"}">${name}</span>
    <span class="tile-facts">${factsOf(field, at, words, compact)}</span>
  `;
  if (!field.open) return html`<div class="tile closed">${inside}</div>`;
  return html`<button class="tile" onClick=${onChoose}>${inside}</button>`;
}

// An agency with one field stands for that field: nobody has to choose among one.
export function AgencyTile({ agency, at, language, words, onChoose }) {
  const [only, second] = agency.fields;
  const closed = !second && !only.open;
  const inside = html`
    <span class="tile-icon"><${Icon} name="landmark" /></span>
    <span class="tile-name">${nameIn(language, agency)}</span>
    <span class="tile-facts">
      ${closed ? closedFacts(only, at, words) : html`<span class="one-line">${second ? words.fieldCount(agency.fields.length) : nameIn(language, only)}</span>`}
    </span>
  `;
  if (closed) return html`<div class="tile agency closed">${inside}</div>`;
  return html`<button class="tile agency" onClick=${onChoose}>${inside}</button>`;
}

function factsOf(field, at, words, compact) {
  if (!field.open) return closedFacts(field, at, words);
  if (field.waiting === null) return unknownFacts(words);
  return compact ? briefFacts(field, words) : openFacts(field, words);
}

const openFacts = (field, words) => html`
  <${Fact} icon="users">${words.waiting(field.waiting)}</${Fact}>
  ${field.estimate && html`<${Fact} icon="clock">${words.wait(field.estimate)}</${Fact}>`}
`;

const briefFacts = (field, words) => html`
  <${Fact} icon="users">${words.people(field.waiting)}</${Fact}>
  ${field.estimate && html`<${Fact} icon="clock">${words.minutes(field.estimate)}</${Fact}>`}
`;

// While the server is away nobody knows how many wait.
const unknownFacts = (words) => html`
  <${Fact} icon="ticket">${words.stillGiven}</${Fact}>
`;

// `at` is the centre's time: numbers that are given again today need no date.
const closedFacts = (field, at, words) => html`
  <${Fact} icon=${field.opens_at ? "clock" : "circle-x"} stop>${againIn(words, field, at) || reasonIn(words, field.reason) || words.closed}</${Fact}>
`;

const Fact = ({ icon, stop, children }) => html`
  <span class=${stop ? "fact stop" : "fact"}><${Icon} name=${icon} /><span class="fact-text">${children}</span></span>
`;
