/** What is otherwise than in the centre's files, and the way back. */
import { html, useState } from "/shared/preact.js";
import { Dialog, DialogButtons, DialogTrouble } from "/static/staff/dialog.js";
import { timeOfDay } from "/static/staff/time.js";
import { useWords } from "/static/staff/words.js";
import { puttingAllBack, puttingBack } from "./use_hall_commands.js";

export function Changes({ snapshot, names, zone, acts, live, commands, onChoose }) {
  const { say } = useWords();
  const { changes } = snapshot;
  return html`
    <section class="card hall-changes" id="changes" aria-labelledby="changes-title">
      <h2 id="changes-title" tabindex="-1">${say("changes")}</h2>
      ${changes.length === 0 && html`<p class="soft">${say("changes_none")}</p>`}
      <ul class="change-list">
        ${changes.map((one) => html`
          <${Change} key=${`${one.kind} ${one.subject}`} change=${one} snapshot=${snapshot}
            names=${names} zone=${zone} acts=${acts} live=${live} commands=${commands} />`)}
      </ul>
      ${acts && changes.length > 1 && html`<div class="announce-buttons">
        <button type="button" disabled=${!live} onClick=${() => onChoose("put_back")}>
          ${say("put_all_back")}</button></div>`}
    </section>
  `;
}

function Change({ change, snapshot, names, zone, acts, live, commands }) {
  const { say } = useWords();
  const title = titleOf(change, snapshot, names, say);
  const when = change.at && say("changed_by", {
    name: change.by ?? "–",
    at: timeOfDay(Date.parse(change.at), zone),
  });
  return html`
    <li class="change" data-change=${`${change.kind} ${change.subject}`.trim()}>
      <div>
        <h3>${title}</h3>
        <p>${wordsOf(change, names, say)}</p>
        ${when && html`<p class="soft">${when}</p>`}
      </div>
      ${acts && html`<button type="button" disabled=${!live}
        aria-label=${`${say("put_back")}: ${title}`}
        onClick=${() => commands.run(puttingBack(change))}>${say("put_back")}</button>`}
    </li>
  `;
}

function titleOf(change, snapshot, names, say) {
  if (change.kind === "notices") return say("notices");
  if (change.kind === "field") return names.field(change.subject);
  const counter = snapshot.counters.find((one) => one.id === change.subject);
  return say("counter", { number: counter ? counter.number : change.subject });
}

function wordsOf({ kind, file, now }, names, say) {
  if (kind === "notices") return say("changed_notices", { n: now.length });
  if (kind === "mode") return say("changed_mode");
  if (kind === "field") return now[0] ? say("field_closed_why", { reason: now[0] }) : say("field_closed");
  const listed = (some) => some.map(names.field).join(", ");
  const added = now.filter((id) => !file.includes(id));
  const gone = file.filter((id) => !now.includes(id));
  return [
    added.length > 0 && say("changed_added", { fields: listed(added) }),
    gone.length > 0 && say("changed_gone", { fields: listed(gone) }),
  ].filter(Boolean).join(" ");
}

/** Everything back as the files have it, after one question. */
export function PutBackDialog({ snapshot, live, commands, onClose }) {
  const { say } = useWords();
  const [trouble, setTrouble] = useState("");
  const submit = async () => {
    const refused = await commands.ask(puttingAllBack());
    if (refused === null) onClose();
    else setTrouble(refused);
  };
  return html`
    <${Dialog} title=${say("put_all_back_title")} onClose=${onClose} onSubmit=${submit}>
      <p>${say("put_all_back_about", { n: snapshot.changes.length })}</p>
      <${DialogTrouble} text=${trouble} live=${live} />
      <${DialogButtons} label=${say("put_all_back")} onBack=${onClose} disabled=${!live}
        busy=${commands.busy} focused />
    <//>
  `;
}
