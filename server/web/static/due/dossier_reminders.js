/** Every reminder of one dossier. */
import { html, useEffect, useState } from "/shared/preact.js";
import { Dialog } from "/static/staff/dialog.js";
import { useWords } from "/static/staff/words.js";
import { Reminders } from "./past.js";
import { remindersOf } from "./question.js";

export function DossierReminders({ server, code, onClose }) {
  const { say } = useWords();
  const [items, setItems] = useState(null);
  const [trouble, setTrouble] = useState("");
  useEffect(() => {
    server.get(remindersOf(code)).then(
      (answer) => setItems(answer.items),
      (problem) => setTrouble(problem.status ? problem.message : say("unreachable")),
    );
  }, [code]);
  return html`
    <${Dialog} title=${say("reminders_of", { code })} onClose=${onClose} onSubmit=${onClose}>
      ${trouble && html`<p role="alert" class="trouble">${trouble}</p>`}
      ${!items && !trouble && html`<p role="status" class="soft">${say("loading")}</p>`}
      ${items && html`<div class="past-room" tabindex="0" role="region" aria-label=${say("due_past")}>
        <${Reminders} items=${items} /></div>`}
      <div class="dialog-buttons"><button class="main" autofocus>${say("close_window")} <kbd>Esc</kbd></button></div>
    <//>
  `;
}
