/** What somebody comes for, in their own words: which field it is, and what to bring. */
import { html, useEffect, useState } from "../shared/preact.js";
import { ask, Problem } from "../citizen/server.js";
import { named } from "../citizen/language.js";
import { Wait } from "./fields.js";

const PAUSE_MS = 350;
const SHORTEST = 2;

export function Search({ centre, language, words }) {
  const [text, setText] = useState("");
  const found = useFound(text.trim());
  return html`
    <section class="card part-search" role="search">
      <h2><label for="search">${words.search}</label></h2>
      <input id="search" type="search" class="search" autocomplete="off" maxlength="100" placeholder=${words.searchExample}
        value=${text} onInput=${(event) => setText(event.target.value)} />
      <p class="visually-hidden" role="status">${found && !found.failed && found.total > 0 && words.found(found.total)}</p>
      <div>
        ${found && html`<${Found} found=${found} centre=${centre} language=${language} words=${words} />`}
      </div>
    </section>
  `;
}

function Found({ found, centre, language, words }) {
  if (found.failed) return html`<p class="soft" role="alert">${found.busy ? words.searchBusy : words.searchFailed}</p>`;
  if (found.total === 0) return html`<p class="soft" role="alert">${words.nothingFound}</p>`;
  const more = found.total - found.items.length;
  return html`
    <ul class="procedures">
      ${found.items.map((one) => html`<${Procedure} key=${one.code} one=${one} centre=${centre} language=${language} words=${words} />`)}
    </ul>
    ${more > 0 && html`<p class="soft small">${words.more(more)}</p>`}
  `;
}

function Procedure({ one, centre, language, words }) {
  const field = centre.fields.find(({ id }) => id === one.field);
  return html`
    <li class="procedure">
      <h3>${one.name}</h3>
      <p class="soft small">${one.code} · ${field ? html`${words.fieldOf} <strong>${named(field, language)}</strong>` : words.notHere}</p>
      ${field && html`<${Wait} field=${field} centre=${centre} language=${language} words=${words} />`}
      ${one.papers.length > 0 && html`
        <details>
          <summary>${words.papers(one.papers.length)}</summary>
          <ol>${one.papers.map((paper) => html`<li>${named(paper, language)}</li>`)}</ol>
        </details>
      `}
    </li>
  `;
}

/** What the catalogue answers, a moment after the last key; null while there is no question. */
function useFound(text) {
  const [found, setFound] = useState(null);
  useEffect(() => {
    if (text.length < SHORTEST) {
      setFound(null);
      return undefined;
    }
    let over = false;
    const timer = setTimeout(async () => {
      const answer = await search(text);
      if (!over) setFound(answer);
    }, PAUSE_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [text]);
  return found;
}

async function search(text) {
  try {
    return await ask("GET", `/centre/procedures?q=${encodeURIComponent(text)}`);
  } catch (failure) {
    return { failed: true, busy: failure instanceof Problem && failure.status === 429 };
  }
}
