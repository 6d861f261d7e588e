/** Serving somebody who has no ticket: a number is given and called here at once. */
import { html, useState } from "/shared/preact.js";
import { chooseByDigit, Choices } from "/static/staff/choices.js";
import { Dialog, DialogButtons, DialogTrouble } from "/static/staff/dialog.js";
import { useWords } from "/static/staff/words.js";
import { Selection } from "./selection.js";

export function WithoutTicketDialog({ counter, centre, names, live, busy, onSend, onClose }) {
  const { say } = useWords();
  const [field, setField] = useState(counter.fields[0]);
  const [purpose, setPurpose] = useState(null);
  const [code, setCode] = useState("");
  const [trouble, setTrouble] = useState("");
  const options = centre.purposes.map(({ id }) => ({ value: id, label: names.purpose(id) }));
  const submit = async () => {
    const dossiers = code.trim() ? [code.trim()] : [];
    const body = { field, purpose, dossiers, counter: counter.id };
    const refuse = (problem) => setTimeout(() => setTrouble(problem.message));
    setTrouble(await onSend("without_ticket", body, refuse, "/tickets"));
  };
  return html`
    <${Dialog} title=${say("without_ticket_title")} onClose=${onClose} onSubmit=${submit}
      onKeyDown=${(event) => chooseByDigit(event, options, setPurpose)}>
      <p class="soft">${say("without_ticket_about")}</p>
      <${Selection} id="without-field" label=${say("field")} value=${field}
        options=${counter.fields.map((id) => [id, names.field(id)])} onChoose=${setField} />
      <${Choices} name="purpose" legend=${say("purpose")} options=${options} chosen=${purpose}
        onChoose=${setPurpose} focused />
      <label for="without-code">${say("without_ticket_code")}</label>
      <input id="without-code" value=${code} maxlength="64" autocomplete="off"
        autocapitalize="characters" spellcheck=${false}
        onInput=${(event) => setCode(event.target.value)} />
      <${DialogTrouble} text=${trouble} live=${live} />
      <${DialogButtons} label=${say("without_ticket_do")} onBack=${onClose} disabled=${!live}
        busy=${busy} />
    <//>
  `;
}
