// One line of the search: a whole field, or a procedure that can or cannot be taken here.
import { html } from "/shared/preact.js";
import { nameIn, reasonIn } from "../words.js";
import { Icon } from "./icon.js";

export function FieldResult({ field, language, words, onChoose }) {
  const inside = html`
    <${Icon} name=${field.icon} />
    <span class="result-name">${nameIn(language, field)}</span>
    <span class="result-facts">${words.wholeField} · ${nameIn(language, field, "agency")}</span>
    ${!field.open && html`<${Why} icon="circle-x">${reasonIn(words, field.reason) || words.closed}</${Why}>`}
  `;
  return field.open
    ? html`<button class="result whole" onClick=${() => onChoose({ field: field.id })}>${inside}</button>`
    : html`<div class="result closed">${inside}</div>`;
}

export function ProcedureResult({ entry, centre, language, words, onChoose }) {
  const field = centre.fields.find(({ id }) => id === entry.field);
  const inside = html`
    <${Icon} name=${field ? field.icon : null} />
    <span class="result-name" lang="vi">${entry.name}</span>
    <span class="result-facts">${factsOf(entry, field, language)}</span>
    ${entry.offer !== "here" && html`<${Why} icon="circle-x">${whyNot(entry, field, centre, language, words)}</${Why}>`}
  `;
  const choice = { procedure: entry.code, procedureName: entry.name, field: entry.field };
  return entry.offer === "here"
    ? html`<button class="result" onClick=${() => onChoose(choice)}>${inside}</button>`
    : html`<div class="result closed">${inside}</div>`;
}

const Why = ({ icon, children }) => html`
  <span class="result-why"><${Icon} name=${icon} />${children}</span>
`;

function factsOf(entry, field, language) {
  const name = field ? nameIn(language, field) : entry.field_name;
  const agency = field ? nameIn(language, field, "agency") : entry.agency;
  return [name, agency].filter(Boolean).join(" · ");
}

function whyNot(entry, field, centre, language, words) {
  if (entry.offer === "closed") return (field && reasonIn(words, field.reason)) || words.offer.closed;
  if (entry.offer === "not_received") return words.offer.not_received;
  const zones = centre.zones.filter(({ id }) => entry.zones.includes(id));
  return words.offer.elsewhere(zones.map((zone) => nameIn(language, zone)).join(", "));
}
