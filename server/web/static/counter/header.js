/** The top of the page: where one is, how things stand, who one is, and the way out. */
import { html, useState } from "/shared/vendor/preact.js";
import { LanguageButton, useWords } from "/static/staff/words.js";
import { Dialog, DialogButtons } from "./dialog.js";
import { lookOnly } from "./moves.js";
import { dayOf, timeOfDay, useServerNow } from "./time.js";

/** `counter`, `link`, `ahead` and `onLeave` are left out where no counter has been chosen. */
export function TopBar({ server, person, centre, counter, link, ahead = 0, onLeave }) {
  const { say, named } = useWords();
  return html`
    <header class="top">
      ${counter
        ? html`<${CounterName} counter=${counter} />`
        : html`<p class="top-centre">${named(centre)}</p>`}
      ${centre.trial && html`<span class="trial">${say("trial")}</span>`}
      <span class="top-gap"></span>
      ${link && html`<${LinkMark} link=${link} />`}
      <${Clock} ahead=${ahead} zone=${centre.timezone} />
      <span class="top-person">${person.name}</span>
      <nav class="top-ways">
        ${counter && html`<a class="button quiet" href="/counter">${say("change_counter")}</a>`}
        <${LanguageButton} />
        <${SignOut} server=${server} person=${person} counter=${counter}
          locked=${link && link !== "live"} onLeave=${onLeave} />
      </nav>
    </header>
  `;
}

function CounterName({ counter }) {
  const { say } = useWords();
  return html`
    <h1 class="top-counter">
      <span class="top-place">${say("counter", { number: counter.number })}</span>
      <span class="top-name">${counter.name}</span>
    </h1>
    <p class="state state-${counter.state}">
      <span class="icon icon-${counter.state}"></span>${say(`state_${counter.state}`)}
    </p>
  `;
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

function SignOut({ server, person, counter, locked, onLeave }) {
  const { say } = useWords();
  const [asking, setAsking] = useState(false);
  const leave = async () => {
    onLeave?.(); // news of the ended session would lead elsewhere
    await server.signOut().catch(() => {}); // signed out or not, the sign-in page tells
    location.replace("/sign-in");
  };
  const working = counter && counter.state !== "closed" && !lookOnly(counter, person);
  return html`
    <button type="button" class="quiet" disabled=${locked}
      onClick=${() => (working ? setAsking(true) : leave())}>
      ${say("sign_out")}
    </button>
    ${asking && html`
      <${Dialog} title=${say("sign_out_title")} onClose=${() => setAsking(false)} onSubmit=${leave}>
        <p>${say("sign_out_open", { number: counter.number })}</p>
        <${DialogButtons} label=${say("sign_out")} onBack=${() => setAsking(false)} />
      <//>
    `}
  `;
}
