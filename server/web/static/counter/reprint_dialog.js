/** Asking for another paper: of the ticket here, or of a number that somebody tells. */
import { html, useState } from "/shared/vendor/preact.js";
import { Dialog, DialogButtons, DialogTrouble } from "/static/staff/dialog.js";
import { Unanswered } from "/static/staff/server.js";
import { useWords } from "/static/staff/words.js";

export function ReprintDialog({ counter, server, day, live, busy, onSend, onClose }) {
  const { say } = useWords();
  const here = counter.ticket;
  const [number, setNumber] = useState(here?.number ?? "");
  const [trouble, setTrouble] = useState("");
  const submit = async () => {
    const wanted = number.trim().toUpperCase();
    if (!wanted) return setTrouble(say("reprint_which"));
    try {
      const id = wanted === here?.number ? here.id : await visitOf(server, day, wanted);
      if (!id) return setTrouble(say("reprint_none", { number: wanted }));
      return setTrouble(await onSend("reprint", {}, null, `/tickets/${encodeURIComponent(id)}/reprint`));
    } catch (problem) {
      return setTrouble(problem instanceof Unanswered ? say("unreachable") : problem.message);
    }
  };
  return html`
    <${Dialog} title=${say("reprint_title")} onClose=${onClose} onSubmit=${submit}>
      <label for="reprint-number">${say("reprint_number")}</label>
      <input id="reprint-number" class="number call-number" value=${number} maxlength="12" autofocus
        autocomplete="off" autocapitalize="characters" spellcheck=${false}
        aria-describedby="reprint-hint" onFocus=${(event) => event.target.select()}
        onInput=${(event) => setNumber(event.target.value)} />
      <p id="reprint-hint" class="soft">${say("reprint_hint")}</p>
      <${DialogTrouble} text=${trouble} live=${live} />
      <${DialogButtons} label=${say("reprint_do")} onBack=${onClose} disabled=${!live} busy=${busy} />
    <//>
  `;
}

/** The visit that holds a number today, or nothing. */
async function visitOf(server, day, number) {
  const { items } = await server.get(`/visits?day=${day}&number=${encodeURIComponent(number)}`);
  return items[0]?.id;
}
