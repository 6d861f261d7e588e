// Which calls have only just come, so that they flash once and then stand still.

export const FRESH_MS = 3000;
const REMEMBERED = 200;

export class Freshness {
  constructor() {
    this.arrivals = null; // seq → when it came; null until the first picture, whose calls are old
  }

  // True if any of them had not been seen before.
  note(calls) {
    const first = this.arrivals === null;
    const known = this.arrivals || new Map();
    const when = first ? -Infinity : performance.now();
    const news = calls.filter((call) => !known.has(call.seq));
    news.forEach((call) => known.set(call.seq, when));
    while (known.size > REMEMBERED) known.delete(known.keys().next().value);
    this.arrivals = known;
    return news.length > 0 && !first;
  }

  has(call) {
    return performance.now() - this.arrivals.get(call.seq) < FRESH_MS;
  }
}
