/** The counter's page: who is signed in, which counter, and then the counter itself. */
import { html } from "/shared/preact.js";
import { openStaffPage } from "/static/staff/staff_page.js";
import { ChoicePage } from "./choice.js";
import { CounterPage } from "./counter_page.js";
import { PLAIN_DESK } from "./plain_desk.js";

async function deskOf(server) {
  try {
    return { desk: { ...PLAIN_DESK, ...(await server.get("/desk")) } };
  } catch (problem) {
    if (problem.status === 404 || problem.status === 501) return { desk: PLAIN_DESK };
    throw problem;
  }
}

function ChosenPage(page) {
  const id = counterInPath();
  return id
    ? html`<${CounterPage} counterId=${id} ...${page} />`
    : html`<${ChoicePage} ...${page} />`;
}

function counterInPath() {
  const [, id] = location.pathname.match(/^\/counter\/([^/]+)$/) ?? [];
  return id ? decodeURIComponent(id) : null;
}

openStaffPage(ChosenPage, deskOf);
