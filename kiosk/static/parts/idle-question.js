// "Ông/Bà còn ở đó không?": over everything else, and answered by any touch on it.
import { html, useEffect, useRef } from "/shared/vendor/preact.js";

export function IdleQuestion({ words, left, stay, home }) {
  const dialog = useRef(null);
  useEffect(() => dialog.current.showModal(), []);
  return html`
    <dialog class="idle" ref=${dialog} aria-labelledby="idle-question" onCancel=${stay}>
      <h2 id="idle-question" class="idle-question">${words.stillThere}</h2>
      <p class="idle-hint">${words.stillThereHint(left)}</p>
      <div class="idle-buttons">
        <button class="foot strong" onClick=${stay}>${words.yes}</button>
        <button class="foot" onClick=${home}>${words.home}</button>
      </div>
    </dialog>
  `;
}
