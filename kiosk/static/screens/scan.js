// A dossier was scanned or typed: what for and where, already answered; one touch gives the number.
import { html } from "/shared/vendor/preact.js";
import { DossierCode } from "../parts/dossier-line.js";
import { FootButton, Footer, HomeButton } from "../parts/footer.js";
import { Icon } from "../parts/icon.js";
import { whereElse } from "../parts/scan-line.js";
import { Title } from "../parts/title.js";
import { lengthOf, nameIn, reasonIn, waitingIn } from "../words.js";
import { PURPOSE_ICONS, TakeButton } from "./confirm.js";

export function ScanScreen(all) {
  const { state, flow, act, home, words } = all;
  const field = state.centre.fields.find(({ id }) => id === flow.choice.field);
  const open = Boolean(field && field.open);
  const change = (screen) => () => act({ move: "open", screen });
  return html`
    <${Title}><${DossierCode} code=${flow.dossier} words=${words} /></${Title}>
    <${Proposal} ...${all} field=${field} />
    <p class="hint proposal-hint">${words.scan.onlyANumber}</p>
    <div class="proposal-take"><${TakeButton} flow=${flow} act=${act} words=${words} open=${open} /></div>
    <${Footer}>
      <${HomeButton} words=${words} home=${home} />
      ${open && html`<${FootButton} icon="clipboard-list" onClick=${change("confirm")}>${words.scan.otherPurpose}</${FootButton}>`}
      <${FootButton} icon="layout-grid" strong=${!open} onClick=${change("fields")}>${words.scan.otherField}</${FootButton}>
    </${Footer}>
  `;
}

function Proposal({ state, flow, words, field }) {
  const { language, proposal, purpose, priority } = flow;
  const named = (list, chosen) => list.filter(({ id }) => id === chosen).map((one) => nameIn(language, one));
  const [purposeName] = named(state.centre.purposes, purpose);
  const [priorityName] = named(state.centre.priorities, priority);
  const fieldName = field ? nameIn(language, field) : nameIn(language, proposal, "field_name");
  return html`
    <dl class="proposal">
      <${Line} icon=${PURPOSE_ICONS[purpose]} asks=${words.scan.purpose}>${purposeName}</${Line}>
      <${Line} icon=${field ? field.icon : "map-pin"} asks=${words.scan.field} stop=${!field || !field.open} facts=${factsOf(field, state, flow, words)}>
        <span class=${lengthOf(fieldName)}>${fieldName}</span>
      </${Line}>
      ${priorityName && html`<${Line} icon="user-check" asks=${words.scan.priority}>${priorityName}</${Line}>`}
    </dl>
  `;
}

const Line = ({ icon, asks, stop, facts, children }) => html`
  <div class="proposal-line">
    <${Icon} name=${icon} />
    <dt>${asks}</dt>
    <dd>${children}${facts && html`<span class="proposal-facts ${stop ? "stop" : ""}">${facts}</span>`}</dd>
  </div>
`;

function factsOf(field, state, flow, words) {
  if (!field) return whereElse(flow.proposal, state, flow, words);
  if (!field.open) return reasonIn(words, field.reason) || words.closed;
  return [waitingIn(words, field.waiting), field.estimate && words.wait(field.estimate)].filter(Boolean).join(" · ");
}
