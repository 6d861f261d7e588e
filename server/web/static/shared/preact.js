// Preact as our pages use it: every drawing makes its own pieces.
//
// htm keeps what never changes in a template and gives the same piece to every drawing. Preact
// marks a piece with the place where it stood first, and that place leads to everything drawn
// after it: a page that runs for a month would keep all its old rows. 3 tells htm to keep nothing.

import htm from "./vendor/htm.js";
import { h } from "./vendor/preact.js";

export * from "./vendor/preact.js";

export const html = htm.bind(function fresh(...piece) {
  this[0] = 3;
  return h(...piece);
});
