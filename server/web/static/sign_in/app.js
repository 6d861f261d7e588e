/** The sign-in card. */
import { html, render, useEffect, useRef, useState } from "/shared/preact.js";
import { PasswordInput } from "/static/staff/password_input.js";
import { PasswordTrouble, troubleOf } from "/static/staff/password_trouble.js";
import { openServer } from "/static/staff/server.js";
import { forgetWord, wayBack, wordLeft } from "/static/staff/ways.js";
import { LanguageButton, Speaking, useWords } from "/static/staff/words.js";

const server = openServer();

function SignInPage() {
  const { say, named, language } = useWords();
  const centre = useCentre();
  useEffect(() => {
    document.title = `${say("sign_in")} – ${say("product")}`;
  }, [language]);
  useEffect(() => {
    server.session().then((person) => !person.locked && enter(person), () => {});
  }, []);
  const [word] = useState(wordLeft);
  return html`
    <header class="sign-in-top"><${LanguageButton} /></header>
    <main class="card sign-in-card">
      <p class="sign-in-product">${say("product")}
        ${centre?.trial && html`<span class="trial">${say("trial")}</span>`}</p>
      <h1>${say("sign_in")}</h1>
      <p class="soft">${centre ? named(centre) : say("sign_in_for")}</p>
      ${word && html`<p role="status" class="sign-in-word">${say(word)}</p>`}
      <${SignInForm} />
    </main>
  `;
}

function useCentre() {
  const [centre, setCentre] = useState(null);
  useEffect(() => {
    server.get("/centre").then(setCentre, () => {});
  }, []);
  return centre;
}

function SignInForm() {
  const { say } = useWords();
  const [trouble, setTrouble] = useState(null);
  const [busy, setBusy] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const form = useRef(null);

  async function submit(event) {
    event.preventDefault();
    const { username, password } = form.current.elements;
    if (busy) return;
    if (!username.value.trim() || !password.value) {
      setTrouble({ words: "fill_both" });
      (username.value.trim() ? password : username).focus();
      return;
    }
    setBusy(true);
    try {
      enter(await server.signIn(username.value.trim(), password.value));
    } catch (problem) {
      setTrouble(troubleOf(problem));
      setBusy(false);
      password.select();
    }
  }

  return html`
    <form ref=${form} onSubmit=${submit} novalidate
      onKeyUp=${(event) => setCapsLock(event.getModifierState?.("CapsLock") ?? false)}>
      <label for="username">${say("username")}</label>
      <input id="username" name="username" autocomplete="username" autocapitalize="none"
        spellcheck=${false} maxlength="64" autofocus required />
      <label for="password">${say("password")}</label>
      <${PasswordInput} id="password" />
      <p class="sign-in-hint" aria-live="polite">${capsLock && say("caps_lock")}</p>
      <${PasswordTrouble} key=${trouble?.at} trouble=${trouble} />
      <button class="main" aria-busy=${busy}>${say(busy ? "signing_in" : "sign_in")}</button>
    </form>
  `;
}

function enter(person) {
  forgetWord();
  location.replace(wayBack(person));
}

render(html`<${Speaking}><${SignInPage} /><//>`, document.getElementById("app"));
