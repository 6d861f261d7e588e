/** One counter in a supervisor's hands: act for its officer, or give it other fields. */
import { html, useState } from "/shared/preact.js";
import { labelOf, MOVES } from "/static/counter/moves.js";
import { PauseDialog } from "/static/counter/pause_dialog.js";
import { Dialog, DialogButtons, DialogTrouble } from "/static/staff/dialog.js";
import { counterWay } from "/static/staff/ways.js";
import { useWords } from "/static/staff/words.js";
import { actingFor, movingFields } from "./use_hall_commands.js";

/** The commands that make sense from afar; the others wait on the counter's own page. */
const AT_ONCE = ["next", "recall", "no_show", "pause", "open", "close"];

export function CounterDialog(dialog) {
  const [pausing, setPausing] = useState(false);
  if (!pausing) return html`<${Acting} ...${dialog} onPause=${() => setPausing(true)} />`;
  const { counter, commands, onClose } = dialog;
  const send = async (name, body) => {
    const refused = await commands.ask(actingFor(counter, name, body));
    if (refused === null) onClose();
    return refused;
  };
  return html`<${PauseDialog} ...${dialog} busy=${commands.busy} onSend=${send} />`;
}

function Acting({ counter, snapshot, names, live, commands, onPause, onClose }) {
  const { say } = useWords();
  const [chosen, setChosen] = useState(counter.fields);
  const [trouble, setTrouble] = useState("");
  const changed = [...chosen].sort().join() !== [...counter.fields].sort().join();
  const give = async (command) => {
    if (!live) return;
    const refused = await commands.ask(command);
    if (refused === null) onClose();
    else setTrouble(refused);
  };
  const save = () => {
    if (!chosen.length) setTrouble(say("choose_field"));
    else if (changed) give(movingFields(counter, chosen));
    else onClose();
  };
  return html`
    <${Dialog} wide title=${`${say("counter", { number: counter.number })} – ${counter.name}`}
      onClose=${onClose} onSubmit=${save}>
      <${ActFor} counter=${counter} live=${live} onPause=${onPause}
        onGive=${(name) => give(actingFor(counter, name))} />
      <${FieldChoice} fields=${snapshot.fields} chosen=${chosen} names=${names}
        onChoose=${setChosen} />
      <${DialogTrouble} text=${trouble} live=${live} />
      <${DialogButtons} label=${say("move_fields")} onBack=${onClose}
        disabled=${!live || !changed} busy=${commands.busy} />
    <//>
  `;
}

function ActFor({ counter, live, onPause, onGive }) {
  const { say } = useWords();
  return html`
    <div class="act-for">
      <p class="state state-${counter.state}">
        <span class="icon icon-${counter.state}"></span>${say(`state_${counter.state}`)}
        ${counter.ticket && html` <b class="number">${counter.ticket}</b>`}
      </p>
      <p class="act-officer">${counter.officer_name ?? say("nobody")}</p>
      ${AT_ONCE.map(moveNamed).filter((move) => fits(move, counter)).map((move) => html`
        <button key=${move.name} type="button" disabled=${!live}
          onClick=${() => (move.name === "pause" ? onPause() : onGive(move.name))}>
          ${say(labelOf(move, counter))}</button>`)}
      <a class="button" href=${counterWay(counter.id)}>${say("go_to_counter")}</a>
    </div>
  `;
}

/** A closed counter is opened by whoever sits down at it. */
function fits(move, counter) {
  return move.states.includes(counter.state) && !(move.name === "open" && counter.state === "closed");
}

function moveNamed(name) {
  return MOVES.find((move) => move.name === name);
}

function FieldChoice({ fields, chosen, names, onChoose }) {
  const { say } = useWords();
  const turn = (id) =>
    onChoose(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return html`
    <fieldset class="field-choice">
      <legend>${say("fields_of_counter")}</legend>
      <div class="field-choice-list">
        ${fields.map((field) => html`
          <label key=${field.id} class=${chosen.includes(field.id) ? "choice chosen" : "choice"}>
            <input type="checkbox" checked=${chosen.includes(field.id)}
              onChange=${() => turn(field.id)} />
            <span>${names.field(field.id)}</span>
            <span class="number" title=${say("people_wait")}>${field.waiting || ""}</span>
          </label>`)}
      </div>
    </fieldset>
  `;
}
