// The end of a session: that numbers are given no more, and what becomes of those who wait.

import { html } from "/shared/preact.js";
import { Shape } from "./shapes.js";
import { Ticker } from "./ticker.js";

// The first notice says that the session is over; the others take their turn in one line.
export function Closing({ notices }) {
  const [over, ...others] = notices;
  return html`
    <section class="closing" role="status">
      <h2><${Shape} name="clock" />${over.text}<small lang="en">${over.text_en}</small></h2>
      <${Ticker} notices=${others} />
    </section>`;
}
