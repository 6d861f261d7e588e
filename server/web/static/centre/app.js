/** The centre for people at home: is it open, who waits where, when it is quiet, what to bring. */
import { html, render, useEffect } from "../shared/preact.js";
import { LanguageButton, named, useLanguage } from "../citizen/language.js";
import { clock } from "../citizen/time.js";
import { Fields } from "./fields.js";
import { Hours } from "./hours.js";
import { Now } from "./now.js";
import { Phone } from "./phone.js";
import { Quiet } from "./quiet.js";
import { Search } from "./search.js";
import { useNow } from "./use_now.js";
import { WORDS } from "./words.js";

function App() {
  const { centre, late } = useNow();
  const { language, words, change } = useLanguage(WORDS);
  useTitle(centre && named(centre, language));
  if (!centre) return html`<main class="page"><p class="card first" role="status">${late ? words.noAnswer : words.loading}</p></main>`;
  const own = { centre, language, words };
  return html`
    <div class="page">
      <header class="top">
        <h1 class="top-centre">${named(centre, language)}</h1>
        ${centre.trial && html`<span class="badge">${words.trial}</span>`}
        ${centre.languages.length > 1 && html`<${LanguageButton} language=${language} change=${change} />`}
      </header>
      ${late && html`<p class="late" role="status">${words.late(clock(centre.at))}</p>`}
      <main class="parts">
        <div class="column">
          <${Now} ...${own} />
          <${Phone} ...${own} />
          <${Fields} ...${own} />
        </div>
        <div class="column">
          <${Search} ...${own} />
          <${Quiet} ...${own} />
          <${Hours} ...${own} />
        </div>
      </main>
      <footer class="soft">
        <p>${words.updated(clock(centre.at))}</p>
        <p>${words.dossiers}</p>
      </footer>
    </div>
  `;
}

function useTitle(name) {
  useEffect(() => {
    if (name) document.title = name;
  }, [name]);
}

const place = document.getElementById("app");
place.textContent = ""; // what was there until the page came
render(html`<${App} />`, place);
