// Whether a dossier is ready: its state in large letters, and the day that goes with it.
import { html } from "/shared/preact.js";
import { Icon } from "./icon.js";

const READY = 9;
const RETURNED = 10;
const WITH_THE_AGENCY = [2, 4];
const ICONS = { ready: "circle-check", returned: "check-check", late: "clock-alert", under_way: "hourglass", other: "file-text" };

export function Look({ look, words }) {
  if (!look) return null;
  if (look.answer !== "known") return html`<p class="look look-none"><${Icon} name="info" /><span>${words.look[look.answer]}</span></p>`;
  const kind = kindOf(look);
  return html`
    <div class="look look-${kind}" role="status">
      <${Icon} name=${ICONS[kind]} />
      <p class="look-state">${words.look.states[look.state]}</p>
      <p class="look-fact">${factOf(look, kind, words)}</p>
    </div>
  `;
}

// The same in one line.
export function lookLine({ dossier, look }, words) {
  if (look.answer !== "known") return words.look[look.answer];
  const fact = factOf(look, kindOf(look), words);
  return `${words.scan.dossier} ${dossier}: ${words.look.states[look.state]}. ${fact}`;
}

function kindOf({ state, late }) {
  if (state === READY) return "ready";
  if (state === RETURNED) return "returned";
  if (!WITH_THE_AGENCY.includes(state)) return "other";
  return late ? "late" : "under_way";
}

function factOf(look, kind, words) {
  const { facts } = words.look;
  if (kind === "ready") return facts.ready(dayOf(look.ready_on));
  if (kind === "returned") return look.returned_on ? facts.returned(dayOf(look.returned_on)) : facts.other;
  if (kind === "late") return facts.late(dayOf(look.due_on));
  if (kind === "under_way") return look.due_on ? facts.due(dayOf(look.due_on)) : facts.noDate;
  return facts.other;
}

// 2026-11-27 as it stands on a receipt.
const dayOf = (day) => day && day.split("-").reverse().join("/");
