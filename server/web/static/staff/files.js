/** What is on the page, to take along: `addressOf(format)` says where each file is. */
import { html } from "/shared/preact.js";
import { useWords } from "./words.js";

const NAMES = { xlsx: "Excel", csv: "CSV" };

export function Files({ addressOf }) {
  const { say } = useWords();
  return html`
    <div class="files">
      ${Object.entries(NAMES).map(([format, name]) => html`<a key=${format} class="button" download
        href=${addressOf(format)} aria-label=${say(`file_${format}`)}>
        <span class="icon icon-file"></span>${name}</a>`)}
    </div>
  `;
}
