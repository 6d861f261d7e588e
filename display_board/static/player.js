// The zone's voice in this page: the program's own WAVs by Web Audio, one after the other.
//
// The program decides which page speaks and says each announcement once; this page fetches it,
// plays it after whatever still sounds, and tells when it begins and ends.

const AFTER_MS = 30; // from now, so that the first samples are not late
const KEPT = 3;

export class Player {
  constructor(socket, soundFrom, changed) {
    this.socket = socket;
    this.wanted = soundFrom !== "speakers";
    this.always = soundFrom === "page";
    this.changed = changed;
    this.context = null;
    this.buffers = new Map(); // label → promise of an AudioBuffer
    this.source = null;
    this.until = 0; // when what is scheduled ends, by the context's clock
    this.turn = null; // label of what is to be said
    this.heard = true;
    this.elsewhere = false; // another machine of the zone says the calls
    if (this.wanted) this.prepare();
  }

  // Should be heard and may not be.
  get muted() {
    return this.wanted && !this.able && !this.elsewhere && (this.always || !this.heard);
  }

  get able() {
    return this.context !== null && this.context.state === "running";
  }

  // What the whole zone's sound is: with speakers that work, this page need not be heard.
  note(sound) {
    this.elsewhere = sound === "elsewhere";
    this.heard = sound !== "muted" && sound !== "no_device";
  }

  unmute() {
    if (this.context) this.context.resume().then(() => this.tell(), () => {});
  }

  tell() {
    if (this.wanted && this.socket.connected) this.socket.emit("able", this.able);
    this.changed();
  }

  prepare() {
    const Context = window.AudioContext || window.webkitAudioContext;
    if (!Context) return;
    this.context = new Context();
    this.context.onstatechange = () => this.tell();
    const press = () => { if (!this.able) this.unmute(); };
    addEventListener("keydown", press);
    addEventListener("click", press);
    this.socket.on("load", ({ label, url }) => this.load(label, url).catch(() => {}));
    this.socket.on("say", (told) => this.say(told));
    this.socket.on("hush", () => this.hush());
    this.socket.on("disconnect", () => this.hush());
  }

  load(label, url) {
    if (!this.buffers.has(label)) {
      this.buffers.set(label, fetched(url).then((bytes) => decoded(this.context, bytes)));
      while (this.buffers.size > KEPT) this.buffers.delete(this.buffers.keys().next().value);
    }
    return this.buffers.get(label);
  }

  say({ label, url, within_ms: within }) {
    const latest = performance.now() + within;
    this.turn = label;
    this.load(label, url).then(
      (buffer) => {
        if (this.turn !== label) return;
        if (this.able && performance.now() <= latest) this.play(label, buffer);
        else this.fails(label);
      },
      () => this.fails(label),
    );
  }

  play(label, buffer) {
    const at = Math.max(this.context.currentTime + AFTER_MS / 1000, this.until);
    const source = this.source = this.context.createBufferSource();
    source.buffer = buffer;
    source.connect(this.context.destination);
    source.onended = () => this.ends(label, source);
    source.start(at);
    this.until = at + buffer.duration;
    this.socket.emit("began", label);
  }

  ends(label, source) {
    source.disconnect();
    this.buffers.delete(label);
    if (this.source === source) this.source = null;
    if (this.turn !== label) return;
    this.turn = null;
    this.socket.emit("ended", label);
  }

  fails(label) {
    this.buffers.delete(label);
    if (this.turn !== label) return;
    this.turn = null;
    this.socket.emit("failed", label);
  }

  // Another page speaks now, or nobody is there to be told.
  hush() {
    this.turn = null;
    this.until = 0;
    if (this.source) this.source.stop();
  }
}

function fetched(url) {
  return fetch(url).then((answer) => {
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer.arrayBuffer();
  });
}

// Old browsers have only the form with callbacks.
function decoded(context, bytes) {
  return new Promise((done, failed) => context.decodeAudioData(bytes, done, failed));
}
