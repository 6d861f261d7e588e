/** Calling a chosen number: somebody is passed over, so a reason is asked and logged. */
import { html, useRef, useState } from "/shared/preact.js";
import { chooseByDigit, Choices } from "/static/staff/choices.js";
import { Dialog, DialogButtons, DialogTrouble } from "/static/staff/dialog.js";
import { OtherReason } from "/static/staff/other_reason.js";
import { textOf, useWords } from "/static/staff/words.js";
import { NumberInput } from "./number_input.js";

const REASONS = ["call_back_again", "call_frail", "call_appointment", "call_same_dossier"];
const OTHER = "other_reason";

export function CallDialog({ counter, number: chosen, live, busy, onSend, onClose }) {
  const { say } = useWords();
  const [number, setNumber] = useState(chosen ?? "");
  const [reason, setReason] = useState(isMissed(counter, chosen) ? REASONS[0] : null);
  const [words, setWords] = useState("");
  const [trouble, setTrouble] = useState("");
  const form = useRef(null);
  const offered = [...counter.waiting, ...counter.held, ...counter.missed];
  const options = [...REASONS, OTHER].map((value) => ({ value, label: say(value) }));
  const submit = async () => {
    const body = { number: number.trim().toUpperCase(), reason: reasonText(reason, words) };
    if (!body.number) setTrouble(say("choose_number"));
    else if (!body.reason) askForReason();
    else setTrouble(await onSend("call", body));
  };
  const askForReason = () => {
    setTrouble(say("choose_reason"));
    form.current.querySelector(reason ? ".other-reason" : "[type=radio]").focus();
  };
  return html`
    <${Dialog} title=${say("call_title")} onClose=${onClose} onSubmit=${submit}
      onKeyDown=${(event) => chooseByDigit(event, options, setReason)}>
      <${NumberInput} id="call-number" label=${say("call_number")} number=${number} offered=${offered}
        hint=${say("call_number_hint", { example: offered[0]?.number ?? "A012" })}
        focused=${!chosen} onInput=${setNumber} />
      <div ref=${form}>
        <${Choices} name="reason" legend=${say("call_why")} options=${options} chosen=${reason}
          onChoose=${setReason} focused=${Boolean(chosen)} />
        ${reason === OTHER && html`<${OtherReason} words=${words} onInput=${setWords} />`}
      </div>
      <${DialogTrouble} text=${trouble} live=${live} />
      <${DialogButtons} label=${say("call_do")} onBack=${onClose} disabled=${!live} busy=${busy} />
    <//>
  `;
}

function isMissed(counter, number) {
  return counter.missed.some((one) => one.number === number);
}

/** What is logged is the Vietnamese, whatever language the page is in. */
function reasonText(reason, words) {
  if (!reason) return "";
  return reason === OTHER ? words.trim() : textOf("vi", reason);
}
