/** Which of several who are aside is meant: a missed number waits again, a held one goes on. */
import { html, useState } from "/shared/preact.js";
import { chooseByDigit, Choices } from "/static/staff/choices.js";
import { Dialog, DialogButtons, DialogTrouble } from "/static/staff/dialog.js";
import { useServerNow } from "/static/staff/time.js";
import { useWords } from "/static/staff/words.js";
import { ticketPath } from "./moves.js";
import { graceWords } from "./waiting_list.js";

export function ReinstateDialog({ counter, ahead, onSend, ...shared }) {
  const { say } = useWords();
  const now = useServerNow(ahead);
  const send = ({ id }) => onSend("reinstate", {}, null, ticketPath(id, "reinstate"));
  return html`<${AsideDialog} word="reinstate" tickets=${counter.missed} onChosen=${send} ...${shared}
    about=${(one) => graceWords(one, now, say)} />`;
}

export function ResumeDialog({ counter, names, onSend, ...shared }) {
  const send = ({ number }) => onSend("resume", { number });
  return html`<${AsideDialog} word="resume" tickets=${counter.held} onChosen=${send} ...${shared}
    about=${(one) => one.note || names.field(one.field)} />`;
}

function AsideDialog({ word, tickets, about, live, busy, onChosen, onClose }) {
  const { say } = useWords();
  const [chosen, setChosen] = useState(null);
  const [trouble, setTrouble] = useState("");
  const options = tickets.map((one) => ({ value: one.id, label: `${one.number} · ${about(one)}` }));
  const submit = async () => {
    const ticket = tickets.find((one) => one.id === chosen);
    setTrouble(ticket ? await onChosen(ticket) : say("aside_which"));
  };
  return html`
    <${Dialog} title=${say(`${word}_title`)} onClose=${onClose} onSubmit=${submit}
      onKeyDown=${(event) => chooseByDigit(event, options, setChosen)}>
      <div class="choice-list">
        <${Choices} name="aside" legend=${say("aside_about")} options=${options} chosen=${chosen}
          onChoose=${setChosen} focused />
      </div>
      <${DialogTrouble} text=${trouble} live=${live} />
      <${DialogButtons} label=${say(`${word}_do`)} onBack=${onClose} disabled=${!live} busy=${busy} />
    <//>
  `;
}
