// A question's answers, or where there is no room for them a button with the chosen one, which opens them.
import { html, useState } from "/shared/preact.js";
import { nameIn } from "../words.js";
import { Footer, FootButton } from "./footer.js";
import { Icon } from "./icon.js";
import { Sheet } from "./sheet.js";

export function Folding({ folded, title, hint, items, chosen, flow, words, children }) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  if (!folded) return children(close);
  const answer = items.find(({ id }) => id === chosen);
  return html`
    <button class="choice choice-folded" aria-haspopup="dialog" onClick=${() => setOpen(true)}>
      <span class="choice-name choice-answer">${answer ? nameIn(flow.language, answer) : words.noPriority}</span>
      <span>${words.change}</span><${Icon} name="chevron-right" />
    </button>
    ${open && html`
      <${Sheet} title=${title} onClose=${close}>
        ${hint && html`<p class="sheet-line">${hint}</p>`}
        ${children(close)}
        <${Footer}><${FootButton} icon="arrow-left" onClick=${close}>${words.back}</${FootButton}></${Footer}>
      </${Sheet}>
    `}
  `;
}
