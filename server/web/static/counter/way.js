/** The stops of a visit as a way: what is done, where it is now, what comes. */
import { html } from "/shared/preact.js";
import { useWords } from "/static/staff/words.js";

/** Nothing for a visit of one stop: most are. */
export function Way({ ticket, names }) {
  const { say } = useWords();
  if (ticket.stops.length < 2) return null;
  const phase = (place) => (place + 1 < ticket.stop ? "past" : place + 1 > ticket.stop ? "coming" : "now");
  return html`
    <ol class="way" aria-label=${say("stop_of", { stop: ticket.stop, count: ticket.stops.length })}>
      ${ticket.stops.map((stop, place) => html`
        <li key=${place} title=${names.field(stop.field)} class="way-${phase(place)}" aria-current=${phase(place) === "now" ? "step" : null}>
          <span class="way-mark" aria-hidden="true">${phase(place) === "past" ? "✓" : place + 1}</span>
          <span class="way-field">${names.field(stop.field)}
            <span class="visually-hidden">: ${say(`way_${phase(place)}`)}</span></span>
        </li>`)}
    </ol>
  `;
}
