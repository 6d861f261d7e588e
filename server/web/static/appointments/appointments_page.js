/** Who is expected when: the days on the left, one day's windows on the right. */
import { html, useEffect, useState } from "/shared/preact.js";
import { Files } from "/static/staff/files.js";
import { HallWay, PagePlace, TopBar } from "/static/staff/header.js";
import { namesOf } from "/static/staff/names.js";
import { aheadBy, plainTime } from "/static/staff/time.js";
import { useWords } from "/static/staff/words.js";
import { dayName, Days } from "./days.js";
import { addressOf, pathOf, questionOf } from "./question.js";
import { useDay } from "./use_day.js";
import { Windows } from "./windows.js";

export function AppointmentsPage({ server, person, centre }) {
  const words = useWords();
  const { say, language } = words;
  const [question, setQuestion] = useState(() => questionOf(location.search, centre.at.slice(0, 10)));
  const { answer, old, trouble, again } = useDay(server, question);
  useEffect(() => {
    document.title = `${say("appointments")} – ${say("product")}`;
  }, [language]);
  const ask = (change) => {
    const next = { ...question, ...change };
    history.replaceState(null, "", addressOf(next));
    setQuestion(next);
  };
  return html`
    <${AppointmentsTop} server=${server} person=${person} centre=${centre} />
    ${trouble && html`<p role="alert" class="page-trouble">${trouble}
      <button type="button" onClick=${again}>${say("try_again")}</button></p>`}
    ${!answer && !trouble && html`<main class="arriving"><p role="status">${say("loading")}</p></main>`}
    ${answer && !answer.enabled && html`<main class="arriving"><p>${say("booked_off")}</p></main>`}
    ${answer?.enabled && html`<main class="booked-page">
      <${Days} answer=${answer} onChoose=${(day) => ask({ day })} />
      <section class=${old ? "card booked-work old" : "card booked-work"} aria-labelledby="booked-title">
        <${Head} answer=${answer} question=${question} onAsk=${ask} onAgain=${again} />
        <${Windows} windows=${answer.windows} names=${namesOf(centre, words)} />
      </section>
    </main>`}
  `;
}

function AppointmentsTop({ server, person, centre }) {
  const { say } = useWords();
  const [ahead] = useState(() => aheadBy(centre.at, Date.now()));
  const place = html`<${PagePlace} name="appointments" centre=${centre} />`;
  const ways = html`<${HallWay} person=${person} />
    <a class="button quiet" href="/counter">${say("counters")}</a>`;
  return html`<${TopBar} server=${server} person=${person} centre=${centre} place=${place} ways=${ways}
    ahead=${ahead} />`;
}

/** Which day, of when, of which field, and the same as files. */
function Head({ answer, question, onAsk, onAgain }) {
  const { say, named, language } = useWords();
  const file = (format) => `/api/v1${pathOf({ ...question, day: answer.day }, { format, language })}`;
  return html`
    <div class="booked-head">
      <h2 id="booked-title">${dayName(answer.day, language)}</h2>
      <span class="soft" role="status">${say("booked_as_of", { at: plainTime(answer.at) })}</span>
      <button type="button" class="quiet" onClick=${onAgain}>
        <span class="icon icon-again"></span>${say("booked_again")}</button>
      <span class="booked-gap"></span>
      <div class="booked-choice">
        <label for="booked-which">${say("booked_col_field")}</label>
        <select id="booked-which" onChange=${(event) => onAsk({ field: event.target.value })}>
          <option value="" selected=${!question.field}>${say("booked_all_fields")}</option>
          ${answer.fields.map((one) => html`<option key=${one.id} value=${one.id}
            selected=${one.id === question.field}>${named(one)}</option>`)}
        </select>
      </div>
      <${Files} addressOf=${file} />
    </div>
  `;
}
