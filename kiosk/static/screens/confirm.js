// Purpose and priority on one screen, both with a sensible answer already; then the one big button.
import { html, useState } from "/shared/vendor/preact.js";
import { ChoiceGroup, ToggleGroup } from "../parts/choice-group.js";
import { Chosen } from "../parts/chosen.js";
import { DossierLine } from "../parts/dossier-line.js";
import { BackButton, Footer } from "../parts/footer.js";
import { Icon } from "../parts/icon.js";
import { Title } from "../parts/title.js";
import { take } from "../program.js";

export const PURPOSE_ICONS = {
  guidance: "info", submit: "send", supplement: "file-plus", pay: "banknote", collect: "badge-check",
};

export function ConfirmScreen(all) {
  const { state, flow, act, words } = all;
  const { purposes, priorities } = state.centre;
  const open = isOpen(state, flow.choice);
  return html`
    <${DossierLine} flow=${flow} words=${words} />
    <${Chosen} ...${all} />
    <div class="asked">
      <section class="question question-purpose">
        <${Title}>${words.confirmTitle}</${Title}>
        <${ChoiceGroup} label=${words.confirmTitle} items=${purposes} chosen=${flow.purpose} language=${flow.language}
          iconOf=${({ id }) => PURPOSE_ICONS[id]} onChoose=${(purpose) => act({ move: "purpose", purpose })} />
      </section>
      ${priorities.length > 0 && html`
        <section class="question question-priority">
          <h2 class="title">${words.priorityTitle}</h2>
          <p class="hint">${flow.suggested ? words.scan.whyPriority : words.priorityHint}</p>
          <${ToggleGroup} label=${words.priorityTitle} items=${priorities} chosen=${flow.priority}
            language=${flow.language} onChoose=${(priority) => act({ move: "priority", priority })} />
        </section>
      `}
    </div>
    <${Footer}>
      <${BackButton} words=${words} act=${act} />
      <${TakeButton} flow=${flow} act=${act} words=${words} open=${open} />
    </${Footer}>
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
  const what = choice.procedure ? { procedure: choice.procedure } : { field: choice.field };
  return { touch, ...what, purpose, priority, language, dossiers: dossier ? [dossier] : [] };
}

function isOpen(state, choice) {
  const field = state.centre.fields.find(({ id }) => id === choice.field);
  return Boolean(field && field.open);
}
