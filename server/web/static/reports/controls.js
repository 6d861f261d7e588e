/** What to read: the report, the days, by what, and the files. */
import { html } from "/shared/preact.js";
import { useWords } from "/static/staff/words.js";
import { shown } from "./cells.js";
import { pathOf, periodOf, PERIODS } from "./question.js";

/** `tooLong` is how many rows there are when no workbook holds them all. */
export function Controls({ question, reports, today, tooLong, onAsk }) {
  const { say, language } = useWords();
  const report = reports.find((one) => one.name === question.report);
  const titleOf = (one) => (language === "en" ? one.title_en : one.title);
  const choose = (name) => {
    const chosen = reports.find((one) => one.name === name);
    const by = chosen.by.includes(question.by) ? question.by : chosen.by[0] ?? "";
    const day = name === "day" ? { from: question.to } : {};
    onAsk({ ...question, ...day, report: name, by });
  };
  const period = (name) => {
    if (!name) return;
    const [from, to] = PERIODS[name](today);
    onAsk({ ...question, from, to });
  };
  const days = (change) => {
    const asked = { ...question, ...change };
    if (!asked.from || !asked.to) return;
    if (asked.from > asked.to) Object.assign(asked, change.from ? { to: asked.from } : { from: asked.to });
    onAsk(asked);
  };
  return html`
    <form class="card controls" aria-label=${say("report_what")} onSubmit=${(event) => event.preventDefault()}>
      <${Choice} id="report" label=${say("report")} value=${question.report} onChoose=${choose}
        options=${reports.map((one) => [one.name, titleOf(one)])} />
      <${Choice} id="period" label=${say("period")} value=${periodOf(question, today)} onChoose=${period}
        options=${[["", say("period_other")], ...Object.keys(PERIODS).map((one) => [one, say(`period_${one}`)])]} />
      <${Day} id="from" label=${say("from_day")} value=${question.from} onChoose=${(from) => days({ from })} />
      <${Day} id="to" label=${say("to_day")} value=${question.to} onChoose=${(to) => days({ to })} />
      ${report.by.length > 0 && html`<${Choice} id="by" label=${say("report_by")} value=${question.by}
        onChoose=${(by) => onAsk({ ...question, by })}
        options=${report.by.map((one) => [one, say(`by_${one}`)])} />`}
      <label class="with-trial"><input type="checkbox" checked=${question.trial}
        onChange=${(event) => onAsk({ ...question, trial: event.target.checked })} />${say("with_trial")}</label>
      ${tooLong > 0 && html`<p id="too-long" class="too-long">
        <span class="icon icon-alert"></span>${say("file_too_long", { n: shown(tooLong, "count", language) })}</p>`}
      <div class="files">
        ${tooLong > 0 && html`<a class="button" role="link" aria-disabled="true" aria-describedby="too-long">
          <span class="icon icon-file"></span>${say("file_xlsx")}</a>`}
        ${(tooLong > 0 ? ["csv"] : ["xlsx", "csv"]).map((format) => html`<a key=${format} class="button" download
          href=${`/api/v1${pathOf(question, language, format)}`}>
          <span class="icon icon-file"></span>${say(`file_${format}`)}</a>`)}
      </div>
    </form>
  `;
}

function Choice({ id, label, value, options, onChoose }) {
  return html`<div class="control">
    <label for=${id}>${label}</label>
    <select id=${id} onChange=${(event) => onChoose(event.target.value)}>
      ${options.map(([key, text]) => html`<option key=${key} value=${key} selected=${key === value}>${text}</option>`)}
    </select>
  </div>`;
}

function Day({ id, label, value, onChoose }) {
  return html`<div class="control control-day">
    <label for=${id}>${label}</label>
    <input id=${id} type="date" value=${value} onChange=${(event) => onChoose(event.target.value)} />
  </div>`;
}
