// A box whose size does not depend on what is in it, and lists that fill such a box: as many
// lines as fit, and the others page after page, calmly.

import { Component, html } from "/shared/preact.js";

const PAGE_MS = 9000;
const FEWEST_ROWS = 3; // one or two lines are not blown up to fill a room

// `draw` is given the width and height in pixels, once they are known.
export class Room extends Component {
  componentDidMount() {
    this.measure();
  }

  componentDidUpdate() {
    this.measure();
  }

  measure() {
    const { clientWidth: width, clientHeight: height } = this.base;
    if (width !== this.state.width || height !== this.state.height) this.setState({ width, height });
  }

  render({ look, draw }, { width, height }) {
    return html`<div class=${`room ${look}`}>${width > 0 && draw({ width, height })}</div>`;
  }
}

// How many lines of a size fit side by side, and how many one under the other.
export function capacity(room, line, gap) {
  return {
    columns: Math.max(1, Math.floor((room.width + gap) / (line.width + gap))),
    rows: Math.max(1, Math.floor((room.height + gap) / (line.height + gap))),
  };
}

// How so many lines stand in a room: columns, rows, and the pages that it takes.
export function arranged(count, room, line, gap) {
  const most = capacity(room, line, gap);
  const pages = Math.max(1, Math.ceil(count / (most.columns * most.rows)));
  const each = Math.ceil(count / pages);
  const columns = Math.max(1, Math.min(most.columns, Math.ceil(each / most.rows)));
  return { columns, rows: Math.min(most.rows, Math.max(FEWEST_ROWS, Math.ceil(each / columns))), each, pages };
}

// Pages of pieces that have widths of their own, each page as full as may be.
export function packed(pieces, widthOf, room) {
  const pages = [[]];
  let left = room;
  for (const piece of pieces) {
    const width = Math.min(widthOf(piece), room);
    if (width > left && pages[pages.length - 1].length > 0) {
      pages.push([]);
      left = room;
    }
    pages[pages.length - 1].push(piece);
    left -= width;
  }
  return pages;
}

export function turn(pages) {
  return Math.floor(performance.now() / PAGE_MS) % pages;
}
