/** The top of a counter's page: which counter, in which state, and the way to another one. */
import { html } from "/shared/preact.js";
import { AccountsWay, AppointmentsWay, HallWay, TopBar } from "/static/staff/header.js";
import { useWords } from "/static/staff/words.js";
import { lookOnly } from "./moves.js";

/** `counter`, `link`, `ahead` and `onLeave` are left out where no counter has been chosen. */
export function CounterTop({ counter, ...page }) {
  const { say } = useWords();
  const { person } = page;
  const working = counter && counter.state !== "closed" && !lookOnly(counter, person);
  const ways = html`
    <${HallWay} person=${person} />
    <${AppointmentsWay} centre=${page.centre} />
    ${counter
      ? html`<a class="button quiet" href="/counter">${say("change_counter")}</a>`
      : html`<${AccountsWay} person=${person} />`}`;
  return html`<${TopBar} ...${page} counter=${counter} ways=${ways} working=${working ? counter.number : null}
    place=${counter && html`<${CounterName} counter=${counter} />`} />`;
}

function CounterName({ counter }) {
  const { say } = useWords();
  return html`
    <h1 class="top-counter">
      <span class="top-place">${say("counter", { number: counter.number })}</span>
      <span class="top-name">${counter.name}</span>
    </h1>
    <p class="state state-${counter.state}">
      <span class="icon icon-${counter.state}"></span>${say(`state_${counter.state}`)}
    </p>
  `;
}
