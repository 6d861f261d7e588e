// The head of the screen: whose hall this is, marks that matter, date and time.

import { Component, html } from "/shared/preact.js";
import { dateText, timeText } from "./clock.js";
import { Shape } from "./shapes.js";
import { MUTED_PAGE, SOUNDS, TRIAL, UNMUTE } from "./words.js";

export function Head({ hall, sound, player, now }) {
  return html`
    <header class="head">
      <div class="whose">
        <h1 class="centre">${hall.centre_name}</h1>
        <p class="zone">${hall.zone_name}</p>
      </div>
      <${Marks} hall=${hall} sound=${sound} player=${player} />
      <div class="when">
        <p class="time number">${timeText(now)}</p>
        <p class="date">${dateText(now)}</p>
      </div>
    </header>`;
}

function Marks({ hall, sound, player }) {
  const words = SOUNDS[sound];
  return html`
    <div class="marks">
      ${hall.trial && html`<p class="mark trial">${TRIAL.vi}<small lang="en">${TRIAL.en}</small></p>`}
      ${player.muted ? html`<${MutedPage} player=${player} />` : words && html`<p class="mark mute"><${Shape} name="mute" /><span>${words.vi}<small lang="en">${words.en}</small></span></p>`}
    </div>`;
}

// The one press that a browser wants before a page may be heard; a remote's OK presses it.
class MutedPage extends Component {
  componentDidMount() {
    this.base.focus();
  }

  render({ player }) {
    return html`
      <button type="button" class="mark mute" onClick=${() => player.unmute()}>
        <${Shape} name="mute" /><span>${MUTED_PAGE.vi}<small>${UNMUTE.vi} <span lang="en">(${UNMUTE.en})</span></small></span>
      </button>`;
  }
}
