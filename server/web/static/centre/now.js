/** The first thing to know: whether it is open, until when, or when again. */
import { html } from "../shared/preact.js";
import { clock } from "../citizen/time.js";
import { dayAndClock } from "./days.js";

export function Now({ centre, language, words }) {
  const { kind, title, text } = said(centre, language, words);
  return html`
    <section class="card part-now now-${kind}" aria-live="polite">
      <h2><span class="mark" aria-hidden="true"></span>${title}</h2>
      ${text && html`<p>${text}</p>`}
      <${Today} centre=${centre} words=${words} />
    </section>
  `;
}

function said(centre, language, words) {
  const { emergency, session_end: end } = centre;
  if (emergency) return { kind: "closed", title: words.emergency, text: (language === "en" && centre.emergency_en) || emergency };
  if (centre.open) return { kind: "open", title: words.open, text: centre.closes_at && words.until(clock(centre.closes_at)) };
  const again = centre.opens_at && words.again(dayAndClock(centre.opens_at, centre.at, language));
  if (end && end.kind === "all_closed") return { kind: "paused", title: words.paused, text: language === "en" ? end.text_en : end.text };
  const later = centre.opens_at && centre.opens_at.slice(0, 10) === centre.at.slice(0, 10);
  return { kind: later ? "paused" : "closed", title: later ? words.notYet : words.closed, text: again };
}

/** Today's sessions; on a day without any, why. */
function Today({ centre, words }) {
  const [today] = centre.days;
  if (!today.spans.length) return html`<p class="soft">${today.holiday ? words.holidayToday : words.dayOff}</p>`;
  return html`<p class="soft">${words.today} ${today.spans.map(({ opens, closes }) => html`<span class="span">${opens}–${closes}</span>`)}</p>`;
}
