// What stands where: the hall's screen, a zone's, and the small one above a desk.

import { html } from "/shared/preact.js";
import { Alert, Emergency } from "./alert.js";
import { NewestCall, RecentCalls } from "./calls.js";
import { Closing } from "./closing.js";
import { CounterTable, placed } from "./counters.js";
import { Desk } from "./desk.js";
import { Foot, Notices } from "./foot.js";
import { PublicFigures } from "./figures.js";
import { Head } from "./head.js";
import { Room } from "./room.js";
import { Slides } from "./slides.js";

const BESIDE_PICTURES = 0.58; // of the height
const LAYOUTS = { main: Hall, portrait: Hall, zone: Zone, public: PublicFigures };

export function Board({ shown, link, page, signs, player, now }) {
  const hall = shown && shown.hall;
  if (!hall) return html`<${Alert} link=${link} whole=${true} />`;
  const live = link === "live";
  const about = { hall, shown, page, signs, now };
  const notices = [...hall.notices, ...shown.own_notices];
  const end = live && !hall.emergency && hall.session_over && hall.notices.length > 0;
  const desk = page.layout === "counter";
  const quiet = desk || page.layout === "public"; // no foot but for notices
  return html`
    <${Head} hall=${hall} sound=${shown.sound} player=${player} now=${now} />
    ${live ? null : html`<${Alert} link=${link} />`}
    ${end && html`<${Closing} notices=${notices} />`}
    <main class=${live ? "main" : "main stale"}>
      ${hall.emergency ? html`<${Emergency} message=${hall.emergency} english=${hall.emergency_en} />` : html`<${desk ? Desk : LAYOUTS[page.layout]} ...${about} />`}
    </main>
    ${quiet
      ? html`<${Notices} notices=${end ? [] : notices} quiet=${!live} />`
      : html`<${Foot} hall=${hall} notices=${end ? [] : notices} quiet=${!live} />`}`;
}

function Hall({ hall, shown, page, signs }) {
  const [newest, ...earlier] = hall.calls;
  return html`
    <div class="calls">
      <${NewestCall} call=${newest} signs=${signs} />
      <${RecentCalls} calls=${earlier} signs=${signs} />
    </div>
    <${Room} look="beside" draw=${(room) => html`<${Beside} hall=${hall} shown=${shown} page=${page} room=${room} />`} />`;
}

// Pictures stand below the counters while these still need no more than two turns.
function Beside({ hall, shown, page, room }) {
  const above = { width: room.width, height: room.height * BESIDE_PICTURES };
  const both = shown.pictures.length > 0 && placed(hall.counters, above).pages <= 2;
  return html`
    <${CounterTable} counters=${hall.counters} room=${both ? above : room} />
    ${both && html`<${Shown} shown=${shown} page=${page} />`}`;
}

function Zone({ hall, shown, page, signs }) {
  const [newest, ...earlier] = hall.calls;
  return html`
    <${NewestCall} call=${newest} signs=${signs} />
    <div class=${shown.pictures.length > 0 ? "below pictured" : "below"}>
      <${RecentCalls} calls=${earlier} signs=${signs} />
      <${Shown} shown=${shown} page=${page} />
    </div>`;
}

function Shown({ shown, page }) {
  return shown.pictures.length > 0 && html`<${Slides} slides=${shown.pictures} seconds=${page.picture_seconds} />`;
}
