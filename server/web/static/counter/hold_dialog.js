/** Letting a citizen step aside for a while, and when to be reminded of them. */
import { html, useState } from "/shared/preact.js";
import { Dialog, DialogButtons, DialogTrouble } from "/static/staff/dialog.js";
import { useWords } from "/static/staff/words.js";

const MOST_MINUTES = 480;

export function HoldDialog({ counter, desk, live, busy, onSend, onClose }) {
  const { say } = useWords();
  const [note, setNote] = useState("");
  const [minutes, setMinutes] = useState(desk.hold_minutes ? String(desk.hold_minutes) : "");
  const [trouble, setTrouble] = useState("");
  const submit = async () => {
    const after = minutes.trim() ? Number(minutes) : null;
    const wrong = after !== null && !(Number.isInteger(after) && after >= 1 && after <= MOST_MINUTES);
    if (wrong) setTrouble(say("hold_wrong_minutes", { most: MOST_MINUTES }));
    else setTrouble(await onSend("hold", { note: note.trim() || null, minutes: after }));
  };
  return html`
    <${Dialog} title=${say("hold_title", { number: counter.ticket.number })} onClose=${onClose}
      onSubmit=${submit}>
      <p>${say("hold_text")}</p>
      <label for="hold-note">${say("hold_why")}</label>
      <input id="hold-note" value=${note} maxlength="200" autocomplete="off" autofocus
        aria-describedby="hold-hint" onInput=${(event) => setNote(event.target.value)} />
      <p id="hold-hint" class="soft">${say("hold_hint")}</p>
      <label for="hold-minutes">${say("hold_minutes")}</label>
      <input id="hold-minutes" class="short" value=${minutes} inputmode="numeric" maxlength="3"
        autocomplete="off" aria-describedby="hold-minutes-hint"
        onInput=${(event) => setMinutes(event.target.value)} />
      <p id="hold-minutes-hint" class="soft">${say("hold_minutes_hint")}</p>
      <${DialogTrouble} text=${trouble} live=${live} />
      <${DialogButtons} label=${say("hold_do")} onBack=${onClose} disabled=${!live} busy=${busy} />
    <//>
  `;
}
