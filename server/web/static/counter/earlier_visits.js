/** The ticket's dossiers, each with the visits that were made for it before. */
import { html, useEffect, useState } from "/shared/preact.js";
import { plainDay } from "/static/staff/time.js";
import { useWords } from "/static/staff/words.js";

const SHOWN = 2;

export function Dossiers({ ticket, server, names, onHistory }) {
  const { say } = useWords();
  const earlier = useEarlierVisits(server, ticket);
  if (!ticket.dossiers.length) return null;
  return html`
    <div class="ticket-dossiers" tabindex="0" role="region" aria-label=${say("dossiers")}>
      <ul>
        ${ticket.dossiers.map((code) => html`
          <li key=${code}>
            <p class="dossier-line">
              <button type="button" class="quiet" onClick=${() => onHistory(code)}
                aria-label=${say("history_of", { code })}>
                <span class="icon icon-history"></span>${code}
              </button>
              <span class="soft">${earlierWords(earlier[code], say)}</span>
            </p>
            ${earlier[code]?.slice(0, SHOWN).map((visit) => html`
              <p key=${visit.visit} class="earlier">${visitWords(visit, names, say)}</p>`)}
          </li>`)}
      </ul>
    </div>
  `;
}

/** By code, the visits for it before this one, the newest first; nothing while not known. */
function useEarlierVisits(server, { id, dossiers }) {
  const [earlier, setEarlier] = useState({});
  useEffect(() => {
    // Ids are in the order of issue: who still waits with the same dossier has not been here before.
    const told = (code) => (answer) =>
      setEarlier((now) => ({ ...now, [code]: answer.visits.filter((one) => one.visit < id) }));
    setEarlier({});
    for (const code of dossiers) {
      server.get(`/dossiers/${encodeURIComponent(code)}`).then(told(code), () => {});
    }
  }, [id, dossiers.join(" ")]);
  return earlier;
}

function earlierWords(visits, say) {
  if (!visits) return "";
  return visits.length ? say("came_before", { n: visits.length }) : say("came_never");
}

/** Where it was last dealt with, and what came of it. */
function visitWords(visit, names, say) {
  const stop = visit.stops.at(-1);
  const facts = [
    plainDay(visit.day),
    stop && names.field(stop.field),
    stop?.counter && say("counter", { number: names.counter(stop.counter) }),
    visit.outcome && names.outcome(visit.outcome),
  ];
  return facts.filter(Boolean).join(" · ");
}
