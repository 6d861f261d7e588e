/** An account: a new one, or its name, role, post and password, and whether it is in use. */
import { html, useState } from "/shared/preact.js";
import { Dialog, DialogButtons, DialogTrouble } from "/static/staff/dialog.js";
import { PasswordField, ShowPassword } from "/static/staff/password_input.js";
import { useWords } from "/static/staff/words.js";
import { addingPerson, changingPerson } from "./use_admin_commands.js";

const ROLES = ["officer", "supervisor", "leader", "admin"];
const SHORTEST = 8;
const USERNAME = /^[A-Za-z0-9._-]{1,64}$/;

/** `person` is empty for a new one. */
export function PersonDialog({ person, snapshot, live, commands, onClose }) {
  const { say } = useWords();
  const fresh = !person.username;
  const [filled, setFilled] = useState({ role: "officer", name: "", post: "", ...without(person) });
  const [trouble, setTrouble] = useState("");
  const fill = (field) => (event) => setFilled({ ...filled, [field]: event.target.value });
  const ask = async (command) => {
    const refused = await commands.ask(command);
    if (refused === null) onClose();
    else setTrouble(refused);
  };
  const submit = () => {
    const body = bodyOf(filled, person);
    const wrong = wrongWith(body, fresh);
    if (wrong) setTrouble(say(wrong, { n: SHORTEST }));
    else if (fresh) ask(addingPerson(body));
    else if (Object.keys(body).length) ask(changingPerson(person.username, body));
    else onClose();
  };
  const turn = () => ask(changingPerson(person.username, { disabled: !person.disabled }));
  return html`
    <${Dialog} title=${fresh ? say("add_person") : person.name} onClose=${onClose} onSubmit=${submit}>
      <div class="person-fields">
        ${fresh
          ? html`<label for="person-username">${say("username")}</label>
              <input id="person-username" maxlength="64" autocomplete="off" autocapitalize="none"
                spellcheck=${false} autofocus aria-describedby="username-hint"
                onInput=${fill("username")} />
              <p id="username-hint" class="soft">${say("username_hint")}</p>`
          : html`<p class="soft">${say("username")}: <b>${person.username}</b></p>`}
        <label for="person-name">${say("person_name")}</label>
        <input id="person-name" maxlength="200" autocomplete="off" value=${filled.name}
          autofocus=${!fresh} onInput=${fill("name")} />
        <div class="field-pair">
          <div>
            <label for="person-role">${say("role")}</label>
            <select id="person-role" value=${filled.role} onChange=${fill("role")}>
              ${ROLES.map((role) => html`<option key=${role} value=${role}>${say(`role_${role}`)}</option>`)}
            </select>
          </div>
          ${filled.role === "officer" && snapshot.posts.length > 0 && html`<div>
            <label for="person-post">${say("post")}</label>
            <select id="person-post" value=${filled.post ?? ""} onChange=${fill("post")}>
              <option value="">${say("post_any")}</option>
              ${snapshot.posts.map((post) => html`<option key=${post.id} value=${post.id}>
                ${post.name}</option>`)}
            </select>
          </div>`}
        </div>
        <${NewPassword} fresh=${fresh} onInput=${fill("password")} />
      </div>
      <${DialogTrouble} text=${trouble} live=${live} />
      ${!fresh && html`<p class="person-turn">
        <button type="button" class=${person.disabled ? "" : "danger"} disabled=${!live} onClick=${turn}>
          ${say(person.disabled ? "enable_person" : "disable_person")}</button>
        <span class="soft">${say(person.disabled ? "enable_person_about" : "change_person_about")}</span>
      </p>`}
      <${DialogButtons} label=${say(fresh ? "add_person" : "save")} onBack=${onClose}
        disabled=${!live} busy=${commands.busy} />
    <//>
  `;
}

function NewPassword({ fresh, onInput }) {
  const { say } = useWords();
  const [shown, setShown] = useState(false);
  return html`
    <label for="person-password">${say(fresh ? "first_password" : "reset_password", { n: SHORTEST })}</label>
    <div onInput=${onInput}>
      <${PasswordField} id="person-password" kind="new-password" shown=${shown} />
    </div>
    <${ShowPassword} shown=${shown} onShow=${setShown} />
  `;
}

function without({ name, role, post }) {
  return Object.fromEntries(Object.entries({ name, role, post }).filter(([, value]) => value));
}

/** What is sent: everything of a new account, of an old one only what is another now. */
function bodyOf({ username, name, role, post, password }, person) {
  const told = { username: username?.trim(), name: name.trim(), role, post: post ?? "", password };
  const isNew = !person.username;
  const kept = Object.entries(told).filter(([key, value]) =>
    isNew ? Boolean(value) : value !== undefined && value !== "" && value !== person[key],
  );
  const body = Object.fromEntries(kept);
  if (!isNew && person.post && !told.post) body.post = "";
  return body;
}

function wrongWith(body, fresh) {
  if (fresh && !USERNAME.test(body.username ?? "")) return "username_hint";
  if (fresh && !body.password) return "password_too_short";
  return body.password && body.password.length < SHORTEST ? "password_too_short" : null;
}
