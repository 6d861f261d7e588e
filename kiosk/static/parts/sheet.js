// A sheet of paper over the screen, closed by Escape too.
import { html, useEffect, useRef } from "/shared/preact.js";

export function Sheet({ title, wide = false, onClose, children }) {
  const dialog = useRef(null);
  useEffect(() => dialog.current.showModal(), []);
  const close = (event) => {
    event.preventDefault();
    onClose();
  };
  return html`
    <dialog class=${wide ? "sheet sheet-wide" : "sheet"} ref=${dialog} aria-labelledby="sheet-title" onCancel=${close}>
      <h2 id="sheet-title" class="title">${title}</h2>
      ${children}
    </dialog>
  `;
}
