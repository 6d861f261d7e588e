// Which centre this is, that it is only a trial, and the language: on every screen.
import { html } from "/shared/vendor/preact.js";
import { nameIn, wordsIn } from "../words.js";
import { Icon } from "./icon.js";

export function Header({ state, flow, act, words }) {
  const centre = state && state.centre;
  return html`
    <header>
      <div class="header">
        <p class="header-name">${centre ? nameIn(flow.language, centre) : ""}</p>
        ${hasLanguages(centre) && html`<${LanguageButton} language=${flow.language} act=${act} />`}
      </div>
      ${centre && centre.trial && html`<p class="trial">${words.trial}</p>`}
    </header>
  `;
}

const hasLanguages = (centre) => !centre || centre.languages.length > 1;

function LanguageButton({ language, act }) {
  const words = wordsIn(language);
  const other = language === "vi" ? "en" : "vi";
  return html`
    <button class="language" lang=${other} onClick=${() => act({ move: "language", language: other })}>
      <${Icon} name="languages" /><span>${words.otherLanguage}</span>
    </button>
  `;
}
