// The dossier that the number will be for, on the screens between its scan and the number.
import { html } from "/shared/preact.js";
import { Icon } from "./icon.js";

export const DossierCode = ({ code, words }) => html`<span class="dossier-word">${words.scan.dossier}</span> <span class="code">${code}</span>`;

export const DossierLine = ({ flow, words }) => flow.dossier && html`
  <p class="dossier-line"><${Icon} name="folder-open" /><span><${DossierCode} code=${flow.dossier} words=${words} /></span></p>
`;
