/** Letting a citizen step aside for a while. */
import { html, useState } from "/shared/vendor/preact.js";
import { Dialog, DialogButtons, DialogTrouble } from "/static/staff/dialog.js";
import { useWords } from "/static/staff/words.js";

export function HoldDialog({ counter, live, busy, onSend, onClose }) {
  const { say } = useWords();
  const [note, setNote] = useState("");
  const [trouble, setTrouble] = useState("");
  const submit = async () => setTrouble(await onSend("hold", { note: note.trim() || null }));
  return html`
    <${Dialog} title=${say("hold_title", { number: counter.ticket.number })} onClose=${onClose}
      onSubmit=${submit}>
      <p>${say("hold_text")}</p>
      <label for="hold-note">${say("hold_why")}</label>
      <input id="hold-note" value=${note} maxlength="200" autocomplete="off" autofocus
        aria-describedby="hold-hint" onInput=${(event) => setNote(event.target.value)} />
      <p id="hold-hint" class="soft">${say("hold_hint")}</p>
      <${DialogTrouble} text=${trouble} live=${live} />
      <${DialogButtons} label=${say("hold_do")} onBack=${onClose} disabled=${!live} busy=${busy} />
    <//>
  `;
}
