// Which centre this is, that it is only a trial, and the language: on every screen.
import { html } from "/shared/preact.js";
import { nameIn } from "../words.js";
import { AloneLine } from "./alone-line.js";
import { hasLanguages, LanguageButton } from "./language.js";

export function Header({ state, flow, act, words }) {
  const centre = state && state.centre;
  return html`
    <header>
      <div class="header">
        <p class="header-name">${centre ? nameIn(flow.language, centre) : ""}</p>
        ${!flow.access.low && hasLanguages(state) && html`<${LanguageButton} kind="language" language=${flow.language} act=${act} />`}
      </div>
      ${centre && centre.trial && html`<p class="trial">${words.trial}</p>`}
      <${AloneLine} state=${state} flow=${flow} words=${words} />
    </header>
  `;
}
