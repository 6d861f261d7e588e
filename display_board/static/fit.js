// How large everything is: from the window, the screen's inches and how far away it is read.
//
// One rem is 1/120 of the width of a 16:9 screen (16 px at 1920×1080), so the whole picture grows
// and shrinks with the window.  Two sizes also follow the reader's distance, within limits that
// keep the layout whole: numbers in lists, and words.  What is called is always as large as the
// layout allows; display_board/legibility.py says from how far that is 0.7° of capital height.

const LONG_SIDE = 120; // rem
const SHORT_SIDE = 67.5;
const MM_PER_INCH = 25.4;
const CAPITALS = 0.7; // of the font's size, in Be Vietnam Pro
const DEGREES = { list: 0.27, words: 0.13, figure: 0.4 }; // 16 and 8 minutes of arc
const LIMITS = { list: [2.8, 4.7], words: [1.5, 2.3], figure: [6.5, 8] }; // rem

export const sizes = { rem: 16, list: 64, words: 32, figure: 128, upright: false };

export function fit(root, { layout, inches, distance }) {
  const turned = layout === "portrait" && innerWidth > innerHeight;
  const [width, height] = turned ? [innerHeight, innerWidth] : [innerWidth, innerHeight];
  sizes.upright = height > width;
  sizes.rem = Math.min(Math.max(width, height) / LONG_SIDE, Math.min(width, height) / SHORT_SIDE);
  const mm = Math.hypot(width, height) / (inches * MM_PER_INCH); // in pixels
  for (const tier of ["list", "words", "figure"]) {
    sizes[tier] = limited(capital(DEGREES[tier], distance) * mm / CAPITALS, LIMITS[tier]);
  }
  root.classList.toggle("turned", turned);
  root.classList.toggle("upright", sizes.upright);
  root.classList.add(layout === "portrait" ? "layout-main" : `layout-${layout}`);
  const { style } = document.documentElement;
  style.fontSize = `${sizes.rem}px`;
  style.setProperty("--list", `${sizes.list}px`);
  style.setProperty("--figure", `${sizes.figure}px`);
  style.setProperty("--words", `${sizes.words}px`);
}

function capital(degrees, distance) {
  return 2000 * distance * Math.tan(degrees * Math.PI / 360);
}

function limited(size, [least, most]) {
  return Math.min(Math.max(size, least * sizes.rem), most * sizes.rem);
}
