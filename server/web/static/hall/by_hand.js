/** Entering the numbers that were given on paper: one after another, without leaving the dialog. */
import { html, useRef, useState } from "/shared/preact.js";
import { chooseByDigit, Choices } from "/static/staff/choices.js";
import { Dialog, DialogButtons, DialogTrouble } from "/static/staff/dialog.js";
import { plainTime } from "/static/staff/time.js";
import { useWords } from "/static/staff/words.js";
import { enteringByHand } from "./use_hall_commands.js";

export function ByHandDialog({ snapshot, centre, names, live, commands, onClose }) {
  const { say } = useWords();
  const [number, setNumber] = useState("");
  const [field, setField] = useState(null);
  const [time, setTime] = useState(plainTime(snapshot.at));
  const [became, setBecame] = useState("queue");
  const [entered, setEntered] = useState([]);
  const [trouble, setTrouble] = useState("");
  const input = useRef(null);
  const asked = number.trim().toUpperCase();
  const fitting = fieldsOf(asked, centre.fields);
  const chosen = fitting.some((one) => one.id === field) ? field : fitting[0]?.id;
  const submit = async () => {
    if (!live) return;
    if (!chosen || !time) {
      setTrouble(say(chosen ? "by_hand_when" : "by_hand_other_series"));
      return;
    }
    const at = `${snapshot.at.slice(0, 10)}T${time}:00${snapshot.at.slice(-6)}`; // the centre's own
    const body = { number: asked, field: chosen, at, served: became === "served" };
    setNumber(""); // the next number may be typed while this one is on its way
    input.current.focus();
    const refused = await commands.ask(enteringByHand(body));
    setTrouble(refused ? `${asked}: ${refused}` : "");
    if (refused === null) setEntered((before) => [...before, asked]);
    else setNumber((typed) => typed || asked);
  };
  const options = ["queue", "served"].map((value) => ({ value, label: say(`by_hand_${value}`) }));
  return html`
    <${Dialog} title=${say("by_hand_title")} onClose=${onClose} onSubmit=${submit}
      onKeyDown=${(event) => chooseByDigit(event, options, setBecame)}>
      <p class="dialog-text">${say("by_hand_about")}</p>
      <${Kept} snapshot=${snapshot} names=${names} />
      <div class="by-hand">
        <label for="hand-number">${say("by_hand_number")}
          <input id="hand-number" class="number" maxlength="12" autocomplete="off" autofocus ref=${input}
            value=${number} onInput=${(event) => setNumber(event.target.value)} /></label>
        <label for="hand-time">${say("by_hand_time")}
          <input id="hand-time" type="time" required value=${time}
            onInput=${(event) => setTime(event.target.value)} /></label>
        <label for="hand-field" class="by-hand-field">${say("by_hand_field")}
          <select id="hand-field" value=${chosen ?? ""} disabled=${fitting.length < 2}
            onChange=${(event) => setField(event.target.value)}>
            ${fitting.length === 0 && html`<option value="">–</option>`}
            ${fitting.map((one) => html`<option key=${one.id} value=${one.id}>
              ${names.field(one.id)}</option>`)}
          </select></label>
      </div>
      <${Choices} name="became" legend=${say("by_hand_became")} options=${options} chosen=${became}
        onChoose=${setBecame} />
      <p role="status" class="by-hand-done">${entered.length > 0
        && say("by_hand_done", { numbers: entered.join(", ") })}</p>
      <${DialogTrouble} text=${trouble} live=${live} />
      <${DialogButtons} label=${say("by_hand_do")} onBack=${onClose} disabled=${!live || !asked}
        busy=${commands.busy} />
    <//>
  `;
}

/** What may still be handed out on paper today, if an emergency has kept some. */
function Kept({ snapshot, names }) {
  const { say } = useWords();
  if (snapshot.by_hand.length === 0) return null;
  return html`
    <details class="by-hand-kept" open=${Boolean(snapshot.emergency)}>
      <summary>${say("by_hand_kept")}</summary>
      <ul tabindex="0" aria-label=${say("by_hand_kept")}>${snapshot.by_hand.map((line) => html`<li key=${line.last}>
        <b class="number">${line.first}–${line.last}</b> ${line.fields.map(names.field).join(", ")}
      </li>`)}</ul>
    </details>
  `;
}

/** The fields whose series a number is of: three digits follow the series. */
function fieldsOf(number, fields) {
  const series = number.slice(0, -3);
  return /\d{3}$/.test(number) ? fields.filter((one) => one.code === series) : [];
}
