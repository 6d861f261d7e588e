/** Taking a number back: whoever held it has left, or never needed it. The reason is logged. */
import { html, useState } from "/shared/preact.js";
import { chooseByDigit, Choices } from "/static/staff/choices.js";
import { Dialog, DialogButtons, DialogTrouble } from "/static/staff/dialog.js";
import { OtherReason } from "/static/staff/other_reason.js";
import { Unanswered } from "/static/staff/server.js";
import { textOf, useWords } from "/static/staff/words.js";
import { ticketPath } from "./moves.js";
import { NumberInput } from "./number_input.js";
import { visitOf } from "./visit_of.js";

const REASONS = ["cancel_left", "cancel_mistake", "cancel_twice"];
const OTHER = "other_reason";

export function CancelDialog({ counter, server, day, number: chosen, live, busy, onSend, onClose }) {
  const { say } = useWords();
  const [number, setNumber] = useState(chosen ?? "");
  const [reason, setReason] = useState(REASONS[0]);
  const [words, setWords] = useState("");
  const [trouble, setTrouble] = useState("");
  const options = [...REASONS, OTHER].map((value) => ({ value, label: say(value) }));
  const offered = [...counter.missed, ...counter.waiting];
  const submit = async () => {
    const wanted = number.trim().toUpperCase();
    if (!wanted) return setTrouble(say("cancel_which"));
    const why = reason === OTHER ? words.trim() : textOf("vi", reason);
    if (!why) return setTrouble(say("choose_reason"));
    return setTrouble(await take(wanted, why));
  };
  const take = async (wanted, why) => {
    try {
      const known = offered.find((one) => one.number === wanted);
      const id = known?.id ?? (await visitOf(server, day, wanted));
      if (!id) return say("number_not_given", { number: wanted });
      return await onSend("cancel", { reason: why }, null, ticketPath(id, "cancel"));
    } catch (problem) {
      return problem instanceof Unanswered ? say("unreachable") : problem.message;
    }
  };
  return html`
    <${Dialog} title=${say("cancel_title")} onClose=${onClose} onSubmit=${submit}
      onKeyDown=${(event) => chooseByDigit(event, options, setReason)}>
      <${NumberInput} id="cancel-number" label=${say("cancel_number")} hint=${say("cancel_hint")}
        number=${number} offered=${offered} focused=${!chosen} onInput=${setNumber} />
      <${Choices} name="reason" legend=${say("cancel_why")} options=${options} chosen=${reason}
        onChoose=${setReason} focused=${Boolean(chosen)} />
      ${reason === OTHER && html`<${OtherReason} words=${words} onInput=${setWords} />`}
      <${DialogTrouble} text=${trouble} live=${live} />
      <${DialogButtons} label=${say("cancel_do")} onBack=${onClose} disabled=${!live} busy=${busy} />
    <//>
  `;
}
