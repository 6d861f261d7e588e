// A screen's heading; it takes the keyboard's focus, so that reading begins there.
import { html, useEffect, useRef } from "/shared/preact.js";
import { useSaid } from "../guide.js";

export function Title({ children, says = null }) {
  const heading = useRef(null);
  useEffect(() => heading.current.focus({ preventScroll: true }), []);
  useSaid(says ? [says] : []);
  return html`<h1 class="title" tabindex="-1" ref=${heading}>${children}</h1>`;
}
