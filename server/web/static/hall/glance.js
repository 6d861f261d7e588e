/** Four figures that say whether all is well; each leads to its part of the page. */
import { html } from "/shared/preact.js";
import { useWords } from "/static/staff/words.js";

export function Glance({ snapshot, live }) {
  const { say } = useWords();
  const { alerts, fields, counters, devices } = snapshot;
  const open = counters.filter((one) => one.state !== "closed").length;
  const alive = devices.filter((one) => one.seen_at && !one.silent).length;
  const unheeded = alerts.filter((one) => !one.acknowledged_by);
  const waiting = fields.reduce((sum, one) => sum + one.waiting, 0);
  return html`
    <nav class=${live ? "glance" : "glance stale"} aria-label=${say("glance")}>
      <${Figure} to="alerts" word="glance_alerts" figure=${unheeded.length} state=${moodOf(unheeded)} />
      <${Figure} to="fields" word="glance_waiting" figure=${waiting} />
      <${Figure} to="counters" word="glance_counters" figure=${`${open}/${counters.length}`} />
      <${Figure} to="devices" word="glance_devices"
        figure=${`${alive}/${devices.length}`}
        state=${devices.some((one) => one.silent) ? "warning" : ""} />
    </nav>
  `;
}

function moodOf(alerts) {
  if (alerts.some((one) => one.severity === "urgent")) return "urgent";
  return alerts.length ? "warning" : "well";
}

function Figure({ to, word, figure, state = "" }) {
  const { say } = useWords();
  return html`
    <a class="card glance-figure ${state}" href=${`#${to}`}>
      ${["urgent", "warning"].includes(state) && html`<span class="icon icon-alert"></span>`}
      ${state === "well" && html`<span class="icon icon-open"></span>`}
      <span class="number">${figure}</span>
      <span>${say(word)}</span>
    </a>
  `;
}
