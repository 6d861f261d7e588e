/** The top of every page: where one is, how things stand, who one is, and the ways out. */
import { html, useState } from "/shared/preact.js";
import { Account } from "./account.js";
import { Dialog, DialogButtons } from "./dialog.js";
import { LockScreen } from "./lock_screen.js";
import { usePageLock } from "./page_lock.js";
import { dayOf, timeOfDay, useServerNow } from "./time.js";
import { oversees, supervises } from "./ways.js";
import { LanguageButton, useWords } from "./words.js";

/**
 * `place` is what stands first, the centre's name when left out; `ways` are more ways out.
 * `counter` is the one shown, `working` its number while this person still works there.
 */
export function TopBar(page) {
  const { server, person, centre, place, ways, link, ahead = 0, counter, working, onLeave } = page;
  const { named } = useWords();
  const [locked, lock] = usePageLock(server, person.idle_minutes);
  return html`
    <header class="top">
      ${place ?? html`<p class="top-centre">${named(centre)}</p>`}
      ${centre.trial && html`<${TrialMark} />`}
      <span class="top-gap"></span>
      ${link && html`<${LinkMark} link=${link} />`}
      <${Clock} ahead=${ahead} zone=${centre.timezone} />
      <${Account} server=${server} person=${person} offline=${link && link !== "live"}
        onLock=${lock} />
      <nav class="top-ways">
        ${ways}
        <${LanguageButton} />
        <${SignOut} server=${server} working=${working} locked=${link && link !== "live"}
          onLeave=${onLeave} />
      </nav>
    </header>
    ${locked && html`<${LockScreen} server=${server} person=${person} counter=${counter}
      ahead=${ahead} />`}
  `;
}

/** The way to the hall, for those who oversee it. */
export function HallWay({ person }) {
  const { say } = useWords();
  if (!oversees(person)) return null;
  return html`<a class="button quiet" href="/hall">${say("hall")}</a>`;
}

/** The way to the appointments, where there are any. */
export function AppointmentsWay({ centre }) {
  const { say } = useWords();
  if (!centre.appointments) return null;
  return html`<a class="button quiet" href="/appointments">${say("appointments")}</a>`;
}

/** Where one is, on a page that is not one counter's. */
export function PagePlace({ name, centre }) {
  const { say, named } = useWords();
  return html`<h1 class="top-counter">
    <span class="top-place">${say(name)}</span>
    <span class="top-name">${named(centre)}</span>
  </h1>`;
}

/** The way to the accounts, for those who look after them or let people in. */
export function AccountsWay({ person }) {
  const { say } = useWords();
  if (!supervises(person)) return null;
  return html`<a class="button quiet" href="/admin">${say("accounts")}</a>`;
}

function TrialMark() {
  const { say } = useWords();
  return html`<span class="trial">${say("trial")}</span>`;
}

function LinkMark({ link }) {
  const { say } = useWords();
  return html`<span class="link link-${link}">
    <span class="icon icon-${link === "live" ? "live" : "lost"}"></span>
    <span class="link-words">${say(`link_${link}`)}</span>
  </span>`;
}

function Clock({ ahead, zone }) {
  const { language } = useWords();
  const now = useServerNow(ahead);
  return html`<time class="clock" title=${dayOf(now, zone, language)}>${timeOfDay(now, zone)}</time>`;
}

function SignOut({ server, working, locked, onLeave }) {
  const { say } = useWords();
  const [asking, setAsking] = useState(false);
  const leave = async () => {
    onLeave?.(); // news of the ended session would lead elsewhere
    await server.signOut().catch(() => {}); // signed out or not, the sign-in page tells
    location.replace("/sign-in");
  };
  return html`
    <button type="button" class="quiet" disabled=${locked}
      onClick=${() => (working ? setAsking(true) : leave())}>
      ${say("sign_out")}
    </button>
    ${asking && html`
      <${Dialog} title=${say("sign_out_title")} onClose=${() => setAsking(false)} onSubmit=${leave}>
        <p>${say("sign_out_open", { number: working })}</p>
        <${DialogButtons} label=${say("sign_out")} onBack=${() => setAsking(false)} />
      <//>
    `}
  `;
}
