/** An expected wait as a range, and what one more counter would make of it: an estimate. */
import { html } from "/shared/preact.js";
import { useWords } from "/static/staff/words.js";

export function OneMore({ field }) {
  const { say } = useWords();
  const { estimate, with_one_more: more } = field;
  if (!more) return null;
  const words = estimate
    ? say("estimate_one_more", { now: rangeOf(estimate, say), more: rangeOf(more, say) })
    : say("estimate_first", { more: rangeOf(more, say) });
  return html`<span class="field-estimate soft">${words}</span>`;
}

function rangeOf({ low, high }, say) {
  const most = Math.max(high, 1);
  if (low <= 0) return say("range_under", { high: most });
  return low === most ? say("minutes", { n: low }) : say("range_minutes", { low, high: most });
}
