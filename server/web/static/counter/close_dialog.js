/** Closing the counter is asked once more; the same key confirms. */
import { html, useState } from "/shared/preact.js";
import { Dialog, DialogButtons, DialogTrouble } from "/static/staff/dialog.js";
import { plainKey } from "/static/staff/keys.js";
import { useWords } from "/static/staff/words.js";

export function CloseDialog({ counter, live, busy, onSend, onClose }) {
  const { say } = useWords();
  const [trouble, setTrouble] = useState("");
  const submit = async () => {
    if (live) setTrouble(await onSend("close"));
  };
  return html`
    <${Dialog} title=${say("close_title", { number: counter.number })} onClose=${onClose}
      onSubmit=${submit} onKeyDown=${(event) => plainKey(event) === "Q" && submit()}>
      <p>${say("close_text")}</p>
      <${DialogTrouble} text=${trouble} live=${live} />
      <${DialogButtons} label=${say("close_do")} hint="Q" onBack=${onClose} disabled=${!live}
        busy=${busy} focused />
    <//>
  `;
}
