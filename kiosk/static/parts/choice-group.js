// Large answers to one question.
import { html } from "/shared/preact.js";
import { nameIn } from "../words.js";
import { Icon } from "./icon.js";

const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

// Exactly one of several; the arrow keys move as in any radio group.
export function ChoiceGroup({ label, items, chosen, language, iconOf, onChoose }) {
  return html`
    <div class="choices" role="radiogroup" aria-label=${label}
      onKeyDown=${(event) => stepBy(event, items, chosen, onChoose)}>
      ${items.map((item) => html`
        <button key=${item.id} class="choice" role="radio" aria-checked=${item.id === chosen}
          tabindex=${item.id === chosen ? 0 : -1} onClick=${() => onChoose(item.id)}>
          <${Icon} name=${iconOf(item)} />
          <${Answer} item=${item} on=${item.id === chosen} language=${language} />
        </button>
      `)}
    </div>
  `;
}

// One of several or none: pressing the chosen one again takes it back.
export function ToggleGroup({ label, items, chosen, language, onChoose }) {
  const press = (id) => onChoose(id === chosen ? null : id);
  return html`
    <div class="choices" role="group" aria-label=${label}>
      ${items.map((item) => html`
        <button key=${item.id} class="choice" aria-pressed=${item.id === chosen} onClick=${() => press(item.id)}>
          <${Answer} item=${item} on=${item.id === chosen} language=${language} />
        </button>
      `)}
    </div>
  `;
}

const Answer = ({ item, on, language }) => html`
  <span class="choice-name">${nameIn(language, item)}</span>
  <${Icon} name=${on ? "circle-check" : "circle"} />
`;

function stepBy(event, items, chosen, onChoose) {
  const by = STEPS[event.key];
  if (!by) return;
  event.preventDefault();
  const at = items.findIndex(({ id }) => id === chosen);
  const next = (at + by + items.length) % items.length;
  onChoose(items[next].id);
  event.currentTarget.children[next].focus();
}
