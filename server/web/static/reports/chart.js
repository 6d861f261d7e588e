/** A plain chart of one figure: columns over time, bars for things with names. */
import { html } from "/shared/preact.js";
import { useWords } from "/static/staff/words.js";
import { nameOf, shown } from "./cells.js";

const OVER_TIME = ["day", "month", "hour", "weekday"];
const MOST_BARS = 12;
const WIDTH = 1200;
const HEIGHT = 260;
const ROOM = { left: 70, right: 24, top: 26, bottom: 34 };

export function Chart({ report, column }) {
  const { say, language } = useWords();
  const told = report.rows.filter((row) => typeof row[column.id] === "number");
  if (!told.length) return null;
  const overTime = OVER_TIME.includes(report.by);
  const most = [...told].sort((one, other) => other[column.id] - one[column.id]).slice(0, MOST_BARS);
  const parts = overTime ? told : most;
  const value = (row) => shown(row[column.id], column.unit, language);
  const about = say("chart_about", { figure: column.title, n: parts.length });
  return html`
    <figure class="chart">
      <figcaption>${column.title}${!overTime && told.length > MOST_BARS
        && html` <span class="soft">${say("chart_most", { n: MOST_BARS, all: told.length })}</span>`}
      </figcaption>
      ${overTime
        ? html`<${Columns} parts=${parts} column=${column} value=${value} about=${about} />`
        : html`<${Bars} parts=${parts} column=${column} value=${value} about=${about} />`}
    </figure>
  `;
}

function Columns({ parts, column, value, about }) {
  const highest = Math.max(...parts.map((row) => row[column.id])) || 1;
  const step = (WIDTH - ROOM.left - ROOM.right) / parts.length;
  const wide = Math.min(step * 0.7, 64);
  const room = HEIGHT - ROOM.top - ROOM.bottom;
  const every = Math.ceil(parts.length / 14);
  const top = (row) => HEIGHT - ROOM.bottom - (row[column.id] / highest) * room;
  const middle = (place) => ROOM.left + step * (place + 0.5);
  const highestRow = parts.find((row) => row[column.id] === highest) ?? parts[0];
  return html`
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${about}>
      <text class="axis" x=${ROOM.left - 10} y=${ROOM.top + 5} text-anchor="end">${value(highestRow)}</text>
      <line class="grid" x1=${ROOM.left} x2=${WIDTH} y1=${ROOM.top} y2=${ROOM.top} />
      <line class="ground" x1=${ROOM.left} x2=${WIDTH} y1=${HEIGHT - ROOM.bottom} y2=${HEIGHT - ROOM.bottom} />
      ${parts.map((row, place) => html`
        <g key=${row.key}>
          <title>${nameOf(row)}: ${value(row)}</title>
          <rect class="filled" x=${middle(place) - wide / 2} width=${wide} y=${top(row)}
            height=${HEIGHT - ROOM.bottom - top(row)} rx="2" />
          ${place % every === 0 && html`<text class="axis" x=${middle(place)} y=${HEIGHT - 10}
            text-anchor="middle">${shortName(row)}</text>`}
          ${parts.length <= 14 && html`<text class="value" x=${middle(place)} y=${top(row) - 6}
            text-anchor="middle">${value(row)}</text>`}
        </g>`)}
    </svg>
  `;
}

/** Names as HTML, so that long ones break; the bar itself is drawn. */
function Bars({ parts, column, value, about }) {
  const highest = Math.max(...parts.map((row) => row[column.id])) || 1;
  return html`
    <div class="bars" role="img" aria-label=${about}>
      ${parts.map((row) => html`
        <span key=${`${row.key} name`} class="bar-name">${nameOf(row)}</span>
        <svg key=${`${row.key} bar`} viewBox="0 0 100 10" preserveAspectRatio="none">
          <rect class="empty" width="100" height="10" />
          <rect class="filled" width=${(row[column.id] / highest) * 100} height="10" />
        </svg>
        <b key=${`${row.key} value`}>${value(row)}</b>`)}
    </div>
  `;
}

/** `26/11` of `26/11/2026`, `08` of `08:00–09:00`: what fits under a column. */
function shortName(row) {
  const name = nameOf(row);
  if (/^\d\d\/\d\d\/\d{4}$/.test(name)) return name.slice(0, 5);
  return name.replace(/:00–.*/, "h");
}
