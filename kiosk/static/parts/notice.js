// A screen that only says something.
import { html } from "/shared/preact.js";
import { Icon } from "./icon.js";
import { Title } from "./title.js";

export const Notice = ({ icon, title, lines, says = null }) => html`
  <div class="notice" role="alert">
    <${Icon} name=${icon} />
    <${Title} says=${says}>${title}</${Title}>
    ${lines.map((line) => html`<p class="notice-line">${line}</p>`)}
  </div>
`;
