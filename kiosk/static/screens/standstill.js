// When no number can be had at all: says so honestly, and goes away by itself.
import { html } from "/shared/preact.js";
import { opening } from "../opening.js";
import { Notice } from "../parts/notice.js";
import { nameIn } from "../words.js";

// Why the kiosk stands still, or null while it works.
export function standstill(state, alive) {
  if (!alive || !state || state.link === "connecting") return "starting";
  if (state.link === "refused") return "unknownKiosk";
  if (!state.centre || (state.link !== "up" && state.centre.open && !state.alone)) return "offline";
  if (!state.centre.open) return "closed";
  return state.centre.fields.length === 0 ? "noFields" : null;
}

const ICONS = { starting: "loader-circle", unknownKiosk: "shield", offline: "wifi-off", closed: "door-closed", noFields: "info" };

export function StandstillScreen({ state, standing, flow, words }) {
  const [title, ...lines] = standing === "closed" ? closed(state.centre, words, flow.language) : words[standing];
  const icon = state?.centre?.emergency ? "triangle-alert" : ICONS[standing];
  return html`<${Notice} icon=${icon} title=${title} lines=${lines} />`;
}

function closed(centre, words, language) {
  if (centre.emergency) return [words.noNumbersNow, nameIn(language, centre, "emergency")];
  const ended = centre.session_end;
  if (ended) return [nameIn(language, ended, "title"), nameIn(language, ended, "text")].filter(Boolean);
  return [words.centreClosed, opening(centre.opens_at, centre, words) ?? words.opensUnknown];
}
