/** The page's language: Vietnamese unless another was chosen, remembered on this machine. */
import { createContext, html, useContext, useState } from "/shared/preact.js";
import { en } from "./words_en.js";
import { vi } from "./words_vi.js";

export const TEXTS = { vi, en };
const REMEMBERED = "luot.language";
const Language = createContext("vi");

/** The text of a key in a language, with `{name}` filled in; nothing for an unknown key. */
export function textOf(language, key, values = {}) {
  const text = TEXTS[language][key] ?? "";
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export function rememberedLanguage() {
  try {
    return localStorage.getItem(REMEMBERED) === "en" ? "en" : "vi";
  } catch {
    return "vi"; // a browser that forbids storage still shows the page
  }
}

function remember(language) {
  try {
    localStorage.setItem(REMEMBERED, language);
  } catch {
    // Then the choice lasts until the page is left.
  }
}

/** What a component needs to speak: the language, `say(key, values)`, `named(thing)`, `change()`. */
export function useWords() {
  return useContext(Language);
}

/** Everything inside speaks the chosen language. */
export function Speaking({ children }) {
  const [language, setLanguage] = useState(rememberedLanguage);
  document.documentElement.lang = language;
  return html`<${Language.Provider} value=${wordsIn(language, setLanguage)}>${children}<//>`;
}

function wordsIn(language, setLanguage) {
  const other = language === "vi" ? "en" : "vi";
  return {
    language,
    say: (key, values) => textOf(language, key, values),
    named: (thing) => (language === "en" && thing.name_en) || thing.name,
    change: () => {
      remember(other);
      setLanguage(other);
    },
  };
}

export function LanguageButton() {
  const { language, say, change } = useWords();
  const other = language === "vi" ? "en" : "vi";
  return html`<button type="button" class="quiet" lang=${other} onClick=${change}>
    ${say("language_other")}
  </button>`;
}
