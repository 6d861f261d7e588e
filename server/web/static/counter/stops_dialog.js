/** The stops still to come of the visit here: one more, or one left out. */
import { html, useRef, useState } from "/shared/preact.js";
import { Dialog, DialogButtons, DialogTrouble } from "/static/staff/dialog.js";
import { useWords } from "/static/staff/words.js";
import { Selection } from "./selection.js";

const AT_MOST = 10;

export function StopsDialog({ counter, centre, names, live, busy, onSend, onClose }) {
  const { say } = useWords();
  const { ticket } = counter;
  const [stops, setStops] = useState(ticket.stops.slice(ticket.stop).map((one) => one.field));
  const [adding, setAdding] = useState("");
  const [trouble, setTrouble] = useState("");
  const form = useRef(null);
  const add = () => {
    setStops([...stops, adding]);
    setAdding("");
    form.current.querySelector("select").focus();
  };
  const leaveOut = (place) => {
    setStops(stops.filter((_, other) => other !== place));
    form.current.querySelector("select").focus();
  };
  const submit = async () => setTrouble(await onSend("stops", { stops: adding ? [...stops, adding] : stops }));
  const offered = centre.fields.map(({ id }) => [id, names.field(id)]);
  return html`
    <${Dialog} title=${say("stops_title", { number: ticket.number })} onClose=${onClose} onSubmit=${submit}>
      <p class="soft">${say("stops_about")}</p>
      <div ref=${form}>
        <ol class="stops-list" aria-label=${say("stops_to_come")}>
          <li class="stop-here"><span class="soft">${ticket.stop}.</span>
            <span>${names.field(ticket.field)}</span><span class="soft">${say("stop_here")}</span></li>
          ${stops.map((field, place) => html`
            <li key=${`${place} ${field}`}><span class="soft">${ticket.stop + place + 1}.</span>
              <span>${names.field(field)}</span>
              <button type="button" class="quiet only-icon" onClick=${() => leaveOut(place)}
                aria-label=${say("stops_leave_out", { field: names.field(field) })}>
                <span class="icon icon-x"></span></button></li>`)}
        </ol>
        <div class="stops-more">
          <div><${Selection} id="stops-add" label=${say("stops_add")} value=${adding} focused
            options=${[["", say("transfer_choose")], ...offered]} onChoose=${setAdding} /></div>
          <button type="button" onClick=${add} disabled=${!adding || stops.length >= AT_MOST - 1}>
            ${say("stops_add_do")}</button>
        </div>
      </div>
      <${DialogTrouble} text=${trouble} live=${live} />
      <${DialogButtons} label=${say("stops_do")} onBack=${onClose} disabled=${!live} busy=${busy} />
    <//>
  `;
}
