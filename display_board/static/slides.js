// The centre's own pictures and videos, one after the other, in a place of their own.

import { Component, html } from "/shared/preact.js";

const STUCK_MS = 10000; // a video that has not moved for so long is passed over

export class Slides extends Component {
  constructor() {
    super();
    this.state = { at: 0 };
    this.since = performance.now();
    // What is over or broken gives way at the next second, so that broken files cannot race.
    this.over = () => { this.since = -Infinity; };
  }

  componentDidUpdate() {
    const { slides, seconds } = this.props;
    const lasts = slides[this.state.at % slides.length].kind === "video" ? Infinity : 1000 * seconds;
    const done = this.since === -Infinity || performance.now() - this.since >= lasts;
    if (slides.length === 1 || !done) return;
    this.since = performance.now();
    this.setState({ at: (this.state.at + 1) % slides.length });
  }

  render({ slides }, { at }) {
    const { name, kind } = slides[at % slides.length];
    const address = `/pictures/${encodeURIComponent(name)}`;
    return html`
      <div class="slides" aria-hidden="true">
        ${kind === "video"
          ? html`<${Video} key=${name} address=${address} alone=${slides.length === 1} over=${this.over} />`
          : html`<img key=${name} src=${address} alt="" onError=${this.over} />`}
      </div>`;
  }
}

class Video extends Component {
  componentDidMount() {
    this.base.muted = true; // the attribute alone does not let every browser play by itself
    this.position = 0;
    this.moved = performance.now();
    const started = this.base.play();
    if (started) started.catch(() => {}); // one that may not play is passed over as stuck
  }

  componentDidUpdate() {
    if (this.base.currentTime !== this.position) {
      this.position = this.base.currentTime;
      this.moved = performance.now();
    } else if (performance.now() - this.moved > STUCK_MS) {
      this.props.over();
    }
  }

  // A decoder that is not let go of stays for as long as the page does.
  componentWillUnmount() {
    this.base.removeAttribute("src");
    this.base.load();
  }

  render({ address, alone, over }) {
    return html`<video src=${address} muted playsinline loop=${alone} onEnded=${over} onError=${over} />`;
  }
}
