/** The accounts' page: who is signed in, and then people, devices and waits. */
import { html, render } from "/shared/vendor/preact.js";
import { LockScreen } from "/static/staff/lock_screen.js";
import { openServer } from "/static/staff/server.js";
import { useArrival } from "/static/staff/use_arrival.js";
import { Speaking, useWords } from "/static/staff/words.js";
import { AdminPage } from "./admin_page.js";

const server = openServer();

function StaffPage() {
  const { say } = useWords();
  const arrival = useArrival(server);
  if (arrival.locked) return html`<${LockScreen} server=${server} person=${arrival.locked} />`;
  if (!arrival.person) {
    return html`<main class="arriving"><p role="status">
      ${say(arrival.failed ? "unreachable" : "loading")}
    </p></main>`;
  }
  return html`<${AdminPage} server=${server} ...${arrival} />`;
}

render(html`<${Speaking}><${StaffPage} /><//>`, document.getElementById("app"));
