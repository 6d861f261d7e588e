/** What this counter has done today. */
import { html } from "/shared/preact.js";
import { inMinutes } from "/static/staff/time.js";
import { useWords } from "/static/staff/words.js";

/** `onPast` opens the visits behind the figures; left out for who only looks. */
export function Figures({ today, onPast }) {
  const { say } = useWords();
  const length = (seconds) => (seconds === null ? say("none_yet") : inMinutes(seconds, say));
  const figures = [
    ["served", today.served],
    ["missed", today.no_show],
    ["mean_wait", length(today.mean_wait_s)],
    ["mean_service", length(today.mean_service_s)],
  ];
  return html`
    <section class="figures" aria-labelledby="today">
      <div class="figures-head">
        <h2 id="today">${say("today")}</h2>
        ${onPast && html`<button type="button" class="quiet" aria-keyshortcuts="H" onClick=${onPast}>
          <span class="icon icon-history"></span>${say("past_open")} <kbd>H</kbd></button>`}
      </div>
      <dl>
        ${figures.map(([word, value]) => html`
          <div key=${word}><dt>${say(word)}</dt><dd class="number">${value}</dd></div>`)}
      </dl>
    </section>
  `;
}
