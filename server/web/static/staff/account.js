/** One's own account: locking the page by hand, and another password. */
import { html, useRef, useState } from "/shared/preact.js";
import { Dialog, DialogButtons, DialogTrouble } from "./dialog.js";
import { usePageKeys } from "./keys.js";
import { PasswordField, ShowPassword } from "./password_input.js";
import { PasswordTrouble, troubleOf } from "./password_trouble.js";
import { goToSignIn, leaveWord } from "./ways.js";
import { useWords } from "./words.js";

const SHORTEST = 8;

/** The name at the top of the page, and what is behind it. `offline` while no command can go out. */
export function Account({ server, person, offline, onLock }) {
  const { say } = useWords();
  const [open, setOpen] = useState(null);
  const close = () => setOpen(null);
  usePageKeys((key, event) => {
    if (key !== "L") return;
    event.preventDefault(); // or the letter lands in the field that the lock opens
    onLock();
  });
  return html`
    <button type="button" class="quiet top-person" onClick=${() => setOpen("account")}>
      <span class=${isOneWord(person.name) ? "one-word" : ""}>${person.name}</span></button>
    ${open === "account" && html`<${AccountDialog} person=${person} onClose=${close}
      onLock=${onLock} onPassword=${() => setOpen("password")} />`}
    ${open === "password" && html`<${PasswordDialog} server=${server} live=${!offline}
      onClose=${close} />`}
  `;
}

/** A name is broken between its words, not at the hyphen of `thu-nghiem`. */
function isOneWord(name) {
  return !/\s/.test(name);
}

function AccountDialog({ person, onClose, onLock, onPassword }) {
  const { say } = useWords();
  const lock = () => {
    onClose();
    onLock();
  };
  return html`
    <${Dialog} title=${say("your_account")} onClose=${onClose} onSubmit=${lock}>
      <p class="account-name">${person.name}</p>
      <p class="soft">${say("account_of", { username: person.username, role: say(`role_${person.role}`) })}</p>
      <div class="account-ways">
        <button type="button" onClick=${onPassword}>
          <span class="icon icon-key"></span>${say("change_password")}</button>
        <button autofocus><span class="icon icon-lock"></span>${say("lock_page")} <kbd>L</kbd></button>
      </div>
      <div class="dialog-buttons">
        <button type="button" onClick=${onClose}>${say("back")} <kbd>Esc</kbd></button>
      </div>
    <//>
  `;
}

/** Another password; it ends every session of this person, this one too. */
function PasswordDialog({ server, live, onClose }) {
  const { say } = useWords();
  const fields = useRef(null);
  const [shown, setShown] = useState(false);
  const [trouble, setTrouble] = useState(null);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    const [old, fresh, again] = ["old", "fresh", "again"].map(
      (id) => fields.current.querySelector(`#${id}`).value,
    );
    const wrong = wrongWith(old, fresh, again);
    if (wrong) setTrouble({ at: performance.now(), detail: say(wrong, { n: SHORTEST }) });
    if (wrong || busy) return;
    setBusy(true);
    try {
      await server.changePassword(old, fresh);
      leaveWord("password_changed");
      goToSignIn();
    } catch (problem) {
      setTrouble(troubleOf(problem));
      setBusy(false);
    }
  };
  return html`
    <${Dialog} title=${say("change_password")} onClose=${onClose} onSubmit=${submit}>
      <div ref=${fields} class="password-fields">
        <p class="soft">${say("change_password_about")}</p>
        <label for="old">${say("old_password")}</label>
        <${PasswordField} id="old" kind="current-password" shown=${shown} focused />
        <label for="fresh">${say("new_password", { n: SHORTEST })}</label>
        <${PasswordField} id="fresh" kind="new-password" shown=${shown} />
        <label for="again">${say("new_password_again")}</label>
        <${PasswordField} id="again" kind="new-password" shown=${shown} />
        <${ShowPassword} shown=${shown} onShow=${setShown} />
      </div>
      <${PasswordTrouble} key=${trouble?.at} trouble=${trouble} />
      ${!live && html`<${DialogTrouble} live=${live} />`}
      <${DialogButtons} label=${say("change_password")} onBack=${onClose} disabled=${!live}
        busy=${busy} />
    <//>
  `;
}

function wrongWith(old, fresh, again) {
  if (!old || !fresh || !again) return "fill_all";
  if (fresh.length < SHORTEST) return "password_too_short";
  return fresh === again ? null : "passwords_differ";
}
