// Small signs that say a state without colour.

import { html } from "/shared/preact.js";

const STROKE = { fill: "none", stroke: "currentColor", "stroke-width": 2.6, "stroke-linecap": "round", "stroke-linejoin": "round" };

const SHAPES = {
  called: () => html`<path d="M7 4l13 8-13 8z" fill="currentColor" />`,
  serving: () => html`<circle cx="12" cy="12" r="8.5" fill="currentColor" />`,
  open: () => html`<circle cx="12" cy="12" r="7.5" ...${STROKE} />`,
  paused: () => html`<path d="M8 5v14M16 5v14" ...${STROKE} stroke-width="4" />`,
  closed: () => html`<path d="M6 6l12 12M18 6L6 18" ...${STROKE} stroke-width="3.4" />`,
  arrow: () => html`<path d="M3 12h16M12 5l7 7-7 7" ...${STROKE} />`,
  speaker: () => html`<path d="M4 9.5v5h3.5L12 19V5L7.500 9.500zM15.500 9a4.200 4.200 0 0 1 0 6M18.300 6.500a8 8 0 0 1 0 11" ...${STROKE} stroke-width="2.2" />`,
  mute: () => html`<path d="M4 9.500v5h3.500L12 19V5L7.500 9.500zM16 9.500l5 5M21 9.500l-5 5" ...${STROKE} stroke-width="2.2" />`,
  clock: () => html`<circle cx="12" cy="12" r="8.5" ...${STROKE} stroke-width="2.2" /><path d="M12 7v5.300l3.400 2" ...${STROKE} stroke-width="2.2" />`,
  warning: () => html`<path d="M12 3.500L2.500 20h19zM12 10v4.500M12 17.300v.2" ...${STROKE} stroke-width="2.2" />`,
};

export function Shape({ name }) {
  return html`<svg class="shape" viewBox="0 0 24 24" aria-hidden="true">${SHAPES[name]()}</svg>`;
}
