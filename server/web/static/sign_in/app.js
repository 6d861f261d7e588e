/** The sign-in card. */
import { html, render, useEffect, useRef, useState } from "/shared/vendor/preact.js";
import { openServer, Unanswered } from "/static/staff/server.js";
import { wayBack } from "/static/staff/ways.js";
import { LanguageButton, Speaking, useWords } from "/static/staff/words.js";

const server = openServer();

function SignInPage() {
  const { say, named, language } = useWords();
  const centre = useCentre();
  useEffect(() => {
    document.title = `${say("sign_in")} – ${say("product")}`;
  }, [language]);
  useEffect(() => {
    server.session().then(enter, () => {});
  }, []);
  return html`
    <header class="sign-in-top"><${LanguageButton} /></header>
    <main class="card sign-in-card">
      <p class="sign-in-product">${say("product")}
        ${centre?.trial && html`<span class="trial">${say("trial")}</span>`}</p>
      <h1>${say("sign_in")}</h1>
      <p class="soft">${centre ? named(centre) : say("sign_in_for")}</p>
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
      <${PasswordInput} />
      <p class="sign-in-hint" aria-live="polite">${capsLock && say("caps_lock")}</p>
      <${Trouble} key=${trouble?.at} trouble=${trouble} />
      <button class="main" aria-busy=${busy}>${say(busy ? "signing_in" : "sign_in")}</button>
    </form>
  `;
}

function PasswordInput() {
  const { say } = useWords();
  const [shown, setShown] = useState(false);
  return html`
    <input id="password" name="password" type=${shown ? "text" : "password"} maxlength="256"
      autocomplete="current-password" autocapitalize="none" spellcheck=${false} required />
    <label class="sign-in-show">
      <input type="checkbox" checked=${shown} onChange=${() => setShown(!shown)} />
      ${say("show_password")}
    </label>
  `;
}

/** Why the sign-in failed; a lock counts down to its end. */
function Trouble({ trouble }) {
  const { say } = useWords();
  const left = useCountdown(trouble?.seconds ?? 0);
  if (!trouble) return html`<p role="alert" class="trouble empty"></p>`;
  const locked = left > 0 ? say("locked_for", { seconds: left }) : say("locked_over");
  if (!trouble.seconds) {
    return html`<p role="alert" class="trouble">${trouble.detail ?? say(trouble.words)}</p>`;
  }
  // The count is for the eye: read aloud, it is said once and not each second.
  return html`<div class="trouble">
    <p aria-hidden="true">${locked}</p>
    <p role="alert" class="visually-hidden">${say("locked_for", { seconds: trouble.seconds })}</p>
  </div>`;
}

function useCountdown(seconds) {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    if (!seconds) return undefined;
    const timer = setInterval(() => setLeft((now) => Math.max(0, now - 1)), 1000);
    return () => clearInterval(timer);
  }, []);
  return left;
}

function troubleOf(problem) {
  const at = performance.now(); // a new trouble starts a new countdown
  if (problem instanceof Unanswered) return { at, words: "unreachable" };
  if (problem.status === 429) return { at, seconds: problem.retryAfter ?? 30 };
  if (problem.status === 401) return { at, words: "wrong_password" };
  return { at, words: "unexpected", detail: problem.message || undefined };
}

function enter(person) {
  location.replace(wayBack(person));
}

render(html`<${Speaking}><${SignInPage} /><//>`, document.getElementById("app"));
