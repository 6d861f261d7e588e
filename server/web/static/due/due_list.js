/** The dossiers to urge an agency about, the most urgent first, each to be chosen. */
import { html, useState } from "/shared/preact.js";
import { plainDay, plainTime } from "/static/staff/time.js";
import { useWords } from "/static/staff/words.js";
import { agencyName } from "./agencies.js";
import { DossierReminders } from "./dossier_reminders.js";

const MOST_AT_ONCE = 200;

export function DueList({ server, question, list, chosen, onChoose, onRemind }) {
  const { say } = useWords();
  const [told, setTold] = useState(null);
  const { items, next, agencies } = list.answer;
  if (!items.length) {
    return html`<p class="due-nothing"><span class="icon icon-check"></span>${say(`due_none_${question.due}`)}</p>`;
  }
  const all = items.slice(0, MOST_AT_ONCE).every((one) => chosen.includes(one.code));
  const turnAll = () => onChoose(all ? [] : items.slice(0, MOST_AT_ONCE).map((one) => one.code));
  const turn = (code) => onChoose(chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code]);
  const names = new Map(agencies.map((one) => [one.agency, one]));
  return html`
    <div class="table-room" role="region" aria-label=${say("due_table")} tabindex="0">
      <table>
        <thead><tr>
          <th scope="col" class="due-mark"><input type="checkbox" checked=${all} onChange=${turnAll}
            aria-label=${say("choose_all")} /></th>
          ${["dossier", "agency", "due_at", "left", "reminders"].map((name) => html`
            <th key=${name} scope="col">${say(`due_col_${name}`)}</th>`)}
        </tr></thead>
        <tbody>${items.map((one) => html`<${Row} key=${one.code} one=${one} agency=${names.get(one.agency)}
          chosen=${chosen.includes(one.code)} full=${chosen.length >= MOST_AT_ONCE}
          onTurn=${() => turn(one.code)} onTold=${() => setTold(one.code)}
          onRemind=${() => onRemind([one.code])} />`)}</tbody>
      </table>
    </div>
    <div class="due-foot">
      ${next && html`<button type="button" disabled=${list.busy} onClick=${list.more}>${say("show_more")}</button>`}
      <span class="due-chosen" role="status">${chosen.length > 0 && say("n_chosen", { n: chosen.length })}</span>
      <button type="button" class="main" disabled=${!chosen.length} onClick=${() => onRemind(chosen)}>
        <span class="icon icon-bell"></span>${say("remind")}</button>
    </div>
    ${told && html`<${DossierReminders} server=${server} code=${told} onClose=${() => setTold(null)} />`}
  `;
}

function Row({ one, agency, chosen, full, onTurn, onTold, onRemind }) {
  const { say, language } = useWords();
  return html`<tr class=${chosen ? "chosen" : ""}>
    <td class="due-mark"><input type="checkbox" checked=${chosen} disabled=${full && !chosen} onChange=${onTurn}
      aria-label=${say("choose_dossier", { code: one.code })} /></td>
    <th scope="row"><span class="due-code">${one.code}</span>
      ${one.procedure_name && html`<span class="due-procedure">${one.procedure_name}</span>`}</th>
    <td><span class="due-of">${agencyName(agency ?? {}, say, language)}</span></td>
    <td class="due-when">${plainDay(one.due_at)} <span class="soft">${plainTime(one.due_at)}</span></td>
    <td><${Left} one=${one} /></td>
    <td class="due-reminders">
      ${one.reminders > 0 && html`<button type="button" class="quiet" onClick=${onTold}
        title=${say("reminders_of", { code: one.code })}>
        ${say("n_reminders", { n: one.reminders, day: plainDay(one.reminded_at).slice(0, 5) })}
        <span class="visually-hidden">${one.code}</span></button>`}
      <button type="button" onClick=${onRemind} aria-label=${say("remind_of", { code: one.code })}>
        ${say("remind_one")}</button>
    </td>
  </tr>`;
}

/** How much time is left, or since when there is none: in words, and only then in colour. */
function Left({ one }) {
  const { say } = useWords();
  const word = one.overdue ? "overdue_by" : "due_in";
  const text = say(one.working_days ? word : `${word}_less`, { n: one.working_days });
  return html`<span class=${one.overdue ? "due-left due-late" : "due-left due-soon"}>${text}</span>`;
}
