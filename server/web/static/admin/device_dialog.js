/** A device: enrolled with a token that is shown once, given a new one, or revoked. */
import { html, useLayoutEffect, useRef, useState } from "/shared/preact.js";
import { Choices } from "/static/staff/choices.js";
import { Dialog, DialogButtons, DialogTrouble } from "/static/staff/dialog.js";
import { useWords } from "/static/staff/words.js";
import { Sign, whenOf } from "./devices.js";
import { enrolling, revoking } from "./use_admin_commands.js";

const KINDS = ["kiosk", "board", "tablet", "integration"];
const NAME = /^[A-Za-z0-9._-]{1,64}$/;

/** `device` is empty for a new one. */
export function DeviceDialog({ device, snapshot, live, commands, onClose }) {
  const [enrolled, setEnrolled] = useState(null);
  if (enrolled) return html`<${Token} key="token" enrolled=${enrolled} onClose=${onClose} />`;
  const Asking = device.name ? OldDevice : NewDevice;
  return html`<${Asking} key="asking" device=${device} snapshot=${snapshot} live=${live}
    commands=${commands} onEnrolled=${setEnrolled} onClose=${onClose} />`;
}

function NewDevice({ snapshot, live, commands, onEnrolled, onClose }) {
  const { say } = useWords();
  const [name, setName] = useState("");
  const [kind, setKind] = useState("kiosk");
  const [trouble, setTrouble] = useState("");
  const submit = async () => {
    const told = name.trim();
    if (!NAME.test(told)) setTrouble(say("username_hint"));
    else if (snapshot.devices.some((one) => one.name === told)) setTrouble(say("device_exists"));
    else setTrouble((await commands.ask(enrolling({ name: told, kind }, onEnrolled))) ?? "");
  };
  const options = KINDS.map((value) => ({ value, label: say(`kind_${value}`) }));
  return html`
    <${Dialog} title=${say("enrol_device")} onClose=${onClose} onSubmit=${submit}>
      <label for="device-name">${say("device_name")}</label>
      <input id="device-name" maxlength="64" autocomplete="off" autocapitalize="none" autofocus
        spellcheck=${false} value=${name} aria-describedby="device-hint"
        onInput=${(event) => setName(event.target.value)} />
      <p id="device-hint" class="soft">${say("device_name_hint")}</p>
      <${Choices} name="kind" legend=${say("device_kind")} options=${options} chosen=${kind}
        onChoose=${setKind} />
      <${DialogTrouble} text=${trouble} live=${live} />
      <${DialogButtons} label=${say("enrol_device")} onBack=${onClose} disabled=${!live}
        busy=${commands.busy} />
    <//>
  `;
}

function OldDevice({ device, live, commands, onEnrolled, onClose }) {
  const { say } = useWords();
  const [trouble, setTrouble] = useState("");
  const [sure, setSure] = useState(null);
  const end = useRef(null);
  useLayoutEffect(() => {
    if (sure) end.current.querySelector(".main").focus(); // what was pressed is gone
  }, [sure]);
  const again = enrolling({ name: device.name, kind: device.kind }, onEnrolled);
  const commandsOf = { revoke: revoking(device.name), renew: again };
  const submit = async () => {
    if (!sure) return onClose();
    const refused = await commands.ask(commandsOf[sure]);
    if (refused) setTrouble(refused);
    else if (sure === "revoke") onClose();
    return undefined;
  };
  return html`
    <${Dialog} title=${device.name} onClose=${onClose} onSubmit=${submit}>
      <dl class="device-facts">
        <dt>${say("device_kind")}</dt><dd>${say(`kind_${device.kind}`)}</dd>
        <dt>${say("device_since")}</dt><dd>${whenOf(device.created_at)}</dd>
        <dt>${say("device_sign")}</dt><dd><${Sign} device=${device} /></dd>
      </dl>
      ${!sure && html`<div class="device-ways">
        <button type="button" disabled=${!live} onClick=${() => setSure("renew")}>
          ${say("renew_token")}</button>
        ${!device.revoked_at && html`<button type="button" class="danger" disabled=${!live}
          onClick=${() => setSure("revoke")}>${say("revoke_device")}</button>`}
      </div>`}
      ${sure && html`<p role="alert" class="sure">${say(`sure_${sure}`)}</p>`}
      <${DialogTrouble} text=${trouble} live=${live} />
      <div ref=${end}>
        <${DialogButtons} label=${say(sure ? LABELS[sure] : "close_dialog")} onBack=${onClose}
          disabled=${!live && Boolean(sure)} busy=${commands.busy} focused />
      </div>
    <//>
  `;
}

const LABELS = { revoke: "revoke_device", renew: "renew_token" };

/** The token, shown once; nothing keeps it. */
function Token({ enrolled, onClose }) {
  const { say } = useWords();
  return html`
    <${Dialog} title=${say("token_title", { name: enrolled.name })} onClose=${onClose} onSubmit=${onClose}>
      <p>${say("token_once")}</p>
      <label for="token">${say("token")}</label>
      <input id="token" class="token" readonly value=${enrolled.token} autocomplete="off"
        autofocus onFocus=${(event) => event.target.select()} />
      <p class="soft">${say(`token_where_${enrolled.kind}`)}</p>
      <div class="dialog-buttons"><button class="main">${say("token_kept")} <kbd>Enter</kbd></button></div>
    <//>
  `;
}
