/** The opening hours of the seven days from today, with what is different in them. */
import { html } from "../shared/preact.js";
import { shortDay, weekdayName, weekdayOf } from "./days.js";

export function Hours({ centre, language, words }) {
  return html`
    <section class="card part-hours">
      <h2>${words.hours}</h2>
      <dl class="week">
        ${centre.days.map((day, ahead) => html`
          <div class=${ahead === 0 ? "day day-today" : "day"}>
            <dt>${weekdayName(weekdayOf(day.day), language)} <span class="soft">${shortDay(day.day)}</span></dt>
            <dd>${spansOf(day, words)}</dd>
          </div>
        `)}
      </dl>
    </section>
  `;
}

function spansOf({ spans, holiday, extra }, words) {
  if (!spans.length) return html`<span class="soft">${holiday ? words.holiday : words.off}</span>`;
  return html`
    ${spans.map(({ opens, closes }) => html`<span class="span">${opens}–${closes}</span>`)}
    ${extra && html`<span class="soft">${words.extra}</span>`}
  `;
}
