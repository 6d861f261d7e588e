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

// What people should do, in Vietnamese and, where somebody wrote it, in English.
export function Emergency({ message, english }) {
  const long = size(message.length + (english || "").length);
  return html`
    <section class="emergency" role="alert">
      <h2><${Shape} name="warning" />${EMERGENCY.vi}<small lang="en">${EMERGENCY.en}</small></h2>
      <p class=${`message ${long}`}>${message}</p>
      ${english && html`<p class=${`message english ${long}`} lang="en">${english}</p>`}
    </section>`;
}

function size(letters) {
  if (letters <= 90) return "";
  if (letters <= 240) return "long";
  return letters <= 300 ? "longest" : "both";
}
