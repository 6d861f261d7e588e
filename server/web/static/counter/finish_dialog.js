/** The end of a service: what came of it, for which dossiers, and a note. */
import { html, useRef, useState } from "/shared/preact.js";
import { chooseByDigit, Choices } from "/static/staff/choices.js";
import { Dialog, DialogButtons, DialogTrouble } from "/static/staff/dialog.js";
import { useWords } from "/static/staff/words.js";
import { DossierList } from "./dossier_list.js";
import { HistoryDialog } from "./history_dialog.js";
import { USUAL_OUTCOME } from "./plain_desk.js";

/** What the dialog starts from: the dossiers the ticket came with, the usual outcome. */
export function blankDraft(ticket) {
  return {
    outcome: USUAL_OUTCOME[ticket.purpose] ?? null,
    dossiers: ticket.dossiers.map((code) => ({ code, outcome: null })),
    code: "",
    note: "",
  };
}

/** `draft` and `onDraft(change)` live outside, so that leaving the dialog loses nothing. */
export function FinishDialog({
  counter, server, desk, names, centre, live, busy, draft, onDraft, onSend, onClose,
}) {
  const { say } = useWords();
  const [trouble, setTrouble] = useState("");
  const [history, setHistory] = useState(null);
  const codes = useRef(null);
  const options = desk.outcomes.map((value) => ({ value, label: names.outcome(value) }));
  const choose = (outcome) => onDraft({ outcome });
  const submit = async () => {
    const dossiers = await codes.current.settle();
    if (!live || !dossiers) return;
    const refused = await onSend("finish", finishBody(draft, dossiers), codes.current.refuse);
    setTrouble(refused);
  };
  return html`
    <${Dialog} wide title=${say("finish_title", { number: counter.ticket.number })}
      onClose=${onClose} onSubmit=${submit}
      onKeyDown=${(event) => chooseByDigit(event, options, choose)}>
      <div class="finish">
        <${Choices} name="outcome" legend=${say("finish_outcome")} options=${options}
          chosen=${draft.outcome} onChoose=${choose} focused />
        <div class="finish-more">
          <${DossierList} handle=${codes} server=${server} draft=${draft} onDraft=${onDraft}
            outcomes=${options} onHistory=${setHistory} />
          <${Note} note=${draft.note} onInput=${(note) => onDraft({ note })} />
        </div>
      </div>
      <${DialogTrouble} text=${trouble} live=${live} />
      <${DialogButtons} label=${say("finish_do")} onBack=${onClose} disabled=${!live} busy=${busy} />
    <//>
    ${history && html`<${HistoryDialog} code=${history} server=${server} names=${names}
      centre=${centre} onClose=${() => setHistory(null)} />`}
  `;
}

function finishBody({ outcome, note }, dossiers) {
  const body = {};
  if (outcome) body.outcome = outcome;
  if (note.trim()) body.note = note.trim();
  if (dossiers.length) {
    body.dossiers = dossiers.map((one) => (one.outcome ? one : { code: one.code }));
  }
  return body;
}

function Note({ note, onInput }) {
  const { say } = useWords();
  return html`
    <label for="finish-note">${say("finish_note")}</label>
    <textarea id="finish-note" rows="2" maxlength="1000" aria-describedby="finish-note-hint"
      value=${note} onInput=${(event) => onInput(event.target.value)}></textarea>
    <p id="finish-note-hint" class="soft">${say("finish_note_hint")}</p>
  `;
}
