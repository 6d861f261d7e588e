// Search by name: the keys on the screen or real ones, results while typing.
import { html, useEffect, useRef } from "/shared/preact.js";
import { matches } from "../fold.js";
import { useSaid } from "../guide.js";
import { paged, useLines, useWindow } from "../layout.js";
import { BackButton, Footer, HomeButton } from "../parts/footer.js";
import { Icon } from "../parts/icon.js";
import { Keyboard } from "../parts/keyboard.js";
import { Pager } from "../parts/pager.js";
import { FieldResult, ProcedureResult } from "../parts/result.js";
import { useSearch } from "../searching.js";

const LONGEST_QUERY = 60;
const FEWEST_LETTERS = 2;

export function SearchScreen(all) {
  const { flow, act, home, words } = all;
  const result = useSearch(isAsked(flow) ? flow.query : "");
  const type = (query) => act({ move: "query", query: query.slice(0, LONGEST_QUERY) });
  return html`
    <${QueryBox} query=${flow.query} words=${words} onType=${type} />
    <${Results} ...${all} result=${result} />
    <${Keyboard} words=${words}
      onType=${(letter) => type(flow.query + letter)}
      onErase=${() => type(flow.query.slice(0, -1))}
      onClear=${() => type("")} />
    <${Footer}>
      <${BackButton} words=${words} act=${act} />
      <${HomeButton} words=${words} home=${home} />
    </${Footer}>
  `;
}

function QueryBox({ query, words, onType }) {
  const box = useRef(null);
  useEffect(() => box.current.focus(), []);
  useSaid(["search"]);
  return html`
    <div class="query">
      <h1 class="title"><label for="query">${words.searchTitle}</label></h1>
      <div class="query-box">
        <${Icon} name="search" />
        <input id="query" class="query-input" ref=${box} value=${query} inputmode="none" autocomplete="off"
          spellcheck=${false} placeholder=${words.searchLabel} onInput=${(event) => onType(event.target.value)} />
      </div>
    </div>
  `;
}

function Results({ state, flow, act, words, result }) {
  const box = useRef(null);
  const asked = isAsked(flow);
  const size = useLines(box, [useWindow(), JSON.stringify(flow.access), asked].join(" "));
  const all = lines(state, flow, result);
  const { at, pages, shown } = paged(all, flow.pages.search ?? 0, size);
  const choose = (choice) => act({ move: "choose", choice });
  if (!asked) return html`<${Hint} words=${words} />`;
  return html`
    <section class="results" aria-label=${words.searchTitle}>
      <div class="results-head">
        <p class="results-total" role="status">${totalLine(words, result, all)}</p>
        <${Pager} at=${at} pages=${pages} words=${words} onPage=${(page) => act({ move: "page", list: "search", page })} />
      </div>
      <ul class="results-list" ref=${box} style=${{ gridTemplateRows: `repeat(${size}, minmax(0, 1fr))` }}
        data-query=${result ? result.query : ""}>
        ${shown.map((line) => html`<li key=${line.key}>${line.field
          ? html`<${FieldResult} field=${line.field} language=${flow.language} words=${words} onChoose=${choose} />`
          : html`<${ProcedureResult} entry=${line.entry} centre=${state.centre} language=${flow.language} words=${words} onChoose=${choose} />`
        }</li>`)}
      </ul>
    </section>
  `;
}

const Hint = ({ words }) => html`
  <div class="results-hint"><${Icon} name="keyboard" /><p>${words.searchHint}</p></div>
`;

const isAsked = (flow) => flow.query.trim().length >= FEWEST_LETTERS;

function lines(state, flow, result) {
  if (!result) return [];
  const fields = state.centre.fields.filter((field) => matches(flow.query, `${field.name} ${field.name_en}`));
  const entries = result.items ?? [];
  return [
    ...fields.map((field) => ({ key: `field ${field.id}`, field })),
    ...entries.map((entry) => ({ key: entry.code, entry })),
  ];
}

function totalLine(words, result, all) {
  if (!result) return words.searching;
  if (result.failed) return words.searchFailed;
  if (all.length === 0) return `${words.found(0)}. ${words.foundNone}`;
  const more = result.total > result.items.length;
  return html`${words.found(result.total)}${more && html`<span class="results-more"> · ${words.more}</span>`}`;
}
