/** The counters, zone by zone: state in shape and word, number, officer, since when. */
import { html } from "/shared/preact.js";
import { inMinutes, secondsBetween } from "/static/staff/time.js";
import { counterWay } from "/static/staff/ways.js";
import { useWords } from "/static/staff/words.js";

export function Counters({ snapshot, ...shared }) {
  const { say, named } = useWords();
  const { zones, counters } = snapshot;
  return html`
    <section class="card hall-counters" id="counters" aria-labelledby="counters-title">
      <h2 id="counters-title">${say("counters")}</h2>
      ${zones.map((zone) => html`<div key=${zone.id} class="zone">
        ${zones.length > 1 && html`<h3>${named(zone)}</h3>`}
        <ul class="counter-list">
          ${counters.filter((one) => one.zone === zone.id).map((one) => html`
            <${Counter} key=${one.id} counter=${one} ...${shared} />`)}
        </ul>
      </div>`)}
    </section>
  `;
}

function Counter({ counter, names, now, live, acts, onChoose }) {
  const { say } = useWords();
  const inside = html`
    <span class="number counter-number">${counter.number}</span>
    <span class="counter-about">
      <span class="counter-name">${counter.name}</span>
      <span class="soft">${counter.officer_name ?? say("nobody")}</span>
    </span>
    <span class="counter-state">
      <span class="state state-${counter.state}">
        <span class="icon icon-${counter.state}"></span>${say(`state_${counter.state}`)}
        ${counter.ticket && html` <b class="number">${counter.ticket}</b>`}
      </span>
      <span class="soft">${factsOf(counter, names, now, say)}</span>
      ${counter.rests && html`<span class="counter-rests">
        <span class="icon icon-lock"></span>${say("counter_rests")}</span>`}
    </span>
  `;
  return html`<li data-counter=${counter.id}>
    ${acts
      ? html`<button type="button" class="counter" disabled=${!live}
          onClick=${() => onChoose(counter.id)}>${inside}</button>`
      : html`<a class="counter" href=${counterWay(counter.id)}>${inside}</a>`}
  </li>`;
}

function factsOf(counter, names, now, say) {
  if (counter.state === "closed") return "";
  const since = counter.since && inMinutes(secondsBetween(counter.since, now), say);
  return [since, counter.state === "paused" && names.pause(counter.pause_reason)]
    .filter(Boolean)
    .join(" · ");
}
