/** The counter's page: who is signed in, which counter, and then the counter itself. */
import { html, render } from "/shared/vendor/preact.js";
import { LockScreen } from "/static/staff/lock_screen.js";
import { openServer } from "/static/staff/server.js";
import { useArrival } from "/static/staff/use_arrival.js";
import { Speaking, useWords } from "/static/staff/words.js";
import { ChoicePage } from "./choice.js";
import { CounterPage } from "./counter_page.js";
import { PLAIN_DESK } from "./plain_desk.js";

const server = openServer();

async function deskOf(asked) {
  try {
    return { desk: { ...PLAIN_DESK, ...(await asked.get("/desk")) } };
  } catch (problem) {
    if (problem.status === 404 || problem.status === 501) return { desk: PLAIN_DESK };
    throw problem;
  }
}

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
  const id = counterInPath();
  return id
    ? html`<${CounterPage} server=${server} counterId=${id} ...${arrival} />`
    : html`<${ChoicePage} server=${server} ...${arrival} />`;
}

function counterInPath() {
  const [, id] = location.pathname.match(/^\/counter\/([^/]+)$/) ?? [];
  return id ? decodeURIComponent(id) : null;
}

render(html`<${Speaking}><${StaffPage} /><//>`, document.getElementById("app"));
