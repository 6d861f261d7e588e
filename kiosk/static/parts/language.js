// The other language, by one touch.
import { html } from "/shared/preact.js";
import { wordsIn } from "../words.js";
import { Icon } from "./icon.js";

export const hasLanguages = (state) => !state || !state.centre || state.centre.languages.length > 1;

export function LanguageButton({ kind, language, act }) {
  const other = language === "vi" ? "en" : "vi";
  return html`
    <button class=${kind} lang=${other} onClick=${() => act({ move: "language", language: other })}>
      <${Icon} name="languages" /><span>${wordsIn(language).otherLanguage}</span>
    </button>
  `;
}
