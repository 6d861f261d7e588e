// The centre's own pictures and videos, one after the other, in a place of their own.

import { Component, html } from "/shared/vendor/preact.js";

export class Slides extends Component {
  constructor() {
    super();
    this.next = () => this.setState({ at: this.state.at + 1, since: performance.now() });
    this.state = { at: 0, since: performance.now() };
  }

  componentDidUpdate() {
    const { slides, seconds } = this.props;
    const still = slides[this.state.at % slides.length].kind === "picture";
    if (still && slides.length > 1 && performance.now() - this.state.since >= 1000 * seconds) this.next();
  }

  render({ slides }, { at }) {
    const { name, kind } = slides[at % slides.length];
    const address = `/pictures/${encodeURIComponent(name)}`;
    return html`
      <div class="slides" aria-hidden="true">
        ${kind === "video"
          ? html`<${Video} key=${`${at} ${name}`} address=${address} alone=${slides.length === 1} next=${this.next} />`
          : html`<img key=${name} src=${address} alt="" onError=${slides.length > 1 ? this.next : undefined} />`}
      </div>`;
  }
}

class Video extends Component {
  // A decoder that is not let go of stays for as long as the page does.
  componentWillUnmount() {
    this.base.removeAttribute("src");
    this.base.load();
  }

  componentDidMount() {
    this.base.muted = true; // the attribute alone does not let every browser play by itself
    const started = this.base.play();
    if (started) started.catch(() => {}); // a video that may not play stays a picture
  }

  render({ address, alone, next }) {
    return html`<video src=${address} muted playsinline loop=${alone} onEnded=${next} onError=${alone ? undefined : next} />`;
  }
}
