// The head of the screen: whose hall this is, marks that matter, date and time.

import { html } from "/shared/vendor/preact.js";
import { dateText, timeText } from "./clock.js";
import { Shape } from "./shapes.js";
import { SOUNDS, TRIAL } from "./words.js";

export function Head({ hall, sound, now }) {
  return html`
    <header class="head">
      <div class="whose">
        <h1 class="centre">${hall.centre_name}</h1>
        <p class="zone">${hall.zone_name}</p>
      </div>
      <div class="marks">
        ${hall.trial && html`<p class="mark trial">${TRIAL.vi}<small lang="en">${TRIAL.en}</small></p>`}
        ${SOUNDS[sound] && html`<${MuteMark} words=${SOUNDS[sound]} />`}
      </div>
      <div class="when">
        <p class="time number">${timeText(now)}</p>
        <p class="date">${dateText(now)}</p>
      </div>
    </header>`;
}

function MuteMark({ words }) {
  return html`<p class="mark mute"><${Shape} name="mute" /><span>${words.vi}<small lang="en">${words.en}</small></span></p>`;
}
