/** A reason in one's own words, asked when none of the offered ones fits. */
import { html, useLayoutEffect, useRef } from "/shared/preact.js";
import { useWords } from "./words.js";

export function OtherReason({ words, onInput }) {
  const { say } = useWords();
  const input = useRef(null);
  useLayoutEffect(() => input.current.focus(), []);
  return html`<input class="other-reason" value=${words} maxlength="200" autocomplete="off"
    placeholder=${say("other_reason_hint")} aria-label=${say("other_reason")}
    ref=${input}
    onInput=${(event) => onInput(event.target.value)} />`;
}
