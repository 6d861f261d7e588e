/** Times as people read them. The server's clock counts, not this machine's. */
import { useEffect, useState } from "/shared/preact.js";

/** Milliseconds by which the server is ahead of this machine, from a snapshot's `at`. */
export function aheadBy(at, receivedAt) {
  return Date.parse(at) - receivedAt;
}

/** The server's time in milliseconds, new each second. */
export function useServerNow(ahead) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((seconds) => seconds + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return Date.now() + ahead;
}

export function secondsBetween(from, to) {
  return Math.max(0, Math.floor((to - Date.parse(from)) / 1000));
}

/** `3:07`, or `1:03:07` from an hour on. */
export function clockLength(seconds) {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60];
  const shown = parts[0] ? parts : parts.slice(1);
  return shown.map((part, place) => (place ? String(part).padStart(2, "0") : part)).join(":");
}

export function inMinutes(seconds, say) {
  const n = Math.floor(seconds / 60);
  return n < 1 ? say("under_a_minute") : say("minutes", { n });
}

export function timeOfDay(ms, timeZone, withSeconds = false) {
  const second = withSeconds ? { second: "2-digit" } : {};
  const parts = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...second, timeZone };
  return new Intl.DateTimeFormat("vi-VN", parts).format(ms);
}

export function dayOf(ms, timeZone, language) {
  const parts = { weekday: "long", day: "2-digit", month: "2-digit", year: "numeric", timeZone };
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : "vi-VN", parts).format(ms);
}

/** `02/03/2026` of an ISO day or time as it is written. */
export function plainDay(iso) {
  return iso.slice(0, 10).split("-").reverse().join("/");
}

/** `08:05` of an RFC 3339 time as it is written: the centre's own. */
export function plainTime(iso) {
  return iso.slice(11, 16);
}
