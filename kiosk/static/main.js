// The touch screen's start: the app, and no gesture that a kiosk must not have.
import { html, render } from "/shared/vendor/preact.js";
import { App } from "./app.js";
import { lockGestures } from "./gestures.js";

lockGestures();
render(html`<${App} />`, document.getElementById("kiosk"));
