/** The number, as large as the phone allows, and in words what becomes of it. */
import { html } from "../shared/preact.js";
import { named } from "../citizen/language.js";
import { clock, clockAndDay } from "../citizen/time.js";

/* What a state is in a few words, for whoever listens instead of looking. */
const IN_WORDS = {
  waiting: (one, words) => (one.kept_until ? words.kept : [one.almost && words.almost, placeOf(one, words)].filter(Boolean).join(". ")),
  called: (one, words) => [words.come, words.counter(one.counter), one.calls > 1 && words.nth(one.calls)].filter(Boolean).join(". "),
  serving: (one, words) => `${words.serving} ${words.counter(one.counter)}`,
  held: (one, words) => words.held,
  no_show: (one, words) => `${words.missed}. ${words.counter(one.counter)}`,
  done: (one, words) => words.done,
  transferred: (one, words) => words.done,
  cancelled: (one, words) => (one.lapsed_at ? words.lapsed : words.cancelled),
  closed: (one, words) => words.closed,
};
const MAY_STILL_COME = ["waiting", "held", "no_show"];

export const Turn = ({ snapshot, language, words }) => html`
  <section class="card ticket ticket-${toneOf(snapshot)}">
    <div class="ticket-number">
      <p class="ticket-field">${language === "en" ? snapshot.field_name_en : snapshot.field_name}</p>
      <h1><span class="ticket-label">${words.yourNumber}</span><span class="number">${snapshot.number}</span></h1>
    </div>
    <${Said} snapshot=${snapshot} language=${language} words=${words} />
    <div class="ticket-state">
      <${State} snapshot=${snapshot} language=${language} words=${words} />
      ${tellsTheHall(snapshot) && html`
        <p class="told">${language === "en" ? snapshot.message.text_en : snapshot.message.text}</p>
      `}
    </div>
  </section>
`;

/**
 * What is said aloud when it changes: where to go, how many are ahead. Every minute of a wait and
 * every call of the field would be said over and over.
 */
function Said({ snapshot, language, words }) {
  const hall = tellsTheHall(snapshot) && (language === "en" ? snapshot.message.text_en : snapshot.message.text);
  const said = IN_WORDS[snapshot.state](snapshot, words);
  return html`<p class="visually-hidden" role="status">${hall ? `${said}. ${hall}` : said}</p>`;
}

/** What everybody in the hall must know now, before anything else. */
export const Emergency = ({ snapshot, language }) => html`
  <div role="alert">${snapshot.emergency && html`
    <p class="emergency">${language === "en" ? snapshot.message.text_en : snapshot.message.text}</p>
  `}</div>
`;

/** The end of a session, for whom it still matters and who has not just been told the same. */
const tellsTheHall = ({ message, emergency, state, kept_until: kept }) =>
  message && !emergency && !kept && MAY_STILL_COME.includes(state);

/** How the card looks: what must not be overlooked stands out by more than its words. */
function toneOf({ state, almost }) {
  if (state === "waiting" && almost) return "almost";
  return state;
}

function State({ snapshot, language, words }) {
  const known = STATES[snapshot.state];
  return html`<${known} snapshot=${snapshot} language=${language} words=${words} />`;
}

function Waiting({ snapshot, words }) {
  const { estimate, almost, served, kept_until: kept, last_called: last, here_by: away } = snapshot;
  if (kept) return html`<p class="headline">${words.kept}</p><p>${words.keptUntil(clockAndDay(kept, snapshot.at))}</p>`;
  return html`
    ${almost && html`<p class="headline">${words.almost}</p>`}
    ${almost && !away && html`<p>${words.almostMore}</p>`}
    <p class=${almost ? "place" : "headline"}>${placeOf(snapshot, words)}</p>
    ${away && html`<p>${words.away}</p>`}
    ${served ? estimate && html`<p>${words.wait(estimate)}</p>` : html`<p>${words.notServed}</p>`}
    ${last && html`<p class="soft">${words.last(last)}</p>`}
  `;
}

/** Nobody is next who has not checked in, or while no counter serves them. */
function placeOf({ ahead, served, here_by: away }, words) {
  if (ahead === null) return words.waits;
  return ahead === 0 && (away || !served) ? words.nobodyAhead : words.ahead(ahead);
}

const Called = ({ snapshot, language, words }) => html`
  <p>${words.come}</p>
  <${Where} snapshot=${snapshot} language=${language} words=${words} />
  ${snapshot.calls > 1 && html`<p>${words.nth(snapshot.calls)}</p>`}
`;

const Serving = ({ snapshot, language, words }) => html`
  <p>${words.serving}</p>
  <${Where} snapshot=${snapshot} language=${language} words=${words} />
`;

const Held = ({ snapshot, language, words }) => html`
  <p class="headline">${words.held}</p>
  <p>${words.heldMore}</p>
  <${Where} snapshot=${snapshot} language=${language} words=${words} />
  ${snapshot.remind_at && html`<p>${words.back(clock(snapshot.remind_at))}</p>`}
`;

const Missed = ({ snapshot, language, words }) => html`
  <p class="headline">${words.missed}</p>
  <p>${snapshot.grace_until ? words.missedUntil(clock(snapshot.grace_until)) : words.missedLate}</p>
  <${Where} snapshot=${snapshot} language=${language} words=${words} />
`;

const Done = ({ words }) => html`<p class="headline">${words.done}</p><p>${words.doneMore}</p>`;

const Cancelled = ({ snapshot: { lapsed_at: lapsed }, words }) => (lapsed
  ? html`<p class="headline">${words.lapsed}</p><p>${words.lapsedMore(clock(lapsed))}</p>`
  : html`<p class="headline">${words.cancelled}</p><p>${words.takeAnother}</p>`);

const Closed = ({ words }) => html`<p class="headline">${words.closed}</p><p>${words.sorry}</p>`;

function Where({ snapshot, language, words }) {
  const { counter, counter_name: name, zone } = snapshot;
  if (counter === null) return null;
  return html`
    <p class="where">${words.counterWord} <span class="number">${counter}</span></p>
    <p>${name}</p>
    ${zone && html`<p>${named(zone, language)}</p>`}
  `;
}

const STATES = {
  waiting: Waiting,
  called: Called,
  serving: Serving,
  held: Held,
  no_show: Missed,
  done: Done,
  transferred: Done,
  cancelled: Cancelled,
  closed: Closed,
};
