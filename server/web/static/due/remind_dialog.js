/** That agencies were urged: how, about which dossiers, and what was said. */
import { html, useState } from "/shared/preact.js";
import { chooseByDigit, Choices } from "/static/staff/choices.js";
import { Dialog, DialogButtons, DialogTrouble } from "/static/staff/dialog.js";
import { useWords } from "/static/staff/words.js";

export const MEANS = ["phone", "message", "letter", "meeting", "other"];
const NAMED = 6;

export function RemindDialog({ codes, busy, onSend, onClose }) {
  const { say } = useWords();
  const [means, setMeans] = useState("phone");
  const [note, setNote] = useState("");
  const [trouble, setTrouble] = useState("");
  const options = MEANS.map((value) => ({ value, label: say(`means_${value}`) }));
  const submit = async () => {
    const body = { dossiers: codes, means, ...(note.trim() ? { note: note.trim() } : {}) };
    setTrouble((await onSend(body)) ?? "");
  };
  return html`
    <${Dialog} title=${say("remind_title")} onClose=${onClose} onSubmit=${submit}
      onKeyDown=${(event) => chooseByDigit(event, options, setMeans)}>
      <p class="remind-codes">${codes.slice(0, NAMED).join(", ")}
        ${codes.length > NAMED && html` <b>${say("and_more", { n: codes.length - NAMED })}</b>`}</p>
      <${Choices} name="means" legend=${say("remind_means")} options=${options} chosen=${means}
        onChoose=${setMeans} focused />
      <label for="remind-note">${say("remind_note")}</label>
      <input id="remind-note" value=${note} maxlength="500" autocomplete="off"
        onInput=${(event) => setNote(event.target.value)} />
      <p class="soft">${say("remind_hint")}</p>
      <${DialogTrouble} text=${trouble} live=${true} />
      <${DialogButtons} label=${say("remind_one")} onBack=${onClose} busy=${busy} />
    <//>
  `;
}
