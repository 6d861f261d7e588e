/** The days that can be chosen, each with what is taken and what is free. */
import { html } from "/shared/preact.js";
import { useWords } from "/static/staff/words.js";

export function Days({ answer, onChoose }) {
  const { say, language } = useWords();
  const today = answer.at.slice(0, 10);
  return html`
    <section class="card booked-days" aria-labelledby="days-title">
      <h2 id="days-title">${say("booked_days")}</h2>
      <ul>${answer.days.map((one) => html`<li key=${one.day}>
        <button type="button" class="booked-day" aria-pressed=${one.day === answer.day}
          onClick=${() => onChoose(one.day === today ? "" : one.day)}>
          <span class="booked-day-name">${one.day === today ? say("booked_today") : dayName(one.day, language)}</span>
          <span class="booked-counts"><b>${say("n_booked", { n: one.taken })}</b>
            <span class="soft">${say("n_free", { n: one.free })}</span></span>
        </button></li>`)}</ul>
    </section>
  `;
}

/** `Thứ Ba, 24/11`: the days to come are near. */
export function dayName(day, language) {
  const parts = { weekday: "long", day: "2-digit", month: "2-digit", timeZone: "UTC" };
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : "vi-VN", parts).format(Date.parse(day));
}
