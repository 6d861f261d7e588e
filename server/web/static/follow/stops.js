/** The way of a ticket over several stops: where it has been, is, and will go. */
import { html } from "../shared/preact.js";
import { named } from "../citizen/language.js";

export function Stops({ snapshot, language, words }) {
  if (snapshot.stops.length < 2) return null;
  return html`
    <section class="card">
      <h2 class="small-title">${words.way(snapshot.stops.length)}</h2>
      <ol class="stops">
        ${snapshot.stops.map((stop, i) => html`
          <li key=${i} class="stop stop-${stop.state}" aria-current=${stop === current(snapshot) ? "step" : null}>
            <span class="stop-place">${i + 1}</span>
            <span>${named(stop, language)}<span class="soft stop-state">${words.stopState(stop)}</span></span>
          </li>
        `)}
      </ol>
    </section>
  `;
}

/** The stop where the ticket is: the last one that is not planned. */
const current = ({ stops }) => stops.filter((stop) => stop.state !== "planned").slice(-1)[0];
