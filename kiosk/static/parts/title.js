// A screen's heading; it takes the keyboard's focus, so that reading begins there.
import { html, useEffect, useRef } from "/shared/vendor/preact.js";

export function Title({ children, keepFocus = false }) {
  const heading = useRef(null);
  useEffect(() => { if (!keepFocus) heading.current.focus({ preventScroll: true }); }, []);
  return html`<h1 class="title" tabindex="-1" ref=${heading}>${children}</h1>`;
}
