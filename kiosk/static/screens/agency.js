// One agency's fields, in rows wide enough for their official names.
import { html } from "/shared/vendor/preact.js";
import { agenciesOf } from "../agencies.js";
import { paged, useFit } from "../layout.js";
import { BackButton, Footer, SearchButton } from "../parts/footer.js";
import { Pager } from "../parts/pager.js";
import { FieldTile } from "../parts/tile.js";
import { Title } from "../parts/title.js";
import { nameIn } from "../words.js";

export function AgencyScreen({ state, flow, act, words }) {
  const { rows } = useFit();
  const agency = agenciesOf(state.centre.fields).find(({ name }) => name === flow.agency);
  const fields = agency ? agency.fields : [];
  const { at, pages, shown } = paged(fields, flow.pages[flow.agency] ?? 0, rows);
  return html`
    <${Title}>${agency ? nameIn(flow.language, agency) : words.chooseField}</${Title}>
    <ul class="tiles tiles-rows">
      ${shown.map((field) => html`
        <li key=${field.id}>
          <${FieldTile} field=${field} language=${flow.language} words=${words}
            onChoose=${() => act({ move: "choose", choice: { field: field.id } })} />
        </li>
      `)}
    </ul>
    <${Pager} at=${at} pages=${pages} words=${words} onPage=${(page) => act({ move: "page", list: flow.agency, page })} />
    <${Footer}>
      <${BackButton} words=${words} act=${act} />
      <${SearchButton} words=${words} act=${act} />
    </${Footer}>
  `;
}
