/** How true today's waits were that people were told, once enough have been called. */
import { html } from "/shared/preact.js";
import { useWords } from "/static/staff/words.js";

export function ToldWaits({ told, day }) {
  const { say } = useWords();
  if (!told) return null;
  const facts = [
    say("told_off", { n: minutes(told.off_s) }) +
      (told.error === null ? "" : ` (${say("told_error", { share: percent(told.error) })})`),
    say("told_width", { n: minutes(told.width_s) }),
    say("told_of", { n: told.told }),
  ];
  return html`<p class="told-waits">
    <span>${say("told_waits")} <b>${say("told_kept", { share: percent(told.kept) })}</b></span>
    ${facts.map((fact) => html`<span key=${fact} class="soft">${fact}</span>`)}
    <a href=${`/reports?report=estimates&by=hour&from=${day}&to=${day}`}>${say("told_more")}</a>
  </p>`;
}

const percent = (share) => Math.round(share * 100);
const minutes = (seconds) => Math.max(1, Math.round(seconds / 60));
