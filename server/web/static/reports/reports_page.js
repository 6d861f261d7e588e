/** One report: the question above, then its main figures, a chart, and the table. */
import { html, useEffect, useState } from "/shared/preact.js";
import { Dialog } from "/static/staff/dialog.js";
import { AppointmentsWay, PagePlace, TopBar } from "/static/staff/header.js";
import { plainDay } from "/static/staff/time.js";
import { useWords } from "/static/staff/words.js";
import { groupsOf, isFigure, shown } from "./cells.js";
import { Chart } from "./chart.js";
import { Controls } from "./controls.js";
import { addressOf, dayAt, questionOf } from "./question.js";
import { ReportTable } from "./table.js";
import { useReport } from "./use_report.js";

const MAIN = ["issued", "served", "no_show", "wait_median_s", "wait_p90_s", "wait_in_target"];
const MOST_MAIN = 5;

export function ReportsPage({ server, person, centre, reports }) {
  const { say, language } = useWords();
  const today = dayAt(Date.now(), centre.timezone);
  const [question, setQuestion] = useState(() =>
    questionOf(location.search, { reports, today: dayAt(Date.parse(centre.at ?? Date()), centre.timezone), trial: centre.trial }));
  const [pages, setPages] = useState([""]);
  const asked = useReport(server, question, language, pages.at(-1));
  const ask = (next) => {
    setPages([""]);
    history.replaceState(null, "", addressOf(next));
    setQuestion(next);
  };
  useEffect(() => {
    document.title = `${asked.report?.title ?? say("reports")} – ${say("product")}`;
  }, [asked.report, language]);
  const place = html`<${PagePlace} name="reports" centre=${centre} />`;
  const ways = html`
    <a class="button quiet" href="/hall">${say("hall")}</a>
    <a class="button quiet" href="/due">${say("due")}</a>
    <${AppointmentsWay} centre=${centre} />
    <a class="button quiet" href="/counter">${say("counters")}</a>`;
  return html`
    <${TopBar} server=${server} person=${person} centre=${centre} place=${place} ways=${ways} />
    <main class="reports">
      <${Controls} question=${question} reports=${reports} today=${today} onAsk=${ask}
        tooLong=${asked.report && !asked.report.fits_xlsx ? asked.report.whole : 0} />
      ${asked.trouble && html`<p role="alert" class="page-trouble">${asked.trouble}
        <button type="button" onClick=${asked.again}>${say("report_again")}</button></p>`}
      <p role="status" class=${asked.busy ? "counting" : "visually-hidden"}>
        ${asked.busy ? counting(say, asked) : ""}</p>
      ${asked.report && html`<${Report} report=${asked.report} busy=${asked.busy}
        pages=${pages} onPages=${setPages} />`}
    </main>
  `;
}

function Report({ report, busy, pages, onPages }) {
  const { say } = useWords();
  const groups = groupsOf(report.columns);
  const [chosen, setGroup] = useState("counts");
  const [figure, setFigure] = useState(null);
  const [defined, setDefined] = useState(null);
  const group = groups[chosen] ? chosen : "counts";
  const columns = groups[group];
  const figures = columns.filter(isFigure);
  const column = figures.find((one) => one.id === figure) ?? figures[0];
  const listed = report.by === null;
  return html`
    <section class=${busy ? "card report old" : "card report"} aria-labelledby="report-title">
      <div class="report-head">
        <h2 id="report-title">${report.title}</h2>
        <p class="soft">${say("report_days", { from: plainDay(report.first_day), to: plainDay(report.last_day) })}
          ${" · "}${say("report_as_of", { at: `${plainDay(report.as_of)} ${report.as_of.slice(11, 16)}` })}
          ${report.trial && html` · <span class="trial">${say("with_trial")}</span>`}</p>
      </div>
      ${report.note && html`<p class="report-note">${report.note}</p>`}
      ${!report.rows.length && !report.note && html`<p class="nothing">${say("report_nothing")}</p>`}
      ${report.total && html`<${MainFigures} report=${report} onDefine=${setDefined} />`}
      ${Object.keys(groups).length > 1 && report.rows.length > 0 && html`
        <div class="groups" role="group" aria-label=${say("figures")}>
          ${Object.keys(groups).map((one) => html`<button key=${one} type="button"
            aria-pressed=${one === group} onClick=${() => setGroup(one)}>${say(`figures_${one}`)}</button>`)}
        </div>`}
      ${report.rows.length > 0 && !listed && html`
        <div class="chart-choice"><label for="figure">${say("chart")}</label>
          <select id="figure" onChange=${(event) => setFigure(event.target.value)}>
            ${figures.map((one) => html`<option key=${one.id} value=${one.id}
              selected=${one === column}>${one.title}</option>`)}
          </select></div>
        <${Chart} report=${report} column=${column} />`}
      ${report.rows.length > 0 && html`<${ReportTable} key=${pages.length} report=${report} columns=${columns}
        onDefine=${setDefined} />`}
      ${report.whole > 0 && html`<${Pager} report=${report} busy=${busy} pages=${pages} onPages=${onPages} />`}
      ${defined && html`<${Definition} column=${defined} onClose=${() => setDefined(null)} />`}
    </section>
  `;
}

/** A list's pages: which rows these are of how many, and the pages before and after. */
function Pager({ report, busy, pages, onPages }) {
  const { say, language } = useWords();
  const nth = (row) => shown(row?.nth, "count", language);
  const rows = { first: nth(report.rows[0]), last: nth(report.rows.at(-1)), all: shown(report.whole, "count", language) };
  return html`
    <nav class="pager" aria-label=${say("report_table")}>
      <button type="button" disabled=${busy || pages.length < 2}
        onClick=${() => onPages(pages.slice(0, -1))}>${say("rows_before")}</button>
      <span>${say("rows_of", rows)}</span>
      <button type="button" disabled=${busy || !report.next}
        onClick=${() => onPages([...pages, report.next])}>${say("rows_after")}</button>
    </nav>
  `;
}

function counting(say, { left, dossiersLeft }) {
  if (left) return say("report_counting_days", { n: left });
  return dossiersLeft ? say("report_counting_dossiers", { n: dossiersLeft }) : say("report_counting");
}

function MainFigures({ report, onDefine }) {
  const { say, language } = useWords();
  const figures = report.columns.filter(isFigure);
  const known = figures.filter((one) => MAIN.includes(one.id));
  const main = (known.length > 2 ? known : figures).slice(0, MOST_MAIN);
  return html`<dl class="main-figures">
    ${main.map((one) => html`<div key=${one.id}>
      <dt><button type="button" class="main-heading" title=${say("define", { figure: one.title })}
        onClick=${() => onDefine(one)}>${one.title}<span class="icon icon-define"></span></button></dt>
      <dd class="number">${shown(report.total[one.id], one.unit, language)}</dd>
    </div>`)}
  </dl>`;
}

function Definition({ column, onClose }) {
  const { say } = useWords();
  return html`
    <${Dialog} title=${column.title} onClose=${onClose} onSubmit=${onClose}>
      <p class="definition">${column.definition}</p>
      <div class="dialog-buttons"><button class="main" autofocus>${say("close_window")} <kbd>Esc</kbd></button></div>
    <//>
  `;
}
