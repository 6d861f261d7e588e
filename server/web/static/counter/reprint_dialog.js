/** Asking for another paper: of the ticket here, or of a number that somebody tells. */
import { html, useState } from "/shared/preact.js";
import { Dialog, DialogButtons, DialogTrouble } from "/static/staff/dialog.js";
import { Unanswered } from "/static/staff/server.js";
import { useWords } from "/static/staff/words.js";
import { ticketPath } from "./moves.js";
import { NumberInput } from "./number_input.js";
import { visitOf } from "./visit_of.js";

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
      if (!id) return setTrouble(say("number_not_given", { number: wanted }));
      return setTrouble(await onSend("reprint", {}, null, ticketPath(id, "reprint")));
    } catch (problem) {
      return setTrouble(problem instanceof Unanswered ? say("unreachable") : problem.message);
    }
  };
  return html`
    <${Dialog} title=${say("reprint_title")} onClose=${onClose} onSubmit=${submit}>
      <${NumberInput} id="reprint-number" label=${say("reprint_number")} hint=${say("reprint_hint")}
        number=${number} focused onFocus=${(event) => event.target.select()} onInput=${setNumber} />
      <${DialogTrouble} text=${trouble} live=${live} />
      <${DialogButtons} label=${say("reprint_do")} onBack=${onClose} disabled=${!live} busy=${busy} />
    <//>
  `;
}
