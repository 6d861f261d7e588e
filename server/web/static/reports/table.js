/** The table of a report: every heading tells its definition when it is pressed. */
import { html } from "/shared/preact.js";
import { useWords } from "/static/staff/words.js";
import { nameOf, shown } from "./cells.js";

const MOST_ROWS = 500;

export function ReportTable({ report, columns, onDefine }) {
  const { say, language } = useWords();
  const names = report.columns.filter((one) => one.id === "name");
  const all = [...names, ...columns];
  const rows = report.rows.slice(0, MOST_ROWS);
  return html`
    <div class="table-room" role="region" aria-label=${say("report_table")} tabindex="0">
      <table>
        <thead><tr>${all.map((column) => html`
          <th key=${column.id} scope="col" class=${column.unit}>
            <button type="button" class="heading" title=${say("define", { figure: column.title })}
              onClick=${() => onDefine(column)}>${column.title}<span class="icon icon-define"></span></button>
          </th>`)}</tr></thead>
        <tbody>${rows.map((row, place) => html`<tr key=${row.key ?? place}>
          ${all.map((column) => html`<${Cell} key=${column.id} row=${row} column=${column}
            language=${language} />`)}
        </tr>`)}</tbody>
        ${report.total && html`<tfoot><tr>
          ${all.map((column) => html`<${Cell} key=${column.id} row=${report.total} column=${column}
            language=${language} />`)}
        </tr></tfoot>`}
      </table>
    </div>
    ${report.rows.length > MOST_ROWS && html`<p class="soft">
      ${say("rows_shown", { n: MOST_ROWS, all: report.rows.length })}</p>`}
  `;
}

function Cell({ row, column, language }) {
  if (column.id === "name") return html`<th scope="row">${nameOf(row)}</th>`;
  return html`<td class=${`${column.unit} column-${column.id}`}>${shown(row[column.id], column.unit, language)}</td>`;
}
