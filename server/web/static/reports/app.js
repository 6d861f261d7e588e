/** The reports: who is signed in, and then one report at a time. */
import { html, render } from "/shared/vendor/preact.js";
import { LockScreen } from "/static/staff/lock_screen.js";
import { openServer } from "/static/staff/server.js";
import { useArrival } from "/static/staff/use_arrival.js";
import { Speaking, useWords } from "/static/staff/words.js";
import { ReportsPage } from "./reports_page.js";

const server = openServer();
const reports = async () => ({ reports: (await server.get("/reports")).items });

function StaffPage() {
  const { say } = useWords();
  const arrival = useArrival(server, reports);
  if (arrival.locked) return html`<${LockScreen} server=${server} person=${arrival.locked} />`;
  if (!arrival.person) {
    return html`<main class="arriving"><p role="status">
      ${say(arrival.failed ? "unreachable" : "loading")}
    </p></main>`;
  }
  return html`<${ReportsPage} server=${server} ...${arrival} />`;
}

render(html`<${Speaking}><${StaffPage} /><//>`, document.getElementById("app"));
