/** What the whole hall is told: notices, and an emergency that stops the numbers. */
import { html, useState } from "/shared/preact.js";
import { Dialog, DialogButtons, DialogTrouble } from "/static/staff/dialog.js";
import { textOf, useWords } from "/static/staff/words.js";
import { declaringEmergency, endingEmergency, tellingNotices } from "./use_hall_commands.js";

const BETWEEN_LANGUAGES = " | ";
const MOST_NOTICES = 20;

/** The emergency, above everything else for as long as it lasts. */
export function EmergencyBanner({ snapshot, acts, live, onChoose }) {
  const { say, named } = useWords();
  if (!snapshot.emergency) return null;
  return html`
    <section class="emergency-banner" role="alert">
      <span class="icon icon-urgent"></span>
      <p><strong>${say("emergency_on")}</strong> ${named({ name: snapshot.emergency, name_en: snapshot.emergency_en })}</p>
      ${acts && html`<button type="button" disabled=${!live} onClick=${() => onChoose("emergency")}>
        ${say("emergency_end")}</button>`}
    </section>
  `;
}

export function Announcements({ snapshot, acts, live, onChoose }) {
  const { say, language } = useWords();
  return html`
    <section class="card" aria-label=${say("notices")}>
      <h2>${say("notices")}</h2>
      ${snapshot.notices.length
        ? html`<ul class="notice-list">${snapshot.notices.map((one, place) => html`
            <li key=${place}>${language === "en" ? one.text_en : one.text}</li>`)}</ul>`
        : html`<p class="soft">${say("notices_none")}</p>`}
      ${acts && html`<div class="announce-buttons">
        <button type="button" disabled=${!live} onClick=${() => onChoose("notices")}>
          ${say("tell_notices")}</button>
        <button type="button" disabled=${!live} onClick=${() => onChoose("by_hand")}>
          ${say("by_hand")}</button>
        ${!snapshot.emergency && html`<button type="button" class="danger" disabled=${!live}
          onClick=${() => onChoose("emergency")}>${say("declare_emergency")}</button>`}
      </div>`}
    </section>
  `;
}

/** One notice a line; English after a bar. */
export function NoticesDialog({ snapshot, live, commands, onClose }) {
  const { say } = useWords();
  const [text, setText] = useState(() => linesOf(snapshot.notices));
  const [trouble, setTrouble] = useState("");
  const submit = async () => {
    const notices = noticesOf(text);
    const refused = notices.length > MOST_NOTICES
      ? say("notices_too_many", { n: MOST_NOTICES })
      : await commands.ask(tellingNotices(notices));
    if (refused === null) onClose();
    else setTrouble(refused);
  };
  return html`
    <${Dialog} title=${say("notices_title")} onClose=${onClose} onSubmit=${submit}>
      <label for="notices">${say("notices_label")}</label>
      <textarea id="notices" rows="6" maxlength="4000" autofocus aria-describedby="notices-hint"
        value=${text} onInput=${(event) => setText(event.target.value)}></textarea>
      <p id="notices-hint" class="soft">${say("notices_hint")}</p>
      <${DialogTrouble} text=${trouble} live=${live} />
      <${DialogButtons} label=${say("tell_notices")} hint="Ctrl+Enter" onBack=${onClose}
        disabled=${!live} busy=${commands.busy} />
    <//>
  `;
}

/** Begins an emergency with what people should do, or ends it. */
export function EmergencyDialog({ snapshot, live, commands, onClose }) {
  const { say } = useWords();
  const isOn = Boolean(snapshot.emergency);
  const [message, setMessage] = useState(textOf("vi", "emergency_text"));
  const usual = textOf("en", "emergency_text");
  const [english, setEnglish] = useState(usual);
  const [trouble, setTrouble] = useState("");
  const rewrite = (text) => {
    setMessage(text);
    if (english === usual) setEnglish(""); // it says what the usual Vietnamese says
  };
  const submit = async () => {
    const told = message.trim();
    const refused = isOn || told
      ? await commands.ask(isOn ? endingEmergency() : declaringEmergency(told, english.trim()))
      : say("emergency_what");
    if (refused === null) onClose();
    else setTrouble(refused);
  };
  return html`
    <${Dialog} title=${say(isOn ? "emergency_end_title" : "emergency_title")} onClose=${onClose}
      onSubmit=${submit}>
      <p class="dialog-text">${say(isOn ? "emergency_end_about" : "emergency_about")}</p>
      ${!isOn && html`
        <label for="emergency">${say("emergency_label")}</label>
        <input id="emergency" maxlength="200" autocomplete="off" autofocus value=${message}
          onInput=${(event) => rewrite(event.target.value)} />
        <label for="emergency-en">${say("emergency_label_en")}</label>
        <input id="emergency-en" lang="en" maxlength="200" autocomplete="off" value=${english}
          onInput=${(event) => setEnglish(event.target.value)} />`}
      <${DialogTrouble} text=${trouble} live=${live} />
      <${DialogButtons} label=${say(isOn ? "emergency_end" : "declare_emergency")} onBack=${onClose}
        disabled=${!live} busy=${commands.busy} focused=${isOn} />
    <//>
  `;
}

const linesOf = (notices) => notices
  .map(({ text, text_en: english }) => (english === text ? text : text + BETWEEN_LANGUAGES + english))
  .join("\n");

function noticesOf(text) {
  const lines = text.split("\n").map((line) => line.trim()).filter(Boolean);
  return lines.map((line) => {
    const [vietnamese, english] = line.split(BETWEEN_LANGUAGES).map((part) => part.trim());
    return english ? { text: vietnamese, text_en: english } : { text: vietnamese };
  });
}
