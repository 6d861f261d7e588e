/** The end of a session, said on every page of the staff for as long as it lasts. */
import { html } from "/shared/preact.js";
import { useWords } from "./words.js";

export function SessionEndBanner({ ended }) {
  const { language } = useWords();
  if (!ended) return null;
  const [title, text] = language === "en"
    ? [ended.title_en, ended.text_en]
    : [ended.title, ended.text];
  return html`<p class="session-banner" role="status" data-way=${ended.way}>
    <span class="icon icon-closed"></span><span><strong>${title}</strong> ${text}</span></p>`;
}
