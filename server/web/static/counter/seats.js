/** Who sits here: taking over what a colleague has left, and moving from another counter. */
import { html, useState } from "/shared/preact.js";
import { Dialog, DialogButtons, DialogTrouble } from "/static/staff/dialog.js";
import { officerOf } from "/static/staff/names.js";
import { counterWay } from "/static/staff/ways.js";
import { useWords } from "/static/staff/words.js";

const BUSY = ["called", "serving"];

/** Why one can only look, the way to take over, and where the officer of a closed counter went. */
export function SeatBanner({ counter, onlyLook, live, busy, onTakeOver }) {
  const { say } = useWords();
  const went = counter.went_to;
  return html`
    ${onlyLook && html`<div class="look-banner">
      <p role="status">${say(onlyLook, { officer: officerOf(counter) })}</p>
      ${onlyLook === "someone_elses" && html`<button type="button" disabled=${!live || busy}
        onClick=${onTakeOver}>${say("take_over")}</button>`}
    </div>`}
    ${went && html`<p class="look-banner went-to" role="status">
      ${say("went_to", { officer: went.officer_name, number: went.number })}
      ${" "}<a href=${counterWay(went.counter)}>${say("counter", { number: went.number })}</a></p>`}
  `;
}

/** `elsewhere` is the counter that this officer has open, as the server's refusal named it. */
export function MoveDialog({ elsewhere, counter, live, busy, onSend, onClose }) {
  const { say } = useWords();
  const [trouble, setTrouble] = useState("");
  const first = BUSY.includes(elsewhere.state) || elsewhere.move === "take_over";
  const submit = async () => {
    if (first) location.assign(counterWay(elsewhere.counter));
    else setTrouble(await onSend("move"));
  };
  const there = { number: elsewhere.number };
  return html`
    <${Dialog} title=${say("move_title", there)} onClose=${onClose} onSubmit=${submit}>
      <p>${say(first ? firstWords(elsewhere) : "move_text", there)}</p>
      <${DialogTrouble} text=${trouble} live=${live} />
      <${DialogButtons} label=${first ? say("move_there", there) : say("move_do", { number: counter.number })}
        onBack=${onClose} disabled=${!live} busy=${busy} focused />
    <//>
  `;
}

function firstWords({ state }) {
  return BUSY.includes(state) ? "move_finish_first" : "move_close_first";
}
