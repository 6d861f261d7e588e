// The first screen: fields as tiles, or the agencies where there are too many fields for one.
import { html, useState } from "/shared/preact.js";
import { agenciesOf } from "../agencies.js";
import { useWindow } from "../layout.js";
import { DossierCode } from "../parts/dossier-line.js";
import { Footer, ReceiptButton, SearchButton } from "../parts/footer.js";
import { PrinterLine } from "../parts/printer-line.js";
import { AgencyTile, FieldTile } from "../parts/tile.js";
import { Tiles } from "../parts/tiles.js";
import { Title } from "../parts/title.js";

const MANY = 16;

export function FieldsScreen(all) {
  const { fields } = all.state.centre;
  const agencies = agenciesOf(fields);
  return fields.length > MANY && agencies.length > 1
    ? html`<${Agencies} ...${all} agencies=${agencies} />`
    : html`<${FewFields} ...${all} fields=${fields} />`;
}

// Large tiles if all fit on one page, else smaller ones.
function FewFields({ state, fields, settings, flow, act, words }) {
  const [small, setSmall] = useState(null);
  const key = [useWindow(), state.printer, flow.language, JSON.stringify(flow.access), ...fields.map(({ id }) => id)].join(" ");
  const compact = small === key;
  return html`
    <div class="heading">
      <${Title} says="choose-field">${titleOf(flow, words, words.chooseField)}</${Title}>
      <${PrinterLine} trouble=${state.printer} words=${words} />
    </div>
    <${Tiles} kind=${compact ? "compact" : "fields"} items=${fields} list="fields" flow=${flow} act=${act} words=${words}
      above=${state.printer} orElse=${() => setSmall(key)}>
      ${(field) => html`
        <${FieldTile} field=${field} at=${state.centre.at} language=${flow.language} words=${words} compact=${compact}
          onChoose=${() => act({ move: "choose", choice: { field: field.id } })} />
      `}
    </${Tiles}>
    <${Ways} state=${state} settings=${settings} words=${words} act=${act} />
  `;
}

function Agencies({ state, agencies, settings, flow, act, words }) {
  return html`
    <div class="heading">
      <${Title} says="choose-agency">${titleOf(flow, words, words.chooseAgency)}</${Title}>
      <${PrinterLine} trouble=${state.printer} words=${words} />
    </div>
    <${Tiles} kind="agencies" items=${agencies} list="agencies" flow=${flow} act=${act} words=${words} above=${state.printer}>
      ${(agency) => html`
        <${AgencyTile} agency=${agency} at=${state.centre.at} language=${flow.language} words=${words} onChoose=${() => act(entering(agency))} />
      `}
    </${Tiles}>
    <${Ways} state=${state} settings=${settings} words=${words} act=${act} />
  `;
}

// With a dossier in hand, it is for this dossier that a field is asked.
const titleOf = (flow, words, plain) => (flow.dossier
  ? html`<${DossierCode} code=${flow.dossier} words=${words} />: ${words.scan.chooseField}` : plain);

// Receipts and procedures are looked up at the server: while it is away there are fields only.
const Ways = ({ state, settings, words, act }) => html`
  <${Footer}>
    ${!state.alone && html`
      <${ReceiptButton} scanner=${settings.scanner} words=${words} act=${act} />
      <${SearchButton} words=${words} act=${act} />
    `}
  </${Footer}>
`;

const entering = ({ name, fields }) => (fields.length === 1
  ? { move: "choose", choice: { field: fields[0].id } }
  : { move: "open", screen: "agency", agency: name });
