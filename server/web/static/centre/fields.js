/** The fields: how many wait in each, and how long somebody new would. */
import { html, useState } from "../shared/preact.js";
import { named } from "../citizen/language.js";
import { dayAndClock } from "./days.js";

const SHOWN_AT_FIRST = 8;

export function Fields({ centre, language, words }) {
  const [all, setAll] = useState(false);
  const shown = all || centre.fields.length <= SHOWN_AT_FIRST + 2 ? centre.fields : centre.fields.slice(0, SHOWN_AT_FIRST);
  return html`
    <section class="card part-fields">
      <h2>${centre.open ? words.fields : words.fieldsClosed}</h2>
      <ul class="fields">
        ${shown.map((field) => html`<${Field} key=${field.id} field=${field} centre=${centre} language=${language} words=${words} />`)}
      </ul>
      ${shown.length < centre.fields.length && html`
        <button type="button" class="button wide" onClick=${() => setAll(true)}>${words.allFields(centre.fields.length)}</button>
      `}
      ${centre.open && html`<p class="soft small note">${words.estimateNote}</p>`}
    </section>
  `;
}

const Field = ({ field, centre, language, words }) => html`
  <li class="field">
    <div class="field-name">
      <h3>${named(field, language)}</h3>
      <p class="soft small">${language === "en" ? field.agency_en : field.agency}</p>
    </div>
    <${Wait} field=${field} centre=${centre} language=${language} words=${words} />
  </li>
`;

/** People and minutes; or why there are none. */
export function Wait({ field, centre, language, words }) {
  const { waiting, estimate } = field;
  if (!centre.open && waiting === 0) return null;
  return html`
    <div class="wait">
      <p><strong>${words.waiting(waiting)}</strong></p>
      <p class=${field.open ? "soft small" : "shut small"}>${centre.open && stateOf()}</p>
    </div>
  `;

  function stateOf() {
    if (!field.open) return closedFor(field, centre, language, words);
    if (!estimate) return words.noCounter;
    if (estimate.high <= 1) return words.atOnce;
    return words.minutes(estimate.low, estimate.high);
  }
}

function closedFor(field, centre, language, words) {
  if (field.reason === "wait_past_end") return field.opens_at ? words.tooLateUntil(dayAndClock(field.opens_at, centre.at, language)) : words.tooLate;
  return field.reason && field.reason !== "closed" ? words.closedFor(field.reason) : words.fieldClosed;
}
