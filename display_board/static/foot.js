// The foot of the screen: missed numbers, who waits where, notices; each only as far as there is room.

import { html } from "/shared/vendor/preact.js";
import { MISSED, WAITING } from "./words.js";

const NOTICE_S = 12;

export function Foot({ hall, quiet }) {
  const waiting = hall.waiting.filter((field) => field.count > 0).sort((a, b) => b.count - a.count);
  const notice = quiet ? null : noticeNow(hall.notices);
  return html`
    <footer class="foot">
      ${hall.missed.length > 0 && html`<${Missed} numbers=${hall.missed} />`}
      <${Waiting} fields=${waiting} />
      ${notice && html`<p class="notice" key=${notice.text}>${notice.text}<small lang="en">${notice.text_en}</small></p>`}
    </footer>`;
}

function Missed({ numbers }) {
  return html`
    <section class="strip missed">
      <h2>${MISSED.vi} <small lang="en">${MISSED.en}</small></h2>
      <ul>${numbers.map((number) => html`<li key=${number} class="number">${number}</li>`)}</ul>
    </section>`;
}

function Waiting({ fields }) {
  const total = fields.reduce((sum, field) => sum + field.count, 0);
  return html`
    <section class="strip waiting">
      <h2>${WAITING.vi} <b class="number">${total}</b> <small lang="en">${WAITING.en}</small></h2>
      <ul>${fields.map((field) => html`
        <li key=${field.field}>${field.name} <b class="number">${field.count}</b></li>`)}
      </ul>
    </section>`;
}

function noticeNow(notices) {
  const turn = Math.floor(Date.now() / 1000 / NOTICE_S);
  return notices.length ? notices[turn % notices.length] : null;
}
