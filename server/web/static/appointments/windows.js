/** The windows of a day: what is taken and free of each, and whether those expected have come. */
import { html } from "/shared/preact.js";
import { plainTime } from "/static/staff/time.js";
import { useWords } from "/static/staff/words.js";

const COLUMNS = ["window", "taken", "free", "field", "who"];

export function Windows({ windows, names }) {
  const { say } = useWords();
  if (!windows.length) return html`<p class="booked-nothing">${say("booked_no_windows")}</p>`;
  return html`
    <div class="booked-room" role="region" aria-label=${say("booked_table")} tabindex="0">
      <table>
        <thead><tr>${COLUMNS.map((name) => html`<th key=${name} scope="col" class=${`booked-${name}`}>
          ${say(`booked_col_${name}`)}</th>`)}</tr></thead>
        ${windows.map((one) => html`<${Window} key=${one.starts_at} window=${one} names=${names} />`)}
      </table>
    </div>
  `;
}

function Window({ window, names }) {
  const { fields } = window;
  const rows = Math.max(fields.length, 1);
  const [first, ...rest] = fields;
  return html`<tbody>
    <tr class=${window.taken ? "" : "booked-none"}>
      <th scope="rowgroup" rowspan=${rows} class="booked-window">
        ${plainTime(window.starts_at)}–${plainTime(window.ends_at)}</th>
      <td rowspan=${rows} class="booked-taken number">${window.taken}</td>
      <td rowspan=${rows} class="booked-free number">${window.free}</td>
      ${first ? html`<${Field} field=${first} names=${names} />` : html`<td colspan="2" class="soft">–</td>`}
    </tr>
    ${rest.map((one) => html`<tr key=${one.field}><${Field} field=${one} names=${names} /></tr>`)}
  </tbody>`;
}

function Field({ field, names }) {
  const { say } = useWords();
  return html`
    <td class="booked-field"><span class="booked-name">${names.field(field.field)}</span>
      <span class="soft">${say("booked_of_field", { taken: field.taken, free: field.free })}</span></td>
    <td class="booked-who"><ul>${field.items.map((one, nth) => html`
      <${Booked} key=${nth} booked=${one} names=${names} />`)}</ul></td>`;
}

const ICONS = { expected: "clock", in_time: "check", late: "check", missed: "late" };

function Booked({ booked, names }) {
  const { say } = useWords();
  return html`<li class=${`booked booked-${booked.state}`}>
    <span class=${`icon icon-${ICONS[booked.state]}`}></span>
    <b>${say(`booked_${booked.state}`)}</b>
    ${booked.number && html`<span class="number">${say("booked_number", { number: booked.number, at: plainTime(booked.came_at) })}</span>`}
    ${booked.purpose && html`<span class="soft">${names.purpose(booked.purpose)}</span>`}
  </li>`;
}
