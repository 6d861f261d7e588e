/** The supervisors' hall: who is signed in, and then everything at one glance. */
import { html, render } from "/shared/vendor/preact.js";
import { LockScreen } from "/static/staff/lock_screen.js";
import { openServer } from "/static/staff/server.js";
import { useArrival } from "/static/staff/use_arrival.js";
import { Speaking, useWords } from "/static/staff/words.js";
import { HallPage } from "./hall_page.js";

const server = openServer();

const deskOf = async (asked) => ({ desk: await asked.get("/desk") });

function StaffPage() {
  const { say } = useWords();
  const arrival = useArrival(server, deskOf);
  if (arrival.locked) {
    return html`<${LockScreen} server=${server} person=${arrival.locked} />`;
  }
  if (!arrival.person) {
    return html`<main class="arriving"><p role="status">
      ${say(arrival.failed ? "unreachable" : "loading")}
    </p></main>`;
  }
  return html`<${HallPage} server=${server} ...${arrival} />`;
}

render(html`<${Speaking}><${StaffPage} /><//>`, document.getElementById("app"));
