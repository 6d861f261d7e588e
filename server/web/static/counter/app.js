/** The counter's page: who is signed in, which counter, and then the counter itself. */
import { html, render, useEffect, useState } from "/shared/vendor/preact.js";
import { openServer } from "/static/staff/server.js";
import { goToSignIn } from "/static/staff/ways.js";
import { Speaking, useWords } from "/static/staff/words.js";
import { ChoicePage } from "./choice.js";
import { CounterPage } from "./counter_page.js";
import { PLAIN_DESK } from "./names.js";

const TRY_AGAIN_MS = 3000;
const server = openServer();

/** Who is here, and the names and settings of the centre. */
async function arrive() {
  const person = await server.session();
  const [centre, desk] = await Promise.all([server.get("/centre"), deskOrNothing()]);
  return { person, centre, desk: { ...PLAIN_DESK, ...desk } };
}

async function deskOrNothing() {
  try {
    return await server.get("/desk");
  } catch (problem) {
    if (problem.status === 404 || problem.status === 501) return {};
    throw problem;
  }
}

/** Arrives, and keeps trying while the server cannot be reached. */
function useArrival() {
  const [arrival, setArrival] = useState({ failed: false });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let timer = null;
    const failed = (problem) => {
      if (problem.status === 401) return goToSignIn();
      timer = setTimeout(() => setAttempt((count) => count + 1), TRY_AGAIN_MS);
      return setArrival({ failed: true });
    };
    arrive().then(setArrival, failed);
    return () => clearTimeout(timer);
  }, [attempt]);
  return arrival;
}

function StaffPage() {
  const { say } = useWords();
  const arrival = useArrival();
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
