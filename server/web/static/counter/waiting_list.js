/** Who waits, in calling order, and why in this order. One tab stop; arrows move inside. */
import { html, useRef, useState } from "/shared/vendor/preact.js";
import { inMinutes, plainTime, useServerNow } from "/static/staff/time.js";
import { useWords } from "/static/staff/words.js";

/** `elapsed` seconds have passed since the list was made; `onChoose(number)` asks to call one. */
export function WaitingList({ counter, names, targets, at, ahead, canCall, onChoose }) {
  const { say } = useWords();
  const elapsed = Math.max(0, (useServerNow(ahead) - Date.parse(at)) / 1000);
  const shared = { names, targets, elapsed, canCall, onChoose };
  return html`
    <aside class="card waiting" aria-label=${say("waiting_list")}>
      <h2>${say("waiting_list")} <span class="number">${counter.waiting.length}</span></h2>
      ${counter.waiting.length
        ? html`<p class="soft waiting-hint">${say("waiting_hint")}</p>
            <${Line} name="waiting" tickets=${counter.waiting} ...${shared} />`
        : html`<p class="soft waiting-none">${say("waiting_none")}</p>`}
      ${["held", "missed"].map((aside) => counter[aside]?.length > 0 && html`
        <h3>${say(`${aside}_list`)} <span class="number">${counter[aside].length}</span></h3>
        <${Line} name=${aside} tickets=${counter[aside]} ...${shared} />`)}
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

function Row({ list, ticket, names, targets, elapsed, canCall, onChoose, reachable, onFocus }) {
  const { say } = useWords();
  const wait = ticket.wait_s + elapsed;
  const late = wait > (targets[ticket.field]?.wait_minutes ?? Infinity) * 60;
  return html`
    <li>
      <button type="button" class="row" tabindex=${reachable ? 0 : -1} onFocus=${onFocus}
        aria-disabled=${!canCall} onClick=${() => canCall && onChoose(ticket.number, list)}>
        <span class="number row-number">${ticket.number}</span>
        <span class="row-about">
          <span class="row-field">${names.field(ticket.field)}</span>
          ${ticket.priority && html`<span class="mark-priority">
            <span class="icon icon-star"></span>${names.priority(ticket.priority)}</span>`}
          <span class="row-facts">${factsOf(ticket, names, say)}</span>
        </span>
        <span class=${late ? "row-wait late" : "row-wait"}>
          ${late && html`<span class="icon icon-alert"></span>`}${inMinutes(wait, say)}
        </span>
      </button>
    </li>
  `;
}

function factsOf(ticket, names, say) {
  const facts = [
    ticket.held_at && say("held_since", { at: plainTime(ticket.held_at) }),
    ticket.note,
    ticket.purpose && names.purpose(ticket.purpose),
    names.reason(ticket.reason),
  ];
  return facts.filter(Boolean).join(" · ");
}
