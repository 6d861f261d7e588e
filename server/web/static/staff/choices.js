/** A choice of one among a few, each with its digit. */
import { html, useLayoutEffect, useRef } from "/shared/preact.js";
import { isTyping, plainKey } from "./keys.js";

export function Choices({ name, legend, options, chosen, onChoose, focused }) {
  const group = useRef(null);
  useLayoutEffect(() => {
    // Tab leaves a group of radios only from the chosen one.
    const focus = group.current.contains(document.activeElement);
    if (focus) group.current.querySelector("input:checked")?.focus();
  }, [chosen]);
  return html`
    <fieldset class="choices" ref=${group}>
      <legend>${legend}</legend>
      ${options.map(({ value, label }, place) => html`
        <label key=${value} class=${value === chosen ? "choice chosen" : "choice"}>
          <input type="radio" name=${name} checked=${value === chosen}
            autofocus=${focused && (value === chosen || (!chosen && place === 0))}
            onChange=${() => onChoose(value)} />
          <span>${label}</span>
          <kbd aria-hidden="true">${place + 1}</kbd>
        </label>`)}
    </fieldset>
  `;
}

/** Chooses by a digit that is pressed outside a text field. */
export function chooseByDigit(event, options, onChoose) {
  const option = isTyping(event) ? undefined : options[Number(plainKey(event)) - 1];
  if (!option) return;
  event.preventDefault(); // or the digit lands in the field that the choice opens
  onChoose(option.value);
}
