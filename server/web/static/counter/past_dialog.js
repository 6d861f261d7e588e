/** The dossiers of an earlier visit put right: one that was forgotten, or one that is not its own. */
import { html, useEffect, useState } from "/shared/preact.js";
import { Dialog, DialogButtons, DialogTrouble } from "/static/staff/dialog.js";
import { Unanswered } from "/static/staff/server.js";
import { useWords } from "/static/staff/words.js";

const MOST = 200;

/** Of this counter, on a day that can be chosen, the newest visit first. */
export function PastDialog({ counter, server, desk, names, day: today, live, busy, onSend, onClose }) {
  const { say } = useWords();
  const [day, setDay] = useState(today);
  const { visits, words } = useVisits(server, counter.id, day);
  const [chosen, setChosen] = useState(null);
  const [change, setChange] = useState({ remove: null, code: "", outcome: "", reason: "" });
  const [trouble, setTrouble] = useState("");
  const visit = visits?.find((one) => one.id === chosen);
  const choose = (id) => {
    setChosen(id);
    setChange({ remove: null, code: "", outcome: "", reason: "" });
    setTrouble("");
  };
  const submit = async () => {
    const missing = hindranceTo(visit, change);
    if (missing) return setTrouble(say(missing));
    const [name, path, body] = commandOf(visit, change);
    return setTrouble((await onSend(name, body, null, path)) ?? "");
  };
  return html`
    <${Dialog} wide title=${say("past_title", { number: counter.number })} onClose=${onClose} onSubmit=${submit}>
      <div class="past-visits">
        <div>
          <label for="past-day">${say("past_day")}</label>
          <input id="past-day" type="date" value=${day} max=${today}
            onChange=${(event) => { setDay(event.target.value || today); choose(null); }} />
          ${words && html`<p role="alert" class="trouble">${words}</p>`}
          ${!visits && !words && html`<p role="status" class="soft">${say("loading")}</p>`}
          ${visits?.length === 0 && html`<p class="soft past-none">${say("past_nobody")}</p>`}
          <ul class="past-list">
            ${visits?.map((one) => html`<li key=${one.id}>
              <button type="button" class="past-visit" aria-pressed=${one.id === chosen} onClick=${() => choose(one.id)}>
                <b class="number">${one.number}</b>
                <span>${names.field(one.field)}</span>
                <span class="soft past-codes-of">${one.dossiers.length
                  ? one.dossiers.map((code) => html`<span key=${code}>${code}</span>`)
                  : say("past_no_dossier")}</span>
              </button></li>`)}
          </ul>
        </div>
        <div class="past-change">
          ${visit
            ? html`<${Change} visit=${visit} change=${change} desk=${desk} names=${names}
                onChange=${(more) => setChange({ ...change, ...more })} />`
            : html`<p class="soft">${say("past_choose")}</p>`}
        </div>
      </div>
      <${DialogTrouble} text=${trouble} live=${live} />
      <${DialogButtons} label=${say(change.remove ? "past_remove" : "past_add")} onBack=${onClose}
        disabled=${!live || !visit} busy=${busy} />
    <//>
  `;
}

function useVisits(server, counter, day) {
  const { say } = useWords();
  const [found, setFound] = useState({});
  useEffect(() => {
    let wanted = true;
    setFound({});
    const asked = new URLSearchParams({ day, counter, limit: MOST });
    server.get(`/visits?${asked}`).then(
      ({ items }) => wanted && setFound({ visits: items.reverse() }),
      (problem) => wanted && setFound({ words: problem instanceof Unanswered ? say("unreachable") : problem.message }),
    );
    return () => {
      wanted = false;
    };
  }, [counter, day]);
  return found;
}

/** What the visit has, and what is to be another way, with the reason that the log keeps. */
function Change({ visit, change, desk, names, onChange }) {
  const { say } = useWords();
  return html`
    <h3>${say("past_dossiers", { number: visit.number })}</h3>
    ${visit.dossier_outcomes.length === 0 && html`<p class="soft">${say("past_no_dossier")}</p>`}
    <ul class="past-codes">
      ${visit.dossier_outcomes.map(({ code, outcome }) => html`
        <li key=${code} class=${code === change.remove ? "removed" : ""}>
          <span class="dossier-code">${code}</span>
          <span class="soft">${names.outcome(outcome ?? visit.outcome)}</span>
          <button type="button" aria-pressed=${code === change.remove}
            onClick=${() => onChange({ remove: code === change.remove ? null : code, code: "" })}>
            ${say("past_take_off")}<span class="visually-hidden"> ${code}</span></button>
        </li>`)}
    </ul>
    ${!change.remove && html`
      <label for="past-code">${say("past_code")}</label>
      <input id="past-code" value=${change.code} maxlength="64" autocomplete="off"
        autocapitalize="characters" spellcheck=${false} onInput=${(event) => onChange({ code: event.target.value })} />
      <label for="past-outcome">${say("past_outcome")}</label>
      <select id="past-outcome" value=${change.outcome} onChange=${(event) => onChange({ outcome: event.target.value })}>
        <option value="">${say("finish_same_outcome")}</option>
        ${desk.outcomes.map((one) => html`<option key=${one} value=${one}>${names.outcome(one)}</option>`)}
      </select>`}
    <label for="past-reason">${say("past_reason")}</label>
    <input id="past-reason" value=${change.reason} maxlength="200" autocomplete="off"
      onInput=${(event) => onChange({ reason: event.target.value })} />
    <p class="soft">${say("past_hint")}</p>
  `;
}

function hindranceTo(visit, { remove, code, reason }) {
  if (!visit) return "past_choose";
  if (!remove && !code.trim()) return "past_which";
  return reason.trim() ? null : "past_why";
}

function commandOf(visit, { remove, code, outcome, reason }) {
  const path = `/visits/${encodeURIComponent(visit.id)}/dossiers`;
  const why = reason.trim();
  if (remove) return ["remove_dossier", `${path}/remove`, { code: remove, reason: why }];
  return ["add_dossier", path, { code: code.trim(), ...(outcome ? { outcome } : {}), reason: why }];
}
