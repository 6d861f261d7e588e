/** The queues: who waits for what, how long against the target, and how many counters serve it. */
import { html } from "/shared/preact.js";
import { inMinutes } from "/static/staff/time.js";
import { useWords } from "/static/staff/words.js";
import { OneMore } from "./estimate.js";
import { ToldWaits } from "./told_waits.js";

const MANY = 12;

export function Fields({ snapshot, ...shared }) {
  const { say } = useWords();
  const { fields } = snapshot;
  const quiet = fields.length > MANY ? fields.filter(isQuiet) : [];
  const rows = (some) => html`
    <ul class="field-list">
      ${some.map((field) => html`<${Field} key=${field.id} field=${field} snapshot=${snapshot}
        ...${shared} />`)}
    </ul>`;
  return html`
    <section class="card hall-fields" id="fields" aria-labelledby="fields-title">
      <h2 id="fields-title">${say("queues")}</h2>
      <${ToldWaits} told=${snapshot.told_waits} day=${snapshot.at.slice(0, 10)} />
      ${rows(fields.filter((field) => !quiet.includes(field)))}
      ${quiet.length > 0 && html`<details class="quiet-fields">
        <summary>${say(quiet.length < fields.length ? "quiet_fields" : "quiet_everywhere", {
          n: quiet.length,
        })}</summary>${rows(quiet)}
      </details>`}
    </section>
  `;
}

function isQuiet(field) {
  return field.open && !field.too_late && field.waiting === 0;
}

function Field({ field, snapshot, names, now, live, acts, onChoose }) {
  const { say } = useWords();
  const passed = Math.max(0, (now - Date.parse(snapshot.at)) / 1000);
  const longest = field.longest_wait_s === null ? null : field.longest_wait_s + passed;
  const late = longest !== null && longest > field.target_minutes * 60;
  const inside = html`
    <span class="field-name">${names.field(field.id)}
      ${!field.open && html`<span class="field-closed">
        <span class="icon icon-closed"></span>${closedWords(field, say)}</span>`}
      ${field.open && field.too_late && html`<span class="field-too-late">
        <span class="icon icon-closed"></span>${say("field_too_late")}</span>`}
      ${field.coming > 0 && html`<span class="field-estimate soft">${say("coming_of", { n: field.coming })}</span>`}
      <${Served} field=${field} counters=${snapshot.counters} />
      <${OneMore} field=${field} />
    </span>
    <span class=${field.waiting ? "field-count" : "field-count soft"}><span class="number">${field.waiting}</span>${" "}<span class="soft">${say("people_wait")}</span></span>
    <${Wait} longest=${longest} late=${late} target=${field.target_minutes} />
  `;
  return html`<li data-field=${field.id}>
    ${acts
      ? html`<button type="button" class=${late ? "field late" : "field"} disabled=${!live}
          onClick=${() => onChoose(field.id)}>${inside}</button>`
      : html`<div class=${late ? "field late" : "field"}>${inside}</div>`}
  </li>`;
}

function closedWords(field, say) {
  return field.reason ? say("field_closed_why", { reason: field.reason }) : say("field_closed");
}

/** The longest wait: in words, with a bar that is full at the target. */
function Wait({ longest, late, target }) {
  const { say } = useWords();
  const part = longest === null ? 0 : Math.min(1, longest / (target * 60));
  return html`<span class="field-wait">
    <span class="field-longest">
      ${late && html`<span class="icon icon-alert"></span>`}
      ${longest !== null && inMinutes(longest, say)}
      <span class="soft">${say(longest === null ? "target" : "of_target", { minutes: target })}</span>
    </span>
    <span class="bar" aria-hidden="true"><i style=${{ width: `${part * 100}%` }}></i></span>
  </span>`;
}

function Served({ field, counters }) {
  const { say } = useWords();
  const serving = counters.filter((one) => field.counters.includes(one.id));
  const open = serving.filter((one) => !["closed", "paused"].includes(one.state)).length;
  const stranded = open === 0 && field.waiting > 0;
  return html`<span class=${stranded ? "field-served stranded" : "field-served soft"}>
    ${stranded && html`<span class="icon icon-alert"></span>`}
    ${say("counters_open", { open, all: serving.length })}
  </span>`;
}
