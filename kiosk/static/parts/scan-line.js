// What came of a scan, in a line over everything else that goes away by itself.
import { html, useEffect } from "/shared/preact.js";
import { keptIn } from "../opening.js";
import { nameIn } from "../words.js";
import { Icon } from "./icon.js";
import { lookLine } from "./look.js";

const SHOWN_MS = 7000;
const ICONS = { card: "id-card", ticket: "ticket", unknown: "scan-line", typed: "keyboard" };

export function ScanLine({ state, flow, act, words }) {
  const { line } = flow;
  const nth = line ? line.nth : 0;
  const close = () => act({ move: "line", line: null });
  useEffect(() => {
    if (!line) return undefined;
    const timer = setTimeout(close, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [nth]);
  return html`
    <div class="scan-lines" role="status">
      ${line && html`
        <p key=${nth} class="scan-line" onClick=${close}>
          <${Icon} name=${ICONS[line.about] || "info"} /><span>${textOf(line, state, flow, words)}</span>
        </p>
      `}
    </div>
  `;
}

function textOf({ about, scan }, state, flow, words) {
  const { lines } = words.scan;
  if (about === "card") return lines.card(className(state, flow, scan.priority));
  if (about === "ticket") return ticketLine(scan, state, flow, lines);
  if (about === "look") return lookLine(scan, words);
  if (about === "procedure") return procedureLine(scan, state, flow, words);
  return lines[about];
}

function className(state, flow, priority) {
  const known = state.centre.priorities.find(({ id }) => id === priority);
  return known ? nameIn(flow.language, known) : null;
}

function ticketLine(scan, state, flow, lines) {
  if (!scan.ticket) return lines.notIn[scan.state] || lines.notIn.other; // somebody could not be checked in
  const place = (scan.apology && lines.ticketSorry)
    || (scan.coming && lines.ticketComing) || (scan.checked_in && lines.ticketHere(scan.ahead, Boolean(scan.slip)))
    || keptIn(lines, scan, state.centre && state.centre.at) || (scan.state === "waiting" && lines.ticketWaits(scan.ahead))
    || (["called", "serving"].includes(scan.state) && lines.ticketCalled)
    || (scan.rating === "given" && lines.ticketRated) || (scan.state === "done" && lines.ticketServed) || lines.ticketOther;
  const name = scan.field_name ? ` · ${nameIn(flow.language, scan, "field_name")}` : "";
  return `${lines.ticket(scan.ticket)}${name}. ${place}`;
}

const procedureLine = (scan, state, flow, words) =>
  `${scan.procedure_name || scan.procedure}: ${whereElse(scan, state, flow, words)}.`;

// Why a number for it cannot be had here.
export function whereElse(scan, state, flow, words) {
  if (scan.offer !== "elsewhere") return words.offer[scan.offer] || words.offer.not_received;
  const zones = state.centre.zones.filter(({ id }) => scan.zones.includes(id));
  return words.offer.elsewhere(zones.map((zone) => nameIn(flow.language, zone)).join(", "));
}
