// What the number will be for: the field with its line, and the procedure if one was searched.
import { html } from "/shared/vendor/preact.js";
import { nameIn, reasonIn } from "../words.js";
import { Icon } from "./icon.js";

export function Chosen({ state, flow, words }) {
  const field = state.centre.fields.find(({ id }) => id === flow.choice.field);
  if (!field) return null;
  const name = nameIn(flow.language, field);
  return html`
    <section class="chosen">
      <${Icon} name=${field.icon} />
      <div class="chosen-text">
        <p class="chosen-name ${name.length > 60 ? "long" : ""}">${name}</p>
        ${flow.choice.procedureName && html`<p class="chosen-procedure" lang="vi">${flow.choice.procedureName}</p>`}
        <p class="chosen-facts">
          ${field.open ? words.waiting(field.waiting) : reasonIn(words, field.reason) || words.closed}
          ${field.open && field.estimate ? ` · ${words.wait(field.estimate)}` : ""}
        </p>
      </div>
    </section>
  `;
}
