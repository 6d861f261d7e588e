/** The counter's buttons: one turn from left to right with the thing to do large, then the rest. */
import { html } from "/shared/preact.js";
import { useWords } from "/static/staff/words.js";
import { FLOW, labelOf, withButton } from "./moves.js";

/**
 * `can(move)` tells whether a command may be given now; one that may not is shown, but locked.
 * Not `settled`: the counter has just changed, and a click still means what stood here before.
 */
export function Actions({ counter, can, settled, onMove }) {
  const { say } = useWords();
  const button = (move) => html`
    <${MoveButton} key=${move.name} move=${move} counter=${counter}
      enabled=${can(move)} onMove=${onMove} />`;
  return html`
    <section class=${settled ? "actions" : "actions settling"} aria-label=${say("actions")}>
      <div class="flow">${FLOW.map(button)}</div>
      <div class="others">${withButton(counter).map(button)}</div>
    </section>
  `;
}

function MoveButton({ move, counter, enabled, onMove }) {
  const { say } = useWords();
  const main = FLOW.includes(move) && move.states.includes(counter.state);
  return html`
    <button type="button" class=${main ? "move main" : "move"} data-move=${move.name}
      disabled=${!enabled} aria-keyshortcuts=${move.key} onClick=${() => onMove(move)}>
      <span>${say(labelOf(move, counter))}</span>
      <span class="keys">
        ${move.enter && main && html`<kbd>Enter</kbd><span class="or">${say("or_key")}</span>`}
        <kbd>${move.key}</kbd>
      </span>
    </button>
  `;
}
