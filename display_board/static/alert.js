// What stands above everything else: a lost line, an emergency.

import { html } from "/shared/preact.js";
import { Shape } from "./shapes.js";
import { EMERGENCY, LINKS } from "./words.js";

export function Alert({ link, whole }) {
  const words = LINKS[link];
  return html`
    <div class=${whole ? "alert whole" : "alert"} role="status">
      ${whole ? null : html`<${Shape} name="warning" />`}
      <p>${words.vi}<small lang="en">${words.en}</small></p>
    </div>`;
}

export function Emergency({ message }) {
  return html`
    <section class="emergency" role="alert">
      <h2><${Shape} name="warning" />${EMERGENCY.vi}<small lang="en">${EMERGENCY.en}</small></h2>
      <p class=${`message ${size(message)}`}>${message}</p>
    </section>`;
}

function size(message) {
  if (message.length <= 90) return "";
  return message.length <= 240 ? "long" : "longest";
}
