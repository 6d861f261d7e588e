// One agency's fields, in rows wide enough for their official names.
import { html } from "/shared/preact.js";
import { agenciesOf } from "../agencies.js";
import { BackButton, Footer, SearchButton } from "../parts/footer.js";
import { FieldTile } from "../parts/tile.js";
import { Tiles } from "../parts/tiles.js";
import { Title } from "../parts/title.js";
import { nameIn } from "../words.js";

export function AgencyScreen({ state, flow, act, words }) {
  const agency = agenciesOf(state.centre.fields).find(({ name }) => name === flow.agency);
  const fields = agency ? agency.fields : [];
  return html`
    <${Title} says="choose-field">${agency ? nameIn(flow.language, agency) : words.chooseField}</${Title}>
    <${Tiles} kind="rows" items=${fields} list=${flow.agency} flow=${flow} act=${act} words=${words}>
      ${(field) => html`
        <${FieldTile} field=${field} at=${state.centre.at} language=${flow.language} words=${words}
          onChoose=${() => act({ move: "choose", choice: { field: field.id } })} />
      `}
    </${Tiles}>
    <${Footer}>
      <${BackButton} words=${words} act=${act} />
      ${!state.alone && html`<${SearchButton} words=${words} act=${act} />`}
    </${Footer}>
  `;
}
