/** How every page of the staff begins: who is signed in, the lock, and then the page itself. */
import { html, render } from "/shared/preact.js";
import { LockScreen } from "./lock_screen.js";
import { openServer } from "./server.js";
import { useArrival } from "./use_arrival.js";
import { Speaking, useWords } from "./words.js";

/** `more(server)` resolves to what `Page` needs besides the server, the person and the centre. */
export function openStaffPage(Page, more) {
  const server = openServer();

  function StaffPage() {
    const { say } = useWords();
    const arrival = useArrival(server, more);
    if (arrival.locked) return html`<${LockScreen} server=${server} person=${arrival.locked} />`;
    if (!arrival.person) {
      return html`<main class="arriving"><p role="status">
        ${say(arrival.failed ? "unreachable" : "loading")}
      </p></main>`;
    }
    return html`<${Page} server=${server} ...${arrival} />`;
  }

  render(html`<${Speaking}><${StaffPage} /><//>`, document.getElementById("app"));
}

/** What stands under a page's top until its first news has come, or when it will not come. */
export function Arriving({ news }) {
  const { say } = useWords();
  if (!news.refused) {
    return html`<main class="arriving">
      <p role="status">${say(news.link === "lost" ? "link_lost_long" : "loading")}</p>
    </main>`;
  }
  return html`<main class="arriving">
    <p role="alert" class="page-trouble">${news.refused}</p>
    <a class="button" href="/counter">${say("choose_counter")}</a>
  </main>`;
}
