// A dossier was scanned or typed: what for and where, already answered; one touch gives the number.
import { html } from "/shared/preact.js";
import { DossierCode } from "../parts/dossier-line.js";
import { FootButton, Footer, HomeButton } from "../parts/footer.js";
import { Icon } from "../parts/icon.js";
import { Look } from "../parts/look.js";
import { whereElse } from "../parts/scan-line.js";
import { Title } from "../parts/title.js";
import { lengthOf, nameIn, reasonIn, waitingIn } from "../words.js";
import { PURPOSE_ICONS, TakeButton } from "./confirm.js";

export function ScanScreen(all) {
  const { state, flow, act, home, words } = all;
  const field = flow.choice && state.centre.fields.find(({ id }) => id === flow.choice.field);
  const open = Boolean(field && field.open);
  const change = (screen) => () => act({ move: "open", screen });
  return html`
    <${Title}><${DossierCode} code=${flow.dossier} words=${words} /></${Title}>
    <div class="told">
      <${Look} look=${flow.proposal.look} words=${words} />
      ${flow.choice && html`<${Proposal} ...${all} field=${field} />`}
    </div>
    <p class="hint ${flow.choice ? "proposal-hint" : "told-hint"}">${flow.choice ? words.scan.onlyANumber : words.look.thenChoose}</p>
    ${flow.choice && html`
      <div class="proposal-take"><${TakeButton} flow=${flow} act=${act} words=${words} open=${open} /></div>
    `}
    <${Footer}>
      <${HomeButton} words=${words} home=${home} />
      ${open && html`<${FootButton} icon="clipboard-list" onClick=${change("confirm")}>${words.scan.otherPurpose}</${FootButton}>`}
      <${FootButton} icon="layout-grid" strong=${!open} onClick=${change("fields")}>${flow.choice ? words.scan.otherField : words.look.chooseField}</${FootButton}>
    </${Footer}>
  `;
}

function Proposal({ state, flow, words, field }) {
  const { language, proposal, purpose, priority } = flow;
  const named = (list, chosen) => list.filter(({ id }) => id === chosen).map((one) => nameIn(language, one));
  const [purposeName] = named(state.centre.purposes, purpose);
  const [priorityName] = named(state.centre.priorities, priority);
  const fieldName = field ? nameIn(language, field) : nameIn(language, proposal, "field_name");
  const stop = !field || !field.open;
  return html`
    <dl class="proposal">
      <${Icon} name=${PURPOSE_ICONS[purpose]} />
      <dt>${[purposeName, priorityName].filter(Boolean).join(" · ")}</dt>
      <dd>
        <span class="proposal-field ${lengthOf(fieldName)}">${fieldName}</span>
        <span class="proposal-facts ${stop ? "stop" : ""}">${factsOf(field, state, flow, words)}</span>
      </dd>
    </dl>
  `;
}

function factsOf(field, state, flow, words) {
  if (!field) return whereElse(flow.proposal, state, flow, words);
  if (!field.open) return reasonIn(words, field.reason) || words.closed;
  return [waitingIn(words, field.waiting), field.estimate && words.wait(field.estimate)].filter(Boolean).join(" · ");
}
