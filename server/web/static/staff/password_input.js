/** A password that can be looked at while it is typed. */
import { html, useState } from "/shared/preact.js";
import { useWords } from "./words.js";

/** A field with its own tick box. */
export function PasswordInput({ id, focused }) {
  const [shown, setShown] = useState(false);
  return html`
    <${PasswordField} id=${id} kind="current-password" shown=${shown} focused=${focused} />
    <${ShowPassword} shown=${shown} onShow=${setShown} />
  `;
}

/** The field alone; `kind` is `current-password` or `new-password`. */
export function PasswordField({ id, kind, shown, focused }) {
  return html`
    <input id=${id} name=${id} type=${shown ? "text" : "password"} maxlength="256"
      autocomplete=${kind} autocapitalize="none" spellcheck=${false} autofocus=${focused} required />
  `;
}

export function ShowPassword({ shown, onShow }) {
  const { say } = useWords();
  return html`
    <label class="show-password">
      <input type="checkbox" checked=${shown} onChange=${() => onShow(!shown)} />
      ${say("show_password")}
    </label>
  `;
}
