// The end of a session: that numbers are given no more, and what becomes of those who wait.

import { html } from "/shared/vendor/preact.js";
import { Shape } from "./shapes.js";
import { Ticker } from "./ticker.js";

// All other notices take their turn after it: a picture has room for one line of them.
export function Closing({ end, notices }) {
  const own = end.text ? [{ text: end.text, text_en: end.text_en }] : [];
  return html`
    <section class="closing" role="status">
      <h2><${Shape} name="clock" />${end.title}<small lang="en">${end.title_en}</small></h2>
      <${Ticker} notices=${[...own, ...notices.filter(({ text }) => !says(end, text))]} />
    </section>`;
}

// The server tells it among the notices too, sentence by sentence, for boards of an earlier day.
function says(end, text) {
  return text === end.title || end.text.includes(text);
}
