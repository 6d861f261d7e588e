// The first screen: fields as tiles, or the agencies where there are too many fields for one.
import { html } from "/shared/vendor/preact.js";
import { agenciesOf } from "../agencies.js";
import { paged, useFit } from "../layout.js";
import { DossierCode } from "../parts/dossier-line.js";
import { Footer, ReceiptButton, SearchButton } from "../parts/footer.js";
import { Pager } from "../parts/pager.js";
import { AgencyTile, FieldTile } from "../parts/tile.js";
import { Title } from "../parts/title.js";

export function FieldsScreen(all) {
  const { state, settings, flow, words, act } = all;
  const fit = useFit();
  const fields = state.centre.fields;
  const agencies = agenciesOf(fields);
  const few = fields.length <= fit.compact || agencies.length === 1;
  return html`
    <${Title}>${flow.dossier
      ? html`<${DossierCode} code=${flow.dossier} words=${words} />: ${words.scan.chooseField}`
      : few ? words.chooseField : words.chooseAgency}</${Title}>
    ${few ? html`<${FewFields} ...${all} fit=${fit} />` : html`<${Agencies} ...${all} agencies=${agencies} size=${fit.agencies} />`}
    <${Footer}>
      <${ReceiptButton} scanner=${settings.scanner} words=${words} act=${act} />
      <${SearchButton} words=${words} act=${act} />
    </${Footer}>
  `;
}

// Large tiles for a commune's seven fields, smaller ones for twice as many.
function FewFields({ state, flow, act, words, fit }) {
  const { fields } = state.centre;
  const compact = fields.length > fit.tiles;
  const { at, pages, shown } = paged(fields, flow.pages.fields ?? 0, compact ? fit.compact : fit.tiles);
  const choose = (field) => act({ move: "choose", choice: { field: field.id } });
  return html`
    <ul class="tiles ${compact ? "tiles-compact" : "tiles-fields"}">
      ${shown.map((field) => html`
        <li key=${field.id}>
          <${FieldTile} field=${field} language=${flow.language} words=${words} compact=${compact}
            onChoose=${() => choose(field)} />
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
          <${AgencyTile} agency=${agency} language=${flow.language} words=${words} onChoose=${() => act(entering(agency))} />
        </li>
      `)}
    </ul>
    <${Pager} at=${at} pages=${pages} words=${words} onPage=${(page) => act({ move: "page", list: "agencies", page })} />
  `;
}

const entering = ({ name, fields }) => (fields.length === 1
  ? { move: "choose", choice: { field: fields[0].id } }
  : { move: "open", screen: "agency", agency: name });
