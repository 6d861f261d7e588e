/** Sending a citizen on: to a field, to a counter that is open, or to whoever sits at one. */
import { html, useEffect, useState } from "/shared/preact.js";
import { chooseByDigit, Choices } from "/static/staff/choices.js";
import { Dialog, DialogButtons, DialogTrouble } from "/static/staff/dialog.js";
import { officerOf } from "/static/staff/names.js";
import { useWords } from "/static/staff/words.js";
import { Selection } from "./selection.js";

const WAYS = ["field", "counter", "officer"];
const PLACES = ["keep", "first", "last"];

export function TransferDialog({ server, counter, centre, names, live, busy, onSend, onClose }) {
  const { say } = useWords();
  const [wish, setWish] = useState({ way: "field", target: "", place: "keep", note: "" });
  const [trouble, setTrouble] = useState("");
  const counters = useOpenCounters(server, counter.id);
  const change = (more) => setWish((now) => ({ ...now, ...more }));
  const ways = WAYS.map((value) => ({ value, label: say(`way_${value}`) }));
  const chooseWay = (way) => change({ way, target: "" });
  const submit = async () => {
    const { way, target, place, note } = wish;
    if (!target) setTrouble(say("transfer_missing"));
    else setTrouble(await onSend("transfer", { [way]: target, place, note: note.trim() || null }));
  };
  const targets = targetsOf(wish.way, { counter, counters, centre, names, say });
  return html`
    <${Dialog} title=${say("transfer_title", { number: counter.ticket.number })} onClose=${onClose}
      onSubmit=${submit} onKeyDown=${(event) => chooseByDigit(event, ways, chooseWay)}>
      <${Choices} name="way" legend=${say("transfer_way")} options=${ways} chosen=${wish.way}
        onChoose=${chooseWay} focused />
      <${Selection} id="transfer-target" label=${say("transfer_target")} value=${wish.target}
        options=${[["", say(targets.length ? "transfer_choose" : "transfer_none")], ...targets]}
        onChoose=${(target) => change({ target })} />
      <${Selection} id="transfer-place" label=${say("transfer_place")} value=${wish.place}
        options=${PLACES.map((place) => [place, say(`place_${place}`)])}
        onChoose=${(place) => change({ place })} />
      <label for="transfer-note">${say("transfer_note")}</label>
      <input id="transfer-note" value=${wish.note} maxlength="200" autocomplete="off"
        onInput=${(event) => change({ note: event.target.value })} />
      <${DialogTrouble} text=${trouble} live=${live} />
      <${DialogButtons} label=${say("transfer_do")} onBack=${onClose} disabled=${!live} busy=${busy} />
    <//>
  `;
}

/** The other counters at which somebody is. */
function useOpenCounters(server, own) {
  const [counters, setCounters] = useState([]);
  const isOther = (one) => one.state !== "closed" && one.id !== own;
  useEffect(() => {
    server.get("/counters").then((answer) => setCounters(answer.items.filter(isOther)), () => {});
  }, [own]);
  return counters;
}

function targetsOf(way, { counter, counters, centre, names, say }) {
  if (way === "field") {
    const others = centre.fields.filter(({ id }) => id !== counter.ticket.field);
    return others.map(({ id }) => [id, names.field(id)]);
  }
  const place = (one) => say("counter", { number: one.number });
  if (way === "counter") return counters.map((one) => [one.id, `${place(one)} · ${one.name}`]);
  return counters.map((one) => [one.officer, `${officerOf(one)} · ${place(one)}`]);
}
