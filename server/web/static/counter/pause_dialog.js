/** Why the counter pauses: the hall sees that it does, the log keeps the reason. */
import { html, useState } from "/shared/preact.js";
import { chooseByDigit, Choices } from "/static/staff/choices.js";
import { Dialog, DialogButtons, DialogTrouble } from "/static/staff/dialog.js";
import { useWords } from "/static/staff/words.js";

export function PauseDialog({ counter, desk, names, live, busy, onSend, onClose }) {
  const { say } = useWords();
  const [reason, setReason] = useState(null);
  const [trouble, setTrouble] = useState("");
  const options = desk.pause_reasons.map((value) => ({ value, label: names.pause(value) }));
  const submit = async () => {
    if (!reason) setTrouble(say("choose_reason"));
    else setTrouble(await onSend("pause", { reason }));
  };
  return html`
    <${Dialog} title=${say("pause_title", { number: counter.number })} onClose=${onClose}
      onSubmit=${submit} onKeyDown=${(event) => chooseByDigit(event, options, setReason)}>
      <${Choices} name="reason" legend=${say("pause_why")} options=${options} chosen=${reason}
        onChoose=${setReason} focused />
      <${DialogTrouble} text=${trouble} live=${live} />
      <${DialogButtons} label=${say("pause_do")} onBack=${onClose} disabled=${!live} busy=${busy} />
    <//>
  `;
}
