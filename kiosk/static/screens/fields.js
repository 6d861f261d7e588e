// The first screen: a commune's few fields as tiles, or the agencies where there are many fields.
import { html } from "/shared/vendor/preact.js";
import { agenciesOf } from "../agencies.js";
import { paged, useFit } from "../layout.js";
import { Footer, SearchButton } from "../parts/footer.js";
import { Pager } from "../parts/pager.js";
import { AgencyTile, FieldTile } from "../parts/tile.js";
import { Title } from "../parts/title.js";

export function FieldsScreen(all) {
  const { state, words, act } = all;
  const fit = useFit();
  const fields = state.centre.fields;
  const agencies = agenciesOf(fields);
  const few = fields.length <= fit.tiles || agencies.length === 1;
  return html`
    <${Title}>${few ? words.chooseField : words.chooseAgency}</${Title}>
    ${few ? html`<${FewFields} ...${all} size=${fit.tiles} />` : html`<${Agencies} ...${all} agencies=${agencies} size=${fit.agencies} />`}
    <${Footer}><${SearchButton} words=${words} act=${act} /></${Footer}>
  `;
}

function FewFields({ state, flow, act, words, size }) {
  const { at, pages, shown } = paged(state.centre.fields, flow.pages.fields ?? 0, size);
  const choose = (field) => act({ move: "choose", choice: { field: field.id } });
  return html`
    <ul class="tiles tiles-fields">
      ${shown.map((field) => html`
        <li key=${field.id}>
          <${FieldTile} field=${field} language=${flow.language} words=${words} onChoose=${() => choose(field)} />
        </li>
      `)}
    </ul>
    <${Pager} at=${at} pages=${pages} words=${words} onPage=${(page) => act({ move: "page", list: "fields", page })} />
  `;
}

function Agencies({ agencies, flow, act, words, size }) {
  const { at, pages, shown } = paged(agencies, flow.pages.agencies ?? 0, size);
  return html`
    <ul class="tiles tiles-agencies">
      ${shown.map((agency) => html`
        <li key=${agency.name}>
          <${AgencyTile} agency=${agency} language=${flow.language} words=${words}
            onChoose=${() => act({ move: "open", screen: "agency", agency: agency.name })} />
        </li>
      `)}
    </ul>
    <${Pager} at=${at} pages=${pages} words=${words} onPage=${(page) => act({ move: "page", list: "agencies", page })} />
  `;
}
