// Every counter with the number it serves; nothing is cut, however many there are.

import { html } from "/shared/vendor/preact.js";
import { Shape } from "./shapes.js";
import { COUNTERS, STATES } from "./words.js";

// Counters up to and including this many stand in so many columns.
const LANDSCAPE = [[6, 1], [20, 2], [30, 3], [48, 4], [Infinity, 6]];
const PORTRAIT = [[6, 1], [16, 2], [24, 3], [Infinity, 5]];
const NAMED = 2; // columns; with more of them there is no room for names
const LONG = 30; // characters
const upright = matchMedia("(orientation: portrait)");

export function CounterTable({ counters }) {
  const widths = upright.matches ? PORTRAIT : LANDSCAPE;
  const columns = widths.find(([most]) => counters.length <= most)[1];
  const rows = Math.max(Math.ceil(counters.length / columns), 3);
  const look = columns > NAMED ? "table tiles" : "table";
  return html`
    <section class=${look} data-columns=${columns} data-rows=${height(rows)}>
      <h2>${COUNTERS.vi} <small lang="en">${COUNTERS.en}</small></h2>
      <ul style=${{ "--rows": rows, "--columns": columns }}>
        ${counters.map((counter) => html`<${Counter} key=${counter.id} counter=${counter} />`)}
      </ul>
    </section>`;
}

function height(rows) {
  if (rows <= 5) return "few";
  return rows <= 8 ? "some" : "many";
}

function Counter({ counter }) {
  const { number, name, ticket, state } = counter;
  return html`
    <li class=${`counter ${state} ${ticket ? "" : "idle"}`}>
      <b class="plate number">${number}</b>
      <span class=${name.length > LONG ? "name long" : "name"}>${name}</span>
      ${ticket && html`<b class="ticket number">${ticket}</b>`}
      <span class="state"><${Shape} name=${state} /> ${STATES[state].vi}</span>
    </li>`;
}
