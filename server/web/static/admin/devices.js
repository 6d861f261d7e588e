/** Every device that was ever enrolled: what it is, when it was heard of last; a line opens it. */
import { html } from "/shared/preact.js";
import { plainDay, plainTime } from "/static/staff/time.js";
import { useWords } from "/static/staff/words.js";

export function Devices({ snapshot, live, onChoose }) {
  const { say } = useWords();
  const inUse = snapshot.devices.filter((one) => !one.revoked_at);
  const revoked = snapshot.devices.filter((one) => one.revoked_at);
  return html`
    <section class="card admin-devices" aria-labelledby="devices-title">
      <div class="section-head">
        <h2 id="devices-title">${say("devices")} <span class="number">${inUse.length}</span></h2>
        <button type="button" disabled=${!live} onClick=${() => onChoose({})}>
          <span class="icon icon-plus"></span>${say("enrol_device")}</button>
      </div>
      ${snapshot.devices.length === 0 && html`<p class="soft">${say("enrolled_none")}</p>`}
      <ul class="rows">
        ${[...inUse, ...revoked].map((one) => html`
          <${Device} key=${one.name} device=${one} onChoose=${() => onChoose(one)} />`)}
      </ul>
    </section>
  `;
}

function Device({ device, onChoose }) {
  const { say } = useWords();
  return html`
    <li>
      <button type="button" class=${device.revoked_at ? "row ended" : "row"} data-device=${device.name}
        onClick=${onChoose}>
        <span class="icon icon-${device.kind}"></span>
        <span class="row-about">
          <b class="row-name">${device.name}</b>
          <span class="soft">${say(`kind_${device.kind}`)}</span>
        </span>
        <span class="row-side"><${Sign} device=${device} /></span>
      </button>
    </li>
  `;
}

/** The last sign of life, as a shape, a word and only then a colour. */
export function Sign({ device }) {
  const { say } = useWords();
  if (device.revoked_at) {
    return html`<span class="mark">${say("device_revoked", { at: whenOf(device.revoked_at) })}</span>`;
  }
  if (!device.seen_at) return html`<span class="soft">${say("sign_never")}</span>`;
  const lost = device.silent;
  return html`<span class=${lost ? "sign lost" : "sign"}>
    <span class="icon icon-${lost ? "lost" : "live"}"></span>
    ${lost ? say("sign_lost", { at: whenOf(device.seen_at) }) : say("sign_alive")}</span>`;
}

export function whenOf(at) {
  return `${plainTime(at)} ${plainDay(at)}`;
}
