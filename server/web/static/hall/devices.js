/** Kiosks and boards: whether they live, and what they say of printer, paper, page and voice. */
import { html } from "/shared/preact.js";
import { timeOfDay } from "/static/staff/time.js";
import { useWords } from "/static/staff/words.js";
import { readable } from "./board_says.js";

const PARTS = ["printer", "paper", "voice", "sound", "page"];
const COUNTS = ["muted", "unsaid"];
const GOOD = ["ok", "alive", "shown", "on"];
const NEUTRAL = ["not_tried", "unknown"]; // of all but the printer, which has stopped answering

export function Devices({ snapshot, zone }) {
  const { say } = useWords();
  return html`
    <section class="card hall-devices" id="devices" aria-labelledby="devices-title">
      <h2 id="devices-title">${say("devices")}</h2>
      ${snapshot.devices.length === 0 && html`<p class="soft">${say("devices_none")}</p>`}
      <ul class="device-list">
        ${snapshot.devices.map((one) => html`<${Device} key=${one.name} device=${one} zone=${zone} />`)}
      </ul>
    </section>
  `;
}

function Device({ device, zone }) {
  const words = useWords();
  const { say } = words;
  const silent = device.silent || !device.seen_at;
  return html`
    <li class=${silent ? "device silent" : "device"} data-device=${device.name}>
      <span class="icon icon-${device.kind}"></span>
      <div>
        <h3>${say(`device_${device.kind}`, { name: device.name })}</h3>
        <p class=${device.silent ? "sign lost" : "sign"}>
          <span class="icon icon-${silent ? "lost" : "live"}"></span>${signOf(device, zone, say)}
        </p>
        ${!silent && html`<ul class="parts">
          ${PARTS.filter((part) => device.status[part]).map((part) => html`
            <${Part} key=${part} part=${part} word=${device.status[part]} kind=${device.kind} />`)}
          ${COUNTS.filter((part) => device.status[part] > 0).map((part) => html`
            <li key=${part} class="bad"><span class="icon icon-alert"></span>${say(`count_${part}`, { n: device.status[part] })}</li>`)}
        </ul>`}
        ${!silent && device.status.message && html`<p class="soft device-message">
          ${readable(device.status.message, words)}</p>`}
      </div>
    </li>
  `;
}

/** A living device has spoken within 30 s, whenever the page was told last. */
function signOf(device, zone, say) {
  if (!device.seen_at) return say("sign_never");
  if (!device.silent) return say("sign_alive");
  return say("sign_lost", { at: timeOfDay(Date.parse(device.seen_at), zone) });
}

function Part({ part, word, kind }) {
  const { say } = useWords();
  const off = part === "sound" && word === "silent"; // by configuration
  const plain = off || (NEUTRAL.includes(word) && !(part === "printer" && word === "unknown"));
  const mood = GOOD.includes(word) ? "good" : plain ? "neutral" : "bad";
  const known = say(`${part}_${word}`);
  const shape = { good: "check", neutral: "neutral", bad: "alert" }[known ? mood : "neutral"];
  return html`<li class=${known ? mood : "neutral"}>
    <span class="icon icon-${shape}"></span>${known || say(`${part}_unknown`)}
  </li>`;
}
