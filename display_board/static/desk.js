// The small screen above one desk: its number, whom it calls or serves, or that it is closed.

import { html } from "/shared/preact.js";
import { Shape } from "./shapes.js";
import { COUNTER, DESK_STATES, STATES, STRANGE_COUNTER } from "./words.js";

export function Desk({ hall, page, signs }) {
  const counter = hall.counters.find((one) => one.number === page.counter);
  if (!counter) return html`<section class="desk-screen"><p class="word">${STRANGE_COUNTER.vi}<small lang="en">${STRANGE_COUNTER.en}</small></p></section>`;
  const call = hall.calls.find((one) => one.counter === counter.number && one.number === counter.ticket);
  const look = `desk-screen ${counter.state} ${call && signs.fresh(call) ? "fresh" : ""}`;
  return html`
    <section class=${look} data-turn=${call ? call.seq % 2 : 0}>
      <h2><span>${COUNTER.vi}</span> <b class="number">${counter.number}</b></h2>
      <p class=${counter.name.length > 40 ? "name long" : "name"}>${counter.name}</p>
      ${counter.ticket
        ? html`<p class="number digits" data-length=${Math.min(counter.ticket.length, 12)}>${counter.ticket}</p>
          <p class="state"><${Shape} name=${counter.state} /> ${STATES[counter.state].vi}<small lang="en">${STATES[counter.state].en}</small></p>`
        : html`<p class="word"><${Shape} name=${counter.state} />${DESK_STATES[counter.state].vi}<small lang="en">${DESK_STATES[counter.state].en}</small></p>`}
    </section>`;
}
