/** Who is at the counter now: the number first, then what the visit is about, then the times. */
import { html } from "/shared/preact.js";
import { clockLength, secondsBetween, useServerNow } from "/static/staff/time.js";
import { useWords } from "/static/staff/words.js";
import { Dossiers } from "./earlier_visits.js";
import { Way } from "./way.js";

/** Shows the counter's ticket, or what the counter waits for. `home` is where focus rests. */
export function TicketPanel({ counter, home, countdown, onStop, ...shared }) {
  const { say } = useWords();
  const label = counter.ticket ? say("current_ticket") : say(`state_${counter.state}`);
  return html`
    <section class="card ticket ticket-${counter.state}" tabindex="-1" ref=${home}
      aria-label=${label}>
      ${counter.ticket
        ? html`<${Ticket} ticket=${counter.ticket} ...${shared} />`
        : countdown
          ? html`<${Countdown} ...${countdown} onStop=${onStop} />`
          : html`<${NoTicket} counter=${counter} names=${shared.names} />`}
    </section>
  `;
}

/** An automatic counter about to call: what is coming, when, and how to stop it. */
function Countdown({ seconds, number, onStop }) {
  const { say } = useWords();
  return html`
    <div class="no-ticket countdown">
      <p class="soft">${say("calls_in")}</p>
      <p class="countdown-number number">${number}</p>
      <p class="countdown-seconds" role="timer"><span class="number">${seconds}</span>
        ${say("seconds")}</p>
      <button type="button" onClick=${onStop}>${say("calls_stop")}</button>
    </div>
  `;
}

function NoTicket({ counter, names }) {
  const { say } = useWords();
  const free = counter.waiting.length ? "ready" : "nobody_waits";
  const word = counter.state === "open" ? free : counter.state;
  const auto = counter.mode === "auto" && counter.state === "open";
  const autoHint = counter.attended ? "auto_hint" : "auto_rests";
  const title = word === "nobody_waits" ? say(word) : say(`${word}_title`);
  return html`
    <div class="no-ticket">
      <span class="icon icon-${counter.state}"></span>
      <h2>${title}</h2>
      ${counter.state === "paused" && html`
        <p class="pause-reason">${names.pause(counter.pause_reason ?? "")}</p>`}
      <p class="soft">${say(auto ? autoHint : `${word}_hint`)}</p>
    </div>
  `;
}

function Ticket({ ticket, names, desk, ahead, server, onHistory }) {
  return html`
    <div>
      <p class=${ticket.number.length > 4 ? "ticket-number number long" : "ticket-number number"}
        aria-live="polite">${ticket.number}</p>
      <${Calls} ticket=${ticket} max=${desk.max_calls} />
    </div>
    <div class="ticket-about">
      <h2 class=${names.field(ticket.field).length > 80 ? "ticket-field long" : "ticket-field"}>
        ${names.field(ticket.field)}
      </h2>
      <${Marks} ticket=${ticket} names=${names} />
    </div>
    <${Way} ticket=${ticket} names=${names} />
    <div class="ticket-foot">
      <${Timers} ticket=${ticket} target=${desk.targets[ticket.field]} ahead=${ahead} />
      <${Dossiers} ticket=${ticket} server=${server} names=${names} onHistory=${onHistory} />
    </div>
  `;
}

function Marks({ ticket, names }) {
  const { say } = useWords();
  return html`
    <ul class="marks">
      ${ticket.purpose && html`<li>${names.purpose(ticket.purpose)}</li>`}
      ${ticket.priority && html`<li class="mark-priority"><span class="icon icon-star"></span>
        ${say("priority_class", { name: names.priority(ticket.priority) })}</li>`}
      ${ticket.customer === "organisation" && html`<li><span class="icon icon-building"></span>
        ${say("organisation")}</li>`}
      ${ticket.language === "en" && html`<li>${say("speaks_english")}</li>`}
    </ul>
  `;
}

function Calls({ ticket, max }) {
  const { say } = useWords();
  const usedUp = ticket.calls >= max;
  return html`<p class="calls">
    <span class="calls-dots" aria-hidden="true">
      ${Array.from({ length: max }, (_, place) => html`
        <i class=${place < ticket.calls ? "made" : ""}></i>`)}
    </span>
    ${usedUp ? say("calls_used_up", { max }) : say("calls_made", { calls: ticket.calls, max })}
  </p>`;
}

function Timers({ ticket, target = {}, ahead }) {
  const now = useServerNow(ahead);
  const waited = secondsBetween(ticket.queued_at, Date.parse(ticket.called_at ?? "") || now);
  const since = ticket.started_at ?? ticket.called_at;
  return html`
    <dl class="timers">
      <${Timer} word="waited" seconds=${waited} target=${target.wait_minutes} />
      ${since && html`<${Timer} word=${ticket.started_at ? "serving_for" : "since_call"}
        seconds=${secondsBetween(since, now)} target=${ticket.started_at && target.service_minutes} />`}
    </dl>
  `;
}

/** A running time; over its target it says so in words, not only in colour. */
function Timer({ word, seconds, target }) {
  const { say } = useWords();
  const over = Boolean(target) && seconds > target * 60;
  return html`
    <div class=${over ? "timer over" : "timer"}>
      <dt>${say(word)}</dt>
      <dd class="number">${clockLength(seconds)}</dd>
      ${target && html`<dd class="timer-target">
        ${over && html`<span class="icon icon-alert"></span>`}
        ${say(over ? "over_target" : "target", { minutes: target })}
      </dd>`}
    </div>
  `;
}
