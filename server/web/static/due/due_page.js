/** Đôn đốc: the agencies with their counts, the dossiers to urge them about, and past reminders. */
import { html, useEffect, useState } from "/shared/preact.js";
import { Files } from "/static/staff/files.js";
import { AppointmentsWay, PagePlace, TopBar } from "/static/staff/header.js";
import { Messages } from "/static/staff/messages.js";
import { plainRefusal, useCommands } from "/static/staff/use_commands.js";
import { useWords } from "/static/staff/words.js";
import { Agencies } from "./agencies.js";
import { DueList } from "./due_list.js";
import { Past } from "./past.js";
import { addressOf, LISTS, pathOf, questionOf } from "./question.js";
import { RemindDialog } from "./remind_dialog.js";
import { useList } from "./use_list.js";

export function DuePage({ server, person, centre }) {
  const { say, language } = useWords();
  const [question, setQuestion] = useState(() => questionOf(location.search));
  const [chosen, setChosen] = useState([]);
  const [reminding, setReminding] = useState(null);
  const list = useList(server, question);
  const counts = useCounts(server, list.answer);
  const commands = useReminding(server, list.again);
  useEffect(() => {
    document.title = `${say("due")} – ${say("product")}`;
  }, [language]);
  const ask = (change) => {
    const next = { ...question, ...change };
    history.replaceState(null, "", addressOf(next));
    setChosen([]);
    setQuestion(next);
  };
  const send = async (body) => {
    const refused = await commands.ask({ name: "remind", path: "/reminders", body, about: "remind" });
    if (refused !== null) return refused;
    setReminding(null);
    setChosen([]);
    list.again();
    return null;
  };
  const past = question.view === "past";
  const shared = { server, question, list, chosen, onChoose: setChosen, onRemind: setReminding };
  return html`
    <${DueTop} server=${server} person=${person} centre=${centre} />
    <main class="due">
      <${Agencies} counts=${counts} chosen=${question.agency} onChoose=${(agency) => ask({ agency })} />
      <section class=${list.old ? "card due-work old" : "card due-work"} aria-labelledby="due-title">
        <${Head} question=${question} onAsk=${ask} />
        ${list.trouble && html`<p role="alert" class="page-trouble">${list.trouble}
          <button type="button" onClick=${list.again}>${say("try_again")}</button></p>`}
        ${!list.answer && list.busy && html`<p role="status" class="soft">${say("loading")}</p>`}
        ${list.answer && !list.old && (past
          ? html`<${Past} ...${shared} />`
          : html`<${DueList} ...${shared} />`)}
      </section>
    </main>
    <div class="due-messages"><${Messages} ...${commands} /></div>
    ${reminding && html`<${RemindDialog} codes=${reminding} busy=${commands.busy} onSend=${send}
      onClose=${() => setReminding(null)} />`}
  `;
}

function DueTop({ server, person, centre }) {
  const { say } = useWords();
  const place = html`<${PagePlace} name="due" centre=${centre} />`;
  const ways = html`
    <a class="button quiet" href="/hall">${say("hall")}</a>
    <a class="button quiet" href="/reports">${say("reports")}</a>
    <${AppointmentsWay} centre=${centre} />
    <a class="button quiet" href="/counter">${say("counters")}</a>`;
  return html`<${TopBar} server=${server} person=${person} centre=${centre} place=${place} ways=${ways} />`;
}

/** Which list is shown, and the same as files. */
function Head({ question, onAsk }) {
  const { say, language } = useWords();
  const past = question.view === "past";
  const file = (format) => `/api/v1${pathOf(question, { format, language })}`;
  return html`
    <div class="due-head">
      <h2 id="due-title" class="visually-hidden">${say(past ? "due_past" : `due_${question.due}`)}</h2>
      <div class="due-lists">
        ${LISTS.map((due) => html`<button key=${due} type="button" aria-pressed=${!past && question.due === due}
          onClick=${() => onAsk({ view: "list", due })}>${say(`due_${due}`)}</button>`)}
        <button type="button" aria-pressed=${past} onClick=${() => onAsk({ view: "past" })}>
          <span class="icon icon-history"></span>${say("due_past")}</button>
      </div>
      <${Files} addressOf=${file} />
    </div>
  `;
}

/** What every agency owes: from the list, or asked for beside the reminders of before. */
function useCounts(server, answer) {
  const [counts, setCounts] = useState(null);
  useEffect(() => {
    if (answer?.agencies) setCounts(answer.agencies);
    else if (answer && !counts) server.get("/dossiers?limit=1").then((told) => setCounts(told.agencies), () => {});
  }, [answer]);
  return counts;
}

function useReminding(server, refresh) {
  const { say } = useWords();
  return useCommands({
    server,
    refresh,
    doneWords: (_, answer) => say("done_remind", { n: answer.dossiers.length }),
    refusalWords: (problem) =>
      problem.code === "wrong_move" ? say("remind_refused") : plainRefusal(problem, say),
  });
}
