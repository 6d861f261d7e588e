/** Calling a chosen number: somebody is passed over, so a reason is asked and logged. */
import { html, useRef, useState } from "/shared/vendor/preact.js";
import { chooseByDigit, Choices } from "/static/staff/choices.js";
import { Dialog, DialogButtons, DialogTrouble } from "/static/staff/dialog.js";
import { OtherReason } from "/static/staff/other_reason.js";
import { textOf, useWords } from "/static/staff/words.js";

const REASONS = ["call_back_again", "call_frail", "call_appointment", "call_same_dossier"];
const OTHER = "other_reason";

export function CallDialog({ counter, number: chosen, live, busy, onSend, onClose }) {
  const { say } = useWords();
  const [number, setNumber] = useState(chosen ?? "");
  const [reason, setReason] = useState(isMissed(counter, chosen) ? REASONS[0] : null);
  const [words, setWords] = useState("");
  const [trouble, setTrouble] = useState("");
  const form = useRef(null);
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
      <${NumberInput} number=${number} counter=${counter} focused=${!chosen} onInput=${setNumber} />
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
  return (counter.missed ?? []).some((one) => one.number === number);
}

/** What is logged is the Vietnamese, whatever language the page is in. */
function reasonText(reason, words) {
  if (!reason) return "";
  return reason === OTHER ? words.trim() : textOf("vi", reason);
}

function NumberInput({ number, counter, focused, onInput }) {
  const { say } = useWords();
  const offered = [...counter.waiting, ...counter.held, ...(counter.missed ?? [])];
  return html`
    <label for="call-number">${say("call_number")}</label>
    <input id="call-number" class="number call-number" value=${number} maxlength="12"
      autocomplete="off" autocapitalize="characters" spellcheck=${false} list="call-numbers"
      aria-describedby="call-number-hint" autofocus=${focused}
      onInput=${(event) => onInput(event.target.value)} />
    <p id="call-number-hint" class="soft">
      ${say("call_number_hint", { example: offered[0]?.number ?? "A012" })}
    </p>
    <datalist id="call-numbers">
      ${offered.map((one) => html`<option key=${one.number} value=${one.number}></option>`)}
    </datalist>
  `;
}
