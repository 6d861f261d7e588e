/** Closing a field, with the reason that the kiosk shows, or opening it again. */
import { html, useState } from "/shared/preact.js";
import { chooseByDigit, Choices } from "/static/staff/choices.js";
import { Dialog, DialogButtons, DialogTrouble } from "/static/staff/dialog.js";
import { OtherReason } from "/static/staff/other_reason.js";
import { textOf, useWords } from "/static/staff/words.js";
import { closingField, openingField } from "./use_hall_commands.js";

const REASONS = ["close_system", "close_staff", "close_full"];
const OTHER = "other_reason";

export function FieldDialog(dialog) {
  return dialog.field.open ? html`<${Closing} ...${dialog} />` : html`<${Opening} ...${dialog} />`;
}

function Closing({ field, names, live, commands, onClose }) {
  const { say } = useWords();
  const [reason, setReason] = useState(null);
  const [words, setWords] = useState("");
  const [trouble, setTrouble] = useState("");
  const options = [...REASONS, OTHER].map((value) => ({ value, label: say(value) }));
  const submit = async () => {
    if (!live) return;
    // The kiosk shows it, and its first language is Vietnamese.
    const told = reason === OTHER ? words.trim() : reason && textOf("vi", reason);
    const refused = told ? await commands.ask(closingField(field, told)) : say("choose_reason");
    if (refused === null) onClose();
    else setTrouble(refused);
  };
  return html`
    <${Dialog} title=${say("close_field_title", { name: names.field(field.id) })}
      onClose=${onClose} onSubmit=${submit}
      onKeyDown=${(event) => chooseByDigit(event, options, setReason)}>
      <p class="dialog-text">${say("close_field_text")}</p>
      <${Choices} name="reason" legend=${say("close_field_why")} options=${options}
        chosen=${reason} onChoose=${setReason} focused />
      ${reason === OTHER && html`<${OtherReason} words=${words} onInput=${setWords} />`}
      <${DialogTrouble} text=${trouble} live=${live} />
      <${DialogButtons} label=${say("close_field")} onBack=${onClose} disabled=${!live}
        busy=${commands.busy} />
    <//>
  `;
}

function Opening({ field, names, live, commands, onClose }) {
  const { say } = useWords();
  const [trouble, setTrouble] = useState("");
  const submit = async () => {
    if (!live) return;
    const refused = await commands.ask(openingField(field));
    if (refused === null) onClose();
    else setTrouble(refused);
  };
  return html`
    <${Dialog} title=${say("open_field_title", { name: names.field(field.id) })}
      onClose=${onClose} onSubmit=${submit}>
      <p>${say("open_field_text", { reason: field.reason ?? "–" })}</p>
      <${DialogTrouble} text=${trouble} live=${live} />
      <${DialogButtons} label=${say("open_field")} onBack=${onClose} disabled=${!live}
        busy=${commands.busy} focused />
    <//>
  `;
}
