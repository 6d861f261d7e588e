/** The locked page: nothing of the work is seen or done, nothing of it is lost. */
import { html, useLayoutEffect, useRef, useState } from "/shared/preact.js";
import { tellOtherPages } from "./page_lock.js";
import { PasswordInput } from "./password_input.js";
import { PasswordTrouble, troubleOf } from "./password_trouble.js";
import { clockLength, secondsBetween, useServerNow } from "./time.js";
import { goToSignIn } from "./ways.js";
import { LanguageButton, useWords } from "./words.js";

/** `counter` and `ahead` where the page is a counter's: its ticket stays, and its clock runs on. */
export function LockScreen({ server, person, counter, ahead }) {
  const { say } = useWords();
  const [other, setOther] = useState(false);
  return html`
    <${Shut} label=${say("page_locked")}>
      <p class="lock-title"><span class="icon icon-lock"></span>${say("page_locked")}</p>
      ${counter && html`<${WorkLeft} counter=${counter} ahead=${ahead} />`}
      ${other
        ? html`<${SomebodyElse} key="other" server=${server} person=${person}
            onBack=${() => setOther(false)} />`
        : html`<${Unlock} key="own" server=${server} person=${person}
            onOther=${() => setOther(true)} />`}
      <p class="lock-language"><${LanguageButton} /></p>
    <//>
  `;
}

/** A dialog above all others that Escape does not close. */
function Shut({ label, children }) {
  const dialog = useRef(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    const stay = (event) => event.preventDefault();
    const again = () => element.isConnected && element.showModal(); // a browser may insist
    element.showModal();
    element.addEventListener("cancel", stay);
    element.addEventListener("close", again);
    return () => {
      element.removeEventListener("close", again);
      element.close();
    };
  }, []);
  return html`<dialog ref=${dialog} class="card lock" aria-label=${label}>${children}</dialog>`;
}

function WorkLeft({ counter, ahead }) {
  const { say } = useWords();
  const now = useServerNow(ahead);
  const { ticket } = counter;
  const since = ticket?.started_at ?? ticket?.called_at;
  return html`
    <p class="lock-work">
      <span class="top-place">${say("counter", { number: counter.number })}</span>
      <span class="state state-${counter.state}">
        <span class="icon icon-${counter.state}"></span>${say(`state_${counter.state}`)}</span>
    </p>
    ${since && html`<p class="lock-work">
      <b class="number">${ticket.number}</b>
      <span class="clock">${clockLength(secondsBetween(since, now))}</span>
    </p>`}
    <p class="soft">${say("page_locked_work")}</p>
    ${counter.mode === "auto" && counter.state !== "closed" && html`
      <p class="lock-auto">${say("page_locked_auto")}</p>`}
  `;
}

function Unlock({ server, person, onOther }) {
  const { say } = useWords();
  const { form, trouble, busy, submit } = usePasswordForm(async ({ unlock }) => {
    await server.unlock(unlock.value);
    server.release();
    tellOtherPages("unlocked");
  });
  return html`
    <form ref=${form} onSubmit=${submit} novalidate>
      <input class="visually-hidden" tabindex="-1" aria-hidden="true" autocomplete="username"
        value=${person.username} readonly />
      <label for="unlock">${say("password_of", { name: person.name })}</label>
      <${PasswordInput} id="unlock" focused />
      <${PasswordTrouble} key=${trouble?.at} trouble=${trouble} />
      <button class="main" aria-busy=${busy}>${say("unlock")} <kbd>Enter</kbd></button>
      <button type="button" class="quiet" onClick=${onOther}>${say("somebody_else")}</button>
    </form>
  `;
}

function SomebodyElse({ server, person, onBack }) {
  const { say } = useWords();
  const { form, trouble, busy, submit } = usePasswordForm(async ({ username, password }) => {
    await server.signIn(username.value.trim(), password.value);
    tellOtherPages("somebody_else");
    location.reload();
  });
  return html`
    <form ref=${form} onSubmit=${submit} novalidate>
      <p class="lock-about">${say("somebody_else_about", { name: person.name })}</p>
      <label for="username">${say("username")}</label>
      <input id="username" name="username" autocomplete="username" autocapitalize="none"
        spellcheck=${false} maxlength="64" autofocus required />
      <label for="password">${say("password")}</label>
      <${PasswordInput} id="password" />
      <${PasswordTrouble} key=${trouble?.at} trouble=${trouble} />
      <button class="main" aria-busy=${busy}>${say("sign_in")} <kbd>Enter</kbd></button>
      <button type="button" class="quiet" onClick=${onBack}>${say("back")}</button>
    </form>
  `;
}

/** A form that ends in `attempt(fields)`; what it throws becomes the trouble shown. */
function usePasswordForm(attempt) {
  const form = useRef(null);
  const [trouble, setTrouble] = useState(null);
  const [busy, setBusy] = useState(false);
  useLayoutEffect(() => form.current.querySelector("[autofocus]")?.focus(), []);
  async function submit(event) {
    event.preventDefault();
    const fields = form.current.elements;
    const empty = [...fields].find((field) => field.required && !field.value.trim());
    if (empty) empty.focus();
    if (empty || busy) return;
    setBusy(true);
    try {
      await attempt(fields);
    } catch (problem) {
      if (problem.status === 401 && !fields.username) goToSignIn(); // the session has ended
      setTrouble(troubleOf(problem));
      setBusy(false);
      form.current.querySelector("[name=unlock], [name=password]").select();
    }
  }
  return { form, trouble, busy, submit };
}
