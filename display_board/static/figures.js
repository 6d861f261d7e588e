// What the centre tells everybody of its work: a few figures, large and calm, and nobody's name.

import { html } from "/shared/preact.js";
import { FIGURES, NO_FIGURE, SINCE, TODAY } from "./words.js";

const OF_TODAY = ["issued", "served", "waiting", "wait_mean", "in_target"];

export function PublicFigures({ shown, page }) {
  const told = shown.figures;
  return html`
    <section class="figures" data-count=${page.figures.length}>
      ${page.figures.map((name) => html`<${Figure} key=${name} name=${name} told=${told} />`)}
    </section>`;
}

function Figure({ name, told }) {
  const [value, unit] = told ? valueOf(name, told) : [null];
  const { vi, en } = FIGURES[name];
  return html`
    <div class="figure">
      <h2>${vi}<small lang="en">${en}</small></h2>
      ${value === null
        ? html`<p class="no-figure">${NO_FIGURE.vi}<small lang="en">${NO_FIGURE.en}</small></p>`
        : html`<p class="number" data-length=${Math.min(value.length, 6)}>${value}${unit && html`<span class="unit">${unit}</span>`}</p>`}
      <p class="of">${OF_TODAY.includes(name) ? TODAY.vi : SINCE.vi}<small lang="en">${OF_TODAY.includes(name) ? TODAY.en : SINCE.en}</small></p>
    </div>`;
}

// A figure as people read it: `1.204`, `12` minutes, `96` %.
function valueOf(name, told) {
  if (name === "wait_mean") return minutes(told.wait_mean_s);
  if (name === "in_target") return percent(told.wait_in_target);
  if (name === "on_time") return percent(told.on_time_share);
  if (name === "satisfaction") return percent(told.satisfied_share);
  return [String(told[name]).replace(/\B(?=(\d{3})+$)/g, ".")];
}

function minutes(seconds) {
  if (seconds === null) return [null];
  return seconds < 60 ? ["< 1", "phút"] : [String(Math.round(seconds / 60)), "phút"];
}

// Never rounded up to all of them while one is missing.
function percent(share) {
  return share === null ? [null] : [String(share < 1 ? Math.min(99, Math.round(share * 100)) : 100), "%"];
}
