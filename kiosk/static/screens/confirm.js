// Purpose and priority on one screen, both with a sensible answer already; then the one big button.
import { html, useRef, useState } from "/shared/preact.js";
import { useFolding, useWindow } from "../layout.js";
import { ChoiceGroup, ToggleGroup } from "../parts/choice-group.js";
import { Chosen } from "../parts/chosen.js";
import { DossierLine } from "../parts/dossier-line.js";
import { BackButton, Footer } from "../parts/footer.js";
import { Folding } from "../parts/folding.js";
import { Icon } from "../parts/icon.js";
import { Title } from "../parts/title.js";
import { take } from "../program.js";

export const PURPOSE_ICONS = {
  guidance: "info", submit: "send", supplement: "file-plus", pay: "banknote", collect: "badge-check",
};

// Where there is no room for all answers, a question shows only the one that is chosen.
const WAYS = [{}, { priority: "folded" }, { priority: "folded", purpose: "folded" }];

export function ConfirmScreen(all) {
  const { state, flow, act, words } = all;
  const box = useRef(null);
  const key = [useWindow(), flow.language, JSON.stringify(flow.access), flow.dossier].join(" ");
  const way = WAYS[useFolding(box, WAYS.length, key)];
  return html`
    <${DossierLine} flow=${flow} words=${words} />
    <${Chosen} ...${all} />
    <div class="asked" ref=${box}>
      <${Purpose} ...${all} folded=${way.purpose} />
      ${state.centre.priorities.length > 0 && html`<${Priority} ...${all} folded=${way.priority} />`}
    </div>
    <${Footer}>
      <${BackButton} words=${words} act=${act} />
      <${TakeButton} flow=${flow} act=${act} words=${words} open=${isOpen(state, flow.choice)} />
    </${Footer}>
  `;
}

function Purpose({ state, flow, act, words, folded }) {
  return html`
    <section class="question question-purpose">
      <${Title} says="choose-purpose">${words.confirmTitle}</${Title}>
      <${Folding} folded=${folded} title=${words.confirmTitle} items=${state.centre.purposes} ...${{ flow, words }} chosen=${flow.purpose}>
        ${(close) => html`
          <${ChoiceGroup} label=${words.confirmTitle} items=${state.centre.purposes} chosen=${flow.purpose} language=${flow.language}
            iconOf=${({ id }) => PURPOSE_ICONS[id]} onChoose=${(purpose) => { act({ move: "purpose", purpose }); close(); }} />
        `}
      </${Folding}>
    </section>
  `;
}

function Priority({ state, flow, act, words, folded }) {
  const hint = flow.suggested ? words.scan.whyPriority : words.priorityHint;
  return html`
    <section class="question question-priority">
      <h2 class="title">${words.priorityTitle}</h2>
      ${!folded && html`<p class="hint">${hint}</p>`}
      <${Folding} folded=${folded} title=${words.priorityTitle} hint=${hint} items=${state.centre.priorities}
        ...${{ flow, words }} chosen=${flow.priority}>
        ${(close) => html`
          <${ToggleGroup} label=${words.priorityTitle} items=${state.centre.priorities} chosen=${flow.priority}
            language=${flow.language} onChoose=${(priority) => { act({ move: "priority", priority }); close(); }} />
        `}
      </${Folding}>
    </section>
  `;
}

export function TakeButton({ flow, act, words, open }) {
  const [busy, setBusy] = useState(false);
  const press = async () => {
    if (busy) return;
    setBusy(true);
    await takeNumber(wishOf(flow), act);
    setBusy(false);
  };
  return html`
    <button class="take" disabled=${busy || !open} onClick=${press}>
      <${Icon} name="ticket" /><span>${busy ? words.taking : open ? words.take : words.closed}</span>
    </button>
  `;
}

export async function takeNumber(wish, act) {
  act({ move: "asked", wish });
  act({ move: "answered", touch: wish.touch, ...(await take(wish)) });
}

function wishOf({ touch, choice, purpose, priority, language, dossier }) {
  const what = choice.procedure ? { procedure: choice.procedure, procedure_field: choice.field } : { field: choice.field };
  return { touch, ...what, purpose, priority, language, dossiers: dossier ? [dossier] : [] };
}

function isOpen(state, choice) {
  const field = state.centre.fields.find(({ id }) => id === choice.field);
  return Boolean(field && field.open);
}
