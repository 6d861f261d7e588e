// A line icon in the colour of the text beside it; a picture only, the words say it too.
import { html } from "/shared/preact.js";

const NAME = /^[a-z0-9-]+$/;

export function Icon({ name }) {
  const file = NAME.test(name ?? "") ? name : "file-text";
  const style = { "--icon": `url("/shared/vendor/icons/${file}.svg")` };
  return html`<span class="icon" aria-hidden="true" style=${style}></span>`;
}
