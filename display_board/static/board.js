// The hall's screen: takes pictures from the board program and draws the newest one.

import { html, render } from "/shared/vendor/preact.js";
import { Alert, Emergency } from "./alert.js";
import { NewestCall, RecentCalls } from "./calls.js";
import { CentreClock } from "./clock.js";
import { CounterTable } from "./counters.js";
import { Foot } from "./foot.js";
import { Freshness } from "./freshness.js";
import { Head } from "./head.js";

const FOLLOW_UP_MS = 3200; // a little longer than a call flashes
const CROWDED = 20; // with more counters the table takes more of the screen
const root = document.getElementById("board");
const { zone, version } = document.body.dataset;
const clock = new CentreClock();
const freshness = new Freshness();

let picture = null;
let connected = true;

function draw() {
  render(Board(picture, connected), root);
}

function Board(shown, programAnswers) {
  const link = programAnswers ? (shown ? shown.link : "connecting") : "program";
  const hall = shown && shown.hall;
  if (!hall) return html`<${Alert} link=${link} whole=${true} />`;
  return html`
    <${Head} hall=${hall} sound=${shown.sound} now=${clock.now()} />
    ${link === "live" ? null : html`<${Alert} link=${link} />`}
    <main class=${mainLook(hall, link)}>
      ${hall.emergency
        ? html`<${Emergency} message=${hall.emergency} />`
        : html`<${Calls} hall=${hall} speaking=${shown.speaking} />`}
    </main>
    <${Foot} hall=${hall} quiet=${link !== "live"} />`;
}

function mainLook(hall, link) {
  return `main ${hall.counters.length > CROWDED ? "crowded" : ""} ${link === "live" ? "" : "stale"}`;
}

function Calls({ hall, speaking }) {
  const [newest, ...earlier] = hall.calls;
  return html`
    <div class="calls">
      <${NewestCall} call=${newest} fresh=${freshness} speaking=${speaking} />
      <${RecentCalls} calls=${earlier} fresh=${freshness} speaking=${speaking} />
    </div>
    <${CounterTable} counters=${hall.counters} />`;
}

function take(next) {
  if (picture && picture.run === next.run && picture.seq >= next.seq) return;
  picture = next;
  if (next.hall) {
    clock.set(next.at);
    freshness.note(next.hall.calls);
    setTimeout(draw, FOLLOW_UP_MS);
  }
  draw();
}

function reloadAfterUpgrade(greeting) {
  if (greeting.version !== version) location.reload();
}

const socket = io({ transports: ["websocket"], auth: { zone }, reconnectionDelayMax: 2000 });
socket.on("connect", () => { connected = true; draw(); });
socket.on("disconnect", () => { connected = false; draw(); });
socket.on("connect_error", () => { connected = false; draw(); });
socket.on("greeting", reloadAfterUpgrade);
socket.on("picture", take);
setInterval(draw, 1000); // the clock; nothing else changes by itself
draw();
