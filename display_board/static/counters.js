// Every counter with the number it serves; what does not fit in a legible size takes its turn.

import { html } from "/shared/preact.js";
import { sizes } from "./fit.js";
import { arranged, turn } from "./room.js";
import { Shape } from "./shapes.js";
import { COUNTERS, PAGE, STATES } from "./words.js";

const LONG = 30; // characters
const GAP = 0.6; // rem
const HEADING = 3;

// How the counters stand in a room; `pages` says how many turns they need.
export function placed(counters, room) {
  const { rem, list, words } = sizes;
  const line = {
    width: 1.5 * list + Math.max(3.8 * list, 8.3 * words) + 1.2 * rem,
    height: 1.08 * list + 1.3 * words + 0.9 * rem,
  };
  const place = { width: room.width, height: room.height - HEADING * rem };
  return arranged(counters.length, place, line, GAP * rem);
}

export function CounterTable({ counters, room }) {
  const { columns, rows, each, pages } = placed(counters, room);
  const page = turn(pages);
  return html`
    <section class="table" style=${{ height: `${room.height}px` }}>
      <h2>${COUNTERS.vi} <small lang="en">${COUNTERS.en}</small>
        ${pages > 1 && html`<span class="page"><span class="visually-hidden">${PAGE.vi}</span> ${page + 1}/${pages}</span>`}
      </h2>
      <ul key=${pages > 1 ? page : "all"} class=${columns > 1 ? "tiles" : "named"} style=${{ "--rows": rows, "--columns": columns }}>
        ${counters.slice(page * each, (page + 1) * each).map((counter) => html`<${Counter} key=${counter.id} counter=${counter} />`)}
      </ul>
    </section>`;
}

function Counter({ counter }) {
  const { number, name, ticket, state } = counter;
  return html`
    <li class=${`counter ${state} ${ticket ? "" : "idle"}`}>
      <b class="plate number" data-length=${String(number).length}>${number}</b>
      <span class=${name.length > LONG ? "name long" : "name"}>${name}</span>
      ${ticket && html`<b class="ticket number">${ticket}</b>`}
      <span class="state"><${Shape} name=${state} /> ${STATES[state].vi}</span>
    </li>`;
}
