/** Past reminders, the newest first: when, by whom, how, about what. */
import { html } from "/shared/preact.js";
import { plainDay, plainTime } from "/static/staff/time.js";
import { useWords } from "/static/staff/words.js";
import { agencyName } from "./agencies.js";

export function Past({ list }) {
  const { say } = useWords();
  const { items, next } = list.answer;
  if (!items.length) return html`<p class="due-nothing">${say("past_none")}</p>`;
  return html`
    <p class="soft">${say("past_days")}</p>
    <${Reminders} items=${items} />
    ${next && html`<div class="due-foot">
      <button type="button" disabled=${list.busy} onClick=${list.more}>${say("show_more")}</button>
    </div>`}
  `;
}

export function Reminders({ items }) {
  return html`<ol class="past">
    ${items.map((one) => html`<${Reminder} key=${one.id} reminder=${one} />`)}
  </ol>`;
}

function Reminder({ reminder }) {
  const { say, language } = useWords();
  const nameOf = (one) => agencyName({ name: one.agency_name, name_en: one.agency_name_en }, say, language);
  const agencies = [...new Set(reminder.dossiers.map(nameOf))];
  return html`<li>
    <p class="past-head"><b>${plainDay(reminder.at)} ${plainTime(reminder.at)}</b>
      <span>${say(`means_${reminder.means}`)}</span>
      <span class="soft">${reminder.staff_name ?? reminder.staff}</span></p>
    <p>${agencies.join(" · ")}</p>
    ${reminder.note && html`<p class="past-note">${reminder.note}</p>`}
    <p class="past-codes">${reminder.dossiers.map((one) => html`
      <span key=${one.code} class=${one.overdue ? "due-late" : "due-soon"}>${one.code}</span>`)}</p>
  </li>`;
}
