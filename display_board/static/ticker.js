// Notices, one piece after the other: nothing runs across the screen, and none is cut off.

import { html } from "/shared/preact.js";
import { sizes } from "./fit.js";
import { Room } from "./room.js";

const PIECE_MS = 10000;
const CHARACTER = 0.56; // of the font's size, wide

export function Ticker({ notices }) {
  if (notices.length === 0) return null;
  return html`<${Room} look="ticker" draw=${(room) => html`<${Notice} notices=${notices} room=${room} />`} />`;
}

function Notice({ notices, room }) {
  const longest = Math.max(20, Math.floor(room.width / (CHARACTER * sizes.words)));
  const pieces = [].concat(...notices.map((notice) => piecesOf(notice, longest)));
  const { text, lang } = pieces[Math.floor(performance.now() / PIECE_MS) % pieces.length];
  return html`<p class="notice" key=${text} lang=${lang}>${text}</p>`;
}

function piecesOf({ text, text_en: textEn }, longest) {
  const inEnglish = textEn && textEn !== text ? broken(textEn, longest).map((piece) => ({ text: piece, lang: "en" })) : [];
  return [...broken(text, longest).map((piece) => ({ text: piece, lang: "vi" })), ...inEnglish];
}

// A text in pieces of at most so many characters, broken between words; … where it goes on.
export function broken(text, longest) {
  const pieces = [];
  let piece = "";
  for (const word of text.split(/\s+/)) {
    if (piece && piece.length + word.length + 3 > longest) {
      pieces.push(`${piece} …`);
      piece = `… ${word}`;
    } else {
      piece = piece ? `${piece} ${word}` : word;
    }
  }
  return [...pieces, piece];
}
