// The foot of the screen: missed numbers, who waits where, notices; what does not fit takes its turn.

import { html } from "/shared/preact.js";
import { sizes } from "./fit.js";
import { Room, packed, turn } from "./room.js";
import { Ticker } from "./ticker.js";
import { MISSED, WAITING } from "./words.js";

const CHARACTER = 0.57; // of the font's size, wide
const AROUND = 1.7; // of the font's size, beside a text
const LONG = 26; // characters; a longer name stands in two lines

export function Foot({ hall, notices, quiet }) {
  const waiting = hall.waiting.filter((field) => field.count > 0).sort((a, b) => b.count - a.count);
  return html`
    <footer class=${quiet ? "foot stale" : "foot"}>
      ${hall.missed.length > 0 && html`<${Missed} numbers=${hall.missed} />`}
      ${waiting.length > 0 && html`<${Waiting} fields=${waiting} />`}
      ${quiet ? null : html`<${Ticker} notices=${notices} />`}
    </footer>`;
}

// All that the screen above a desk has at its foot.
export function Notices({ notices, quiet }) {
  if (quiet || notices.length === 0) return null;
  return html`<footer class="foot"><${Ticker} notices=${notices} /></footer>`;
}

function Missed({ numbers }) {
  return html`
    <section class="strip missed">
      <h2>${MISSED.vi} <small lang="en">${MISSED.en}</small></h2>
      <${Chips} pieces=${numbers} text=${(number) => number} draw=${(number) => html`<li key=${number} class="number">${number}</li>`} />
    </section>`;
}

function Waiting({ fields }) {
  const total = fields.reduce((sum, field) => sum + field.count, 0);
  return html`
    <section class="strip waiting">
      <h2>${WAITING.vi} <b class="number">${total}</b> <small lang="en">${WAITING.en}</small></h2>
      <${Chips} pieces=${fields} text=${(field) => `${field.name} ${field.count}`} draw=${drawField} />
    </section>`;
}

function drawField({ field, name, count }) {
  return html`<li key=${field}><span class=${name.length > LONG ? "long" : ""}>${name}</span><b class="number">${count}</b></li>`;
}

function Chips({ pieces, text, draw }) {
  const widthOf = (piece) => {
    const { length } = text(piece);
    return sizes.words * (AROUND + CHARACTER * (length > LONG ? Math.max(LONG, 0.55 * length) : length));
  };
  return html`<${Room} look="chips" draw=${(room) => {
    const pages = packed(pieces, widthOf, room.width);
    const page = turn(pages.length);
    return html`<ul key=${page}>${pages[page].map(draw)}</ul>`;
  }} />`;
}
