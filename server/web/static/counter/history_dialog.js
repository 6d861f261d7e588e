/** All that is known of a dossier: its state and every visit made for it. */
import { html, useEffect, useState } from "/shared/preact.js";
import { Dialog } from "/static/staff/dialog.js";
import { Unanswered } from "/static/staff/server.js";
import { plainDay, timeOfDay } from "/static/staff/time.js";
import { useWords } from "/static/staff/words.js";

export function HistoryDialog({ code, server, names, centre, onClose }) {
  const { say } = useWords();
  const { dossier, words } = useDossier(server, code);
  return html`
    <${Dialog} wide title=${say("history_title")} onClose=${onClose} onSubmit=${onClose}>
      <p class="history-code">${code}</p>
      <div class="history" tabindex="0" role="region" aria-label=${say("history_title")}>
        ${dossier
          ? html`<${DossierFacts} dossier=${dossier} />
              <${Visits} dossier=${dossier} names=${names} centre=${centre} />`
          : html`<p role="status">${words ? (say(words) || words) : say("loading")}</p>`}
      </div>
      <div class="dialog-buttons">
        <button class="main" autofocus>${say("back")} <kbd>Esc</kbd></button>
      </div>
    <//>
  `;
}

function useDossier(server, code) {
  const [found, setFound] = useState({});
  useEffect(() => {
    const failed = (problem) => setFound({ words: wordsOf(problem) });
    server.get(`/dossiers/${encodeURIComponent(code)}`).then((dossier) => setFound({ dossier }), failed);
  }, [code]);
  return found;
}

function wordsOf(problem) {
  if (problem instanceof Unanswered) return "unreachable";
  if (problem.status === 404) return "history_none";
  return problem.message || "unexpected";
}

function DossierFacts({ dossier }) {
  const { say } = useWords();
  const facts = [
    ["history_state", dossier.state && say(`dossier_state_${dossier.state}`)],
    ["history_due", dossier.due_at && plainDay(dossier.due_at)],
    ["history_procedure", dossier.procedure],
  ].filter(([, value]) => value);
  return html`
    <p class="history-count">
      ${say(dossier.visit_count ? "history_count" : "history_none", { n: dossier.visit_count })}
    </p>
    <dl class="history-facts">
      ${facts.map(([word, value]) => html`
        <div key=${word}><dt>${say(word)}</dt><dd>${value}</dd></div>`)}
    </dl>
  `;
}

function Visits({ dossier, names, centre }) {
  return html`
    <ol class="history-visits">
      ${dossier.visits.map((visit) => html`
        <li key=${visit.visit}>
          <p class="history-visit">
            <span>${plainDay(visit.day)}</span> <span class="number">${visit.number}</span>
            ${visit.purpose && html`<span>${names.purpose(visit.purpose)}</span>`}
            ${visit.outcome && html`<strong>${names.outcome(visit.outcome)}</strong>`}
          </p>
          <ul>${visit.stops.map((stop, place) => html`
            <${Stop} key=${place} stop=${stop} names=${names} zone=${centre.timezone} />`)}</ul>
        </li>`)}
    </ol>
  `;
}

function Stop({ stop, names, zone }) {
  const { say } = useWords();
  const at = (time) => timeOfDay(Date.parse(time), zone);
  const facts = [
    names.field(stop.field),
    say("history_came", { at: at(stop.queued_at) }),
    stop.started_at && stop.finished_at &&
      say("history_served", { from: at(stop.started_at), to: at(stop.finished_at) }),
    stop.counter && say("counter", { number: names.counter(stop.counter) }),
    stop.officer && say("history_by", { officer: stop.officer }),
    stop.outcome && names.outcome(stop.outcome),
  ];
  return html`<li>${facts.filter(Boolean).join(" · ")}</li>`;
}
