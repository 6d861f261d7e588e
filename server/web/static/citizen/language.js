/** Vietnamese or English: the ticket's or the phone's language first, then what was chosen here. */
import { html, useEffect, useState } from "../shared/preact.js";

const KEPT = "luot-language";

/**
 * The words to show, their language, and a way to change it.
 *
 * `words` is `{ vi, en }`; `first` is the language until somebody chooses, or the phone's own.
 */
export function useLanguage(words, first) {
  const [chosen, choose] = useState(kept());
  const language = chosen || first || ownLanguage();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const change = (to) => {
    keep(to);
    choose(to);
  };
  return { language, words: words[language] || words.vi, change };
}

/** The button that changes it, named in the language it leads to. */
export function LanguageButton({ language, change }) {
  const [other, name] = language === "en" ? ["vi", "Tiếng Việt"] : ["en", "English"];
  return html`<button type="button" class="button button-plain" lang=${other} onClick=${() => change(other)}>${name}</button>`;
}

/** The phone's: whoever does not read Vietnamese has set another one. */
const ownLanguage = () => (/^vi|^$/i.test(navigator.language || "") ? "vi" : "en");

/** `name` or `name_en` of something that has both. */
export const named = (one, language) => (language === "en" && one.name_en ? one.name_en : one.name);

function kept() {
  try {
    return sessionStorage.getItem(KEPT);
  } catch (forbidden) {
    return null;
  }
}

function keep(language) {
  try {
    sessionStorage.setItem(KEPT, language);
  } catch (forbidden) {
    // A browser that keeps nothing: the choice holds until the page is closed.
  }
}
