/** The frame of every dialog: the browser's own, so focus stays inside and returns afterwards. */
import { html, useLayoutEffect, useRef } from "/shared/preact.js";
import { useWords } from "/static/staff/words.js";

/**
 * `onClose` when it is left with Escape, `onSubmit` with Enter or its main button.
 * What has `autofocus` inside has the focus first.
 */
export function Dialog({ title, wide, onClose, onSubmit, onKeyDown, children }) {
  const dialog = useRef(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element.addEventListener("close", onClose);
    element.showModal();
    return () => {
      element.removeEventListener("close", onClose);
      element.close(); // gives the focus back to where it was
    };
  }, []);
  const submit = (event) => {
    event.preventDefault();
    onSubmit?.();
  };
  const keys = (event) => {
    if (event.key === "Enter" && event.ctrlKey) submit(event);
    else onKeyDown?.(event);
  };
  return html`
    <dialog ref=${dialog} class=${wide ? "card wide" : "card"} aria-label=${title} onKeyDown=${keys}>
      <form onSubmit=${submit} novalidate>
        <h2>${title}</h2>
        ${children}
      </form>
    </dialog>
  `;
}

/** The way back and the way on; `hint` is the key for the way on. */
export function DialogButtons({ label, hint = "Enter", onBack, disabled, busy, focused }) {
  const { say } = useWords();
  return html`
    <div class="dialog-buttons">
      <button type="button" onClick=${onBack}>${say("back")} <kbd>Esc</kbd></button>
      <button class="main" disabled=${disabled} aria-busy=${busy} autofocus=${focused}>
        ${label} <kbd>${hint}</kbd>
      </button>
    </div>
  `;
}

/** What stands in the way, inside the dialog: the page's own messages are behind it. */
export function DialogTrouble({ text, live }) {
  const { say } = useWords();
  const shown = live ? text : say("link_lost_long");
  return html`<p role="alert" class=${shown ? "trouble" : "trouble empty"}>${shown}</p>`;
}
