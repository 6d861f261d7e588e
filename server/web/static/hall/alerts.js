/** What needs somebody: what it is, where, since when, what to do, and who looks after it. */
import { html, useEffect, useRef, useState } from "/shared/preact.js";
import { inMinutes, secondsBetween, timeOfDay } from "/static/staff/time.js";
import { useWords } from "/static/staff/words.js";
import { acknowledging } from "./use_hall_commands.js";

/** More than these are behind a fold: the rest of the hall must stay in reach. */
const MANY = 8;

/** Unheeded before heeded, urgent before the rest, the oldest first. */
export function inTurn(alerts) {
  const rank = (one) => (one.acknowledged_by ? 2 : one.severity === "urgent" ? 0 : 1);
  return [...alerts].sort((one, other) => rank(one) - rank(other) || one.id - other.id);
}

export function Alerts({ snapshot, ...shared }) {
  const { say } = useWords();
  const alerts = inTurn(snapshot.alerts);
  const heading = useRef(null);
  const rows = (some) => html`
    <ul class="alert-list">
      ${some.map((alert) => html`
        <${Alert} key=${alert.id} alert=${alert} snapshot=${snapshot} ...${shared} />`)}
    </ul>`;
  useFocusKept(alerts, heading);
  return html`
    <section class="card hall-alerts" id="alerts" aria-labelledby="alerts-title">
      <h2 id="alerts-title" ref=${heading} tabindex="-1">${say("alerts")}</h2>
      <${Heard} alerts=${alerts} snapshot=${snapshot} names=${shared.names} />
      ${alerts.length === 0 && html`<p class="all-well">
        <span class="icon icon-open"></span>${say("alerts_none")}</p>`}
      ${rows(alerts.slice(0, MANY))}
      ${alerts.length > MANY && html`<details class="more-alerts">
        <summary>${say("more_alerts", { n: alerts.length - MANY })}</summary>
        ${rows(alerts.slice(MANY))}
      </details>`}
    </section>
  `;
}

/** A button that is gone with its alert leaves the focus at the heading, not nowhere. */
function useFocusKept(alerts, heading) {
  const had = useRef(false);
  useEffect(() => {
    if (had.current && document.activeElement === document.body) heading.current.focus();
    had.current = Boolean(document.activeElement?.closest?.(".hall-alerts"));
  });
}

/** The newest alert, read aloud once. */
function Heard({ alerts, snapshot, names }) {
  const { say } = useWords();
  const newest = Math.max(0, ...alerts.map((one) => one.id));
  const [known, setKnown] = useState(newest);
  useEffect(() => setKnown((before) => Math.max(before, newest)), [newest]);
  const fresh = newest > known && alerts.find((one) => one.id === newest);
  const shown = useRef("");
  if (fresh) shown.current = `${say(`alert_${fresh.kind}`)}. ${subjectOf(fresh, snapshot, names, say)}`;
  return html`<p class="visually-hidden" role="status">${shown.current}</p>`;
}

function Alert({ alert, snapshot, names, now, zone, live, acts, commands }) {
  const { say } = useWords();
  const heeded = alert.acknowledged_by;
  return html`
    <li class="alert ${heeded ? "heeded" : alert.severity}" data-kind=${alert.kind}>
      <span class="icon ${heeded ? "icon-check" : `icon-${alert.severity}`}"></span>
      <div class="alert-about">
        <h3>${say(`alert_${alert.kind}`)}</h3>
        <p class="alert-where">${subjectOf(alert, snapshot, names, say)}</p>
        <p class="soft">${say(`todo_${alert.kind}`)}</p>
        ${heeded && html`<p class="alert-heeded">${say("heeded", {
          name: heeded,
          at: timeOfDay(Date.parse(alert.acknowledged_at), zone),
        })}</p>`}
      </div>
      <div class="alert-side">
        <p><b>${inMinutes(secondsBetween(alert.since, now), say)}</b></p>
        <p>${say("since", { at: timeOfDay(Date.parse(alert.since), zone) })}</p>
        ${acts && !heeded && html`<button type="button" disabled=${!live}
          aria-label=${`${say("acknowledge")}: ${say(`alert_${alert.kind}`)}`}
          onClick=${() => commands.run(acknowledging(alert))}>${say("acknowledge")}</button>`}
      </div>
    </li>
  `;
}

function subjectOf(alert, snapshot, names, say) {
  if (alert.field) return names.field(alert.field);
  const device = snapshot.devices.find((one) => one.name === alert.device);
  if (alert.device && !device) return alert.device;
  if (alert.device) return say(`device_${device.kind}`, { name: alert.device });
  const counter = snapshot.counters.find((one) => one.id === alert.counter);
  if (!counter) return alert.counter ?? "";
  const place = say("counter", { number: counter.number });
  return [place, counter.name, counter.officer_name].filter(Boolean).join(" · ");
}
