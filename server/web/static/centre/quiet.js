/** Quiet hours: a usual week of the centre or of one field, from the weeks that are over. */
import { html, useEffect, useState } from "../shared/preact.js";
import { named } from "../citizen/language.js";
import { ask } from "../citizen/server.js";
import { shortWeekday, weekdayName } from "./days.js";

const LEVELS = ["quiet", "usual", "busy"];

export function Quiet({ centre, language, words }) {
  const week = useWeek();
  const [field, setField] = useState("");
  if (!week) return null;
  const known = week.parts.filter((part) => part.levels.length);
  const part = known.find((one) => (one.field || "") === field);
  return html`
    <section class="card part-quiet">
      <h2 id="quiet">${words.quietHours}</h2>
      ${known.length === 0
        ? html`<p class="soft">${words.tooLittle(week.days)}</p>`
        : html`
          <${Choice} parts=${known} chosen=${field} onChoose=${setField} centre=${centre} language=${language} words=${words} />
          ${part && html`<${Week} part=${part} week=${week} language=${language} words=${words} />`}
          <p class="soft small">${words.quietNote(week.days, week.weeks)}</p>
        `}
    </section>
  `;
}

function Choice({ parts, chosen, onChoose, centre, language, words }) {
  if (parts.length < 2) return null;
  const names = new Map(centre.fields.map((field) => [field.id, named(field, language)]));
  return html`
    <label class="choice">
      <span class="visually-hidden">${words.quietOf}</span>
      <select value=${chosen} onChange=${(event) => onChoose(event.target.value)}>
        ${parts.map(({ field }) => html`<option value=${field || ""}>${field ? names.get(field) : words.wholeCentre}</option>`)}
      </select>
    </label>
  `;
}

function Week({ part, week, language, words }) {
  const hours = part.levels[0].map((_, place) => week.first_hour + place);
  const rows = part.levels.map((levels, weekday) => ({ levels, weekday })).filter(({ levels }) => levels.some((level) => level !== null));
  return html`
    ${part.quietest.length
      ? html`<p>${words.quietest} <strong>${part.quietest.map((one) => hourOf(one, language)).join("; ")}</strong>.</p>`
      : html`<p>${words.even}</p>`}
    <div class="scroll" tabindex="0" role="group" aria-labelledby="quiet">
      <table class="grid">
        <thead><tr><td></td>${hours.map((hour) => html`<th scope="col">${hour}<span class="visually-hidden">:00</span></th>`)}</tr></thead>
        <tbody>
          ${rows.map(({ levels, weekday }) => html`
            <tr><th scope="row"><abbr aria-hidden="true">${shortWeekday(weekday, language)}</abbr><span class="visually-hidden">${weekdayName(weekday, language)}</span></th>${levels.map((level) => cell(level, words))}</tr>
          `)}
        </tbody>
      </table>
    </div>
    <ul class="legend" aria-hidden="true">
      ${LEVELS.map((name) => html`<li><span class="level level-${name}"></span>${words[name]}</li>`)}
    </ul>
  `;
}

const cell = (level, words) => (level === null
  ? html`<td></td>`
  : html`<td><span class="level level-${LEVELS[level]}"></span><span class="visually-hidden">${words[LEVELS[level]]}</span></td>`);

const hourOf = ({ weekday, hour }, language) => `${weekdayName(weekday, language)} ${two(hour)}:00–${two(hour + 1)}:00`;
const two = (number) => String(number).padStart(2, "0");

/** Read once: it changes with the day. */
function useWeek() {
  const [week, setWeek] = useState(null);
  useEffect(() => {
    ask("GET", "/centre/quiet").then(setWeek, () => {}); // a page without it is still a page
  }, []);
  return week;
}
