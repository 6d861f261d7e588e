// When the centre opens again, read from the server's local time as it is written.
const MOMENT = /^(\d{4}-(\d{2})-(\d{2}))T(\d{2}:\d{2})/;

export const opening = (opensAt, centre, words) => said(opensAt, centre && centre.at, words.opensAt);

// When a field gives numbers again of which there are no more in this session.
export const againIn = (words, field, at) => said(field.opens_at, at, words.againAt);

// Until when a number that waits over a break or a night keeps its place.
export const keptIn = (lines, scan, at) => said(scan.kept_until, at, lines.ticketKept);

function said(opensAt, at, saying) {
  const moment = MOMENT.exec(opensAt ?? "");
  if (!moment) return null;
  const [, date, month, day, time] = moment;
  return saying(time, at && at.startsWith(date) ? null : `${day}/${month}`);
}
