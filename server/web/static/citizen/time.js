/** Times as the centre's clock shows them, whatever the phone's own zone is. */

/** `08:05` of an RFC 3339 time with the centre's offset. */
export const clock = (at) => at.slice(11, 16);

/** `08:05`, with `24/11` after it when that is another day than `today` (such a time, too). */
export function clockAndDay(at, today) {
  if (at.slice(0, 10) === today.slice(0, 10)) return clock(at);
  return `${clock(at)} (${at.slice(8, 10)}/${at.slice(5, 7)})`;
}
