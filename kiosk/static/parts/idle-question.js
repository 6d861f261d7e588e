// "Ông/Bà còn ở đó không?": over everything else, and answered by any touch on it.
import { html } from "/shared/preact.js";
import { useSaid } from "../guide.js";
import { Footer } from "./footer.js";
import { Sheet } from "./sheet.js";

export function IdleQuestion({ words, left, stay, home }) {
  useSaid(["still-there"]);
  return html`
    <${Sheet} title=${words.stillThere} onClose=${stay}>
      <p class="sheet-line">${words.stillThereHint(left)}</p>
      <${Footer}>
        <button class="foot strong" onClick=${stay}>${words.yes}</button>
        <button class="foot" onClick=${home}>${words.home}</button>
      </${Footer}>
    </${Sheet}>
  `;
}
