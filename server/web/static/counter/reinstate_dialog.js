/** Which missed number waits again: asked when there are several and none is in focus. */
import { html, useState } from "/shared/vendor/preact.js";
import { chooseByDigit, Choices } from "/static/staff/choices.js";
import { Dialog, DialogButtons, DialogTrouble } from "/static/staff/dialog.js";
import { useServerNow } from "/static/staff/time.js";
import { useWords } from "/static/staff/words.js";
import { graceWords } from "./waiting_list.js";
import { ticketPath } from "./moves.js";

export function ReinstateDialog({ counter, ahead, live, busy, onSend, onClose }) {
  const { say } = useWords();
  const [chosen, setChosen] = useState(null);
  const [trouble, setTrouble] = useState("");
  const now = useServerNow(ahead);
  const options = counter.missed.map((one) => ({
    value: one.id,
    label: `${one.number} · ${graceWords(one, now, say)}`,
  }));
  const submit = async () => {
    if (!chosen) setTrouble(say("reinstate_which"));
    else setTrouble(await onSend("reinstate", {}, null, ticketPath(chosen, "reinstate")));
  };
  return html`
    <${Dialog} title=${say("reinstate_title")} onClose=${onClose} onSubmit=${submit}
      onKeyDown=${(event) => chooseByDigit(event, options, setChosen)}>
      <div class="choice-list">
        <${Choices} name="missed" legend=${say("reinstate_about")} options=${options} chosen=${chosen}
          onChoose=${setChosen} focused />
      </div>
      <${DialogTrouble} text=${trouble} live=${live} />
      <${DialogButtons} label=${say("reinstate")} onBack=${onClose} disabled=${!live} busy=${busy} />
    <//>
  `;
}
