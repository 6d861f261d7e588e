/** Who waits, in calling order, and why in this order. One tab stop; arrows move inside. */
import { html, useRef, useState } from "/shared/preact.js";
import { inMinutes, plainTime, useServerNow } from "/static/staff/time.js";
import { useWords } from "/static/staff/words.js";
import { Figures } from "./figures.js";

/** `elapsed` seconds have passed since the list was made; `onChoose(number)` asks to call one. */
export function WaitingList(page) {
  const { counter, names, targets, at, ahead, canCall, canCheckIn, onChoose, onPast } = page;
  const { say } = useWords();
  const now = useServerNow(ahead);
  const elapsed = Math.max(0, (now - Date.parse(at)) / 1000);
  const shared = { names, targets, elapsed, now, canCall, canCheckIn, onChoose };
  const due = counter.held.filter((one) => isDue(one, now));
  return html`
    <aside class="card waiting" aria-label=${say("waiting_list")}>
      <h2>${say("waiting_list")} <span class="number">${counter.waiting.length}</span></h2>
      ${counter.waiting.length
        ? html`<p class="soft waiting-hint">${say("waiting_hint")}</p>
            <${Line} name="waiting" tickets=${counter.waiting} ...${shared} />`
        : html`<p class="soft waiting-none">${say("waiting_none")}</p>`}
      ${["held", "missed", "coming"].map((aside) => counter[aside].length > 0 && html`
        <h3>${say(`${aside}_list`)} <span class="number">${counter[aside].length}</span></h3>
        <${Line} name=${aside} tickets=${counter[aside]} ...${shared} />`)}
      <${Figures} today=${counter.today} onPast=${onPast} />
      <p class="visually-hidden" role="status">
        ${due.map((one) => say("held_due_said", { number: one.number })).join(" ")}
      </p>
    </aside>
  `;
}

function Line({ name, tickets, ...shared }) {
  const list = useRef(null);
  const [here, setHere] = useState(0);
  const current = Math.min(here, tickets.length - 1);
  const move = (event) => {
    const to = target(event.key, current, tickets.length);
    if (to === null) return;
    event.preventDefault();
    setHere(to);
    list.current.querySelectorAll("button")[to].focus();
  };
  return html`
    <ol class="waiting-line" data-list=${name} ref=${list} onKeyDown=${move}>
      ${tickets.map((ticket, place) => html`
        <${Row} key=${ticket.number} list=${name} ticket=${ticket} ...${shared}
          reachable=${place === current} onFocus=${() => setHere(place)} />`)}
    </ol>
  `;
}

function target(key, here, count) {
  const places = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: count - 1 };
  const place = places[key];
  return place === undefined || place < 0 || place >= count ? null : place;
}

function Row({ list, ticket, names, targets, elapsed, now, canCall, canCheckIn, onChoose, reachable, onFocus }) {
  const { say } = useWords();
  const can = list === "coming" ? canCheckIn : canCall;
  const due = isDue(ticket, now);
  return html`
    <li>
      <button type="button" class=${due ? "row due" : "row"} data-number=${ticket.number} tabindex=${reachable ? 0 : -1} onFocus=${onFocus}
        aria-disabled=${!can} onClick=${() => can && onChoose(ticket.number, list)}>
        <span class="number row-number">${ticket.number}</span>
        <span class="row-about">
          <span class="row-field">${names.field(ticket.field)}</span>
          ${ticket.priority && html`<span class="mark-priority">
            <span class="icon icon-star"></span>${names.priority(ticket.priority)}</span>`}
          <span class="row-facts">${factsOf(ticket, names, say)}</span>
        </span>
        ${list === "waiting"
          ? html`<${Wait} seconds=${ticket.wait_s + elapsed}
              target=${targets[ticket.field]?.wait_minutes} />`
          : html`<${Aside} ticket=${ticket} due=${due} now=${now} />`}
      </button>
    </li>
  `;
}

function Wait({ seconds, target = Infinity }) {
  const { say } = useWords();
  const late = seconds > target * 60;
  return html`
    <span class=${late ? "row-wait late" : "row-wait"}>
      ${late && html`<span class="icon icon-alert"></span>`}${inMinutes(seconds, say)}
    </span>
  `;
}

/** Of who is held, when to think of them; of who was missed, how long the place is kept. */
function Aside({ ticket, due, now }) {
  const { say } = useWords();
  const words = ticket.grace_until
    ? graceWords(ticket, now, say)
    : ticket.here_by
      ? say("coming_until", { at: plainTime(ticket.here_by) })
      : ticket.remind_at && say(due ? "held_due" : "held_until", { at: plainTime(ticket.remind_at) });
  return html`
    <span class=${due ? "row-wait late" : "row-wait"}>
      ${due && html`<span class="icon icon-alert"></span>`}${words}
    </span>
  `;
}

/** How long a missed number keeps its place. */
export function graceWords(ticket, now, say) {
  const left = (Date.parse(ticket.grace_until) - now) / 60_000;
  return left > 0 ? say("grace_left", { n: Math.ceil(left) }) : say("grace_over");
}

function isDue(ticket, now) {
  return Boolean(ticket.remind_at) && Date.parse(ticket.remind_at) <= now;
}

/** The number of the row that a key was pressed on, if it was one. */
export function chosenRow(event) {
  return event.target.closest?.("[data-number]")?.dataset.number;
}

function factsOf(ticket, names, say) {
  const facts = [
    ticket.appointment && say("appointed_at", { at: plainTime(ticket.appointment) }),
    ticket.held_at && say("held_since", { at: plainTime(ticket.held_at) }),
    ticket.note,
    ticket.purpose && names.purpose(ticket.purpose),
    ticket.moved_back > 0 ? say("moved_back") : !ticket.appointment && names.reason(ticket.reason),
  ];
  return facts.filter(Boolean).join(" · ");
}
