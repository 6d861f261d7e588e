// Every counter with the number it serves; nothing is cut, however many there are.

import { html } from "/shared/vendor/preact.js";
import { Shape } from "./shapes.js";
import { COUNTERS, STATES } from "./words.js";

// Counters up to and including this many stand in so many columns.
const COLUMNS = [[6, 1], [20, 2], [30, 3], [48, 4], [Infinity, 6]];
const NONE = "–";

export function CounterTable({ counters }) {
  const columns = COLUMNS.find(([most]) => counters.length <= most)[1];
  const rows = Math.max(Math.ceil(counters.length / columns), 3);
  return html`
    <section class="table" data-columns=${columns} data-rows=${rowsClass(rows)}>
      <h2>${COUNTERS.vi} <small lang="en">${COUNTERS.en}</small></h2>
      <ul style=${{ "--rows": rows, "--columns": columns }}>
        ${counters.map((counter) => html`<${Counter} key=${counter.id} counter=${counter} />`)}
      </ul>
    </section>`;
}

function rowsClass(rows) {
  if (rows <= 4) return "few";
  return rows <= 8 ? "some" : "many";
}

function Counter({ counter }) {
  return html`
    <li class=${`counter ${counter.state}`}>
      <b class="plate number">${counter.number}</b>
      <span class="name">${counter.name}</span>
      <b class="ticket number">${counter.ticket || NONE}</b>
      <span class="state"><${Shape} name=${counter.state} />${STATES[counter.state].vi}</span>
    </li>`;
}
