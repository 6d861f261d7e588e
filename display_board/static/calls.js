// The newest call, as large as the screen allows, and those before it.

import { html } from "/shared/preact.js";
import { sizes } from "./fit.js";
import { Room, capacity } from "./room.js";
import { Shape } from "./shapes.js";
import { COUNTER, INVITE, LAST, NOTHING_YET, PLEASE_WAIT, RECENT, UNSAID } from "./words.js";

const WIDEST = 12; // characters of a ticket number
const LINE = { width: 6.1, height: 1.3 }; // of a list's number

export function NewestCall({ call, signs }) {
  if (!call) return html`<${NothingYet} />`;
  const waiting = call.state === "called";
  const words = waiting ? INVITE : LAST;
  const look = `newest ${waiting ? "waiting" : "settled"} ${signs.fresh(call) ? "fresh" : ""}`;
  return html`
    <section class=${look} data-turn=${call.seq % 2} aria-live="polite">
      <h2>${words.vi} <small lang="en">${words.en}</small><${Sign} call=${call} signs=${signs} /></h2>
      <p class="number digits" data-length=${Math.min(call.number.length, WIDEST)}>${call.number}</p>
      <div class="to">
        <${Shape} name="arrow" />
        <p class="desk" data-length=${String(call.counter).length}>
          <span>${COUNTER.vi}</span> <b class="number">${call.counter}</b>
        </p>
        <p class=${nameLook(call.counter_name)}>${call.counter_name}</p>
      </div>
    </section>`;
}

function Sign({ call, signs }) {
  if (signs.speaking === call.seq) return html`<span class="sign spoken"><${Shape} name="speaker" /></span>`;
  if (!signs.unsaid(call)) return null;
  return html`<span class="sign unsaid"><${Shape} name="mute" /><span class="visually-hidden">${UNSAID.vi}</span></span>`;
}

function nameLook(name) {
  return name.length > 34 ? "name long" : "name";
}

function NothingYet() {
  return html`
    <section class="newest nothing">
      <h2>${NOTHING_YET.vi}<small lang="en">${NOTHING_YET.en}</small></h2>
      <p>${PLEASE_WAIT.vi[0]}<br />${PLEASE_WAIT.vi[1]}<small lang="en">${PLEASE_WAIT.en}</small></p>
    </section>`;
}

// As many as there is room for, newest first, line by line.
export function RecentCalls({ calls, signs }) {
  if (calls.length === 0) return null;
  return html`
    <section class="recent">
      <h2>${RECENT.vi} <small lang="en">${RECENT.en}</small></h2>
      <${Room} look="lines" draw=${(room) => html`<${Lines} calls=${calls} signs=${signs} room=${room} />`} />
    </section>`;
}

function Lines({ calls, signs, room }) {
  const line = { width: LINE.width * sizes.list, height: LINE.height * sizes.list };
  const { columns, rows } = capacity(room, line, 0);
  const listed = calls.slice(0, columns * rows);
  return html`
    <ol style=${{ "--columns": Math.ceil(listed.length / rows), "--rows": rows }}>
      ${listed.map((call) => html`
        <li key=${call.seq} class=${rowLook(call, signs)}>
          <b class="number">${call.number}</b>
          <${Shape} name=${shapeOf(call, signs)} />
          <span class="plate"><span class="visually-hidden">${COUNTER.vi}</span><b class="number">${call.counter}</b></span>
        </li>`)}
    </ol>`;
}

function shapeOf(call, signs) {
  if (signs.speaking === call.seq) return "speaker";
  return signs.unsaid(call) ? "mute" : "arrow";
}

function rowLook(call, signs) {
  return `${call.state === "called" ? "waiting" : "settled"} ${signs.fresh(call) ? "fresh" : ""}`;
}
