// The touch screen's start: the app, and no gesture that a kiosk must not have.
import { html, render } from "/shared/preact.js";
import { App } from "./app.js";
import { lockGestures } from "./gestures.js";

const page = document.documentElement;
page.style.setProperty("--mm", `${page.dataset.pixelsPerMm}px`);
lockGestures();

// What fits is measured, so the letters come first; without them the machine's own must do.
const WEIGHTS = [400, 600, 800];
Promise.all(WEIGHTS.map((weight) => document.fonts.load(`${weight} 1em "Be Vietnam Pro"`)))
  .catch(() => null)
  .then(() => render(html`<${App} />`, document.getElementById("kiosk")));
