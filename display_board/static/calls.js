// The newest call, as large as the screen allows, and those before it.

import { html } from "/shared/vendor/preact.js";
import { Shape } from "./shapes.js";
import { COUNTER, INVITE, LAST, NOTHING_YET, PLEASE_WAIT, RECENT } from "./words.js";

const LISTED = 6;
const WIDEST = 12; // characters of a ticket number

export function NewestCall({ call, fresh, speaking }) {
  if (!call) return html`<${NothingYet} />`;
  const waiting = call.state === "called";
  const words = waiting ? INVITE : LAST;
  const look = `newest ${waiting ? "waiting" : "settled"} ${fresh.has(call) ? "fresh" : ""}`;
  return html`
    <section class=${look} key=${call.seq} aria-live="polite">
      <h2>${words.vi} <small lang="en">${words.en}</small>
        ${speaking === call.seq && html`<span class="spoken"><${Shape} name="speaker" /></span>`}
      </h2>
      <p class="number digits" data-length=${Math.min(call.number.length, WIDEST)}>${call.number}</p>
      <div class="to">
        <${Shape} name="arrow" />
        <p class="desk"><span>${COUNTER.vi}</span> <b class="number">${call.counter}</b></p>
        <p class=${nameLook(call.counter_name)}>${call.counter_name}</p>
      </div>
    </section>`;
}

function nameLook(name) {
  return name.length > 40 ? "name long" : "name";
}

function NothingYet() {
  return html`
    <section class="newest nothing">
      <h2>${NOTHING_YET.vi}<small lang="en">${NOTHING_YET.en}</small></h2>
      <p>${PLEASE_WAIT.vi[0]}<br />${PLEASE_WAIT.vi[1]}<small lang="en">${PLEASE_WAIT.en}</small></p>
    </section>`;
}

export function RecentCalls({ calls, fresh, speaking }) {
  if (calls.length === 0) return null;
  return html`
    <section class="recent">
      <h2>${RECENT.vi} <small lang="en">${RECENT.en}</small></h2>
      <ol>
        ${calls.slice(0, LISTED).map((call) => html`
          <li key=${call.seq} class=${rowLook(call, fresh)}>
            <b class="number">${call.number}</b>
            <${Shape} name=${speaking === call.seq ? "speaker" : "arrow"} />
            <span>${COUNTER.vi} <b class="number">${call.counter}</b></span>
          </li>`)}
      </ol>
    </section>`;
}

function rowLook(call, fresh) {
  return `${call.state === "called" ? "waiting" : "settled"} ${fresh.has(call) ? "fresh" : ""}`;
}
